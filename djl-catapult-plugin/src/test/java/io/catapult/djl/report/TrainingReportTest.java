/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingReportTest {

  private static final int MEGABYTE = 1_000_000;

  @TempDir private Path folder;

  private static byte[] bytes(TrainingTrace trace) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingReport.of(trace).writeTo(out);
    return out.toByteArray();
  }

  @Test
  void aPageIsWrittenUnderTheNameOfTheModelOrAnother() throws IOException {
    TrainingTrace trace = MadeRun.named("my net").loss(1, 0.5).catapult(3).ended();
    Path file = folder.resolve("run.html");
    TrainingReport.write(trace, file);
    assertTrue(Files.readString(file).contains("<title>my net</title>"));
    assertTrue(Files.readString(file).contains("\"title\":\"my net\""));
    TrainingReport.of(trace).titled("run 7").write(file);
    assertTrue(Files.readString(file).contains("<title>run 7</title>"));
  }

  @Test
  void equalTracesGiveEqualPages() throws IOException {
    TrainingTrace trace = MadeRun.begin().loss(1, 0.5).catapult(3).ended();
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    trace.writeTo(stored);
    TrainingTrace read = TrainingTrace.read(new ByteArrayInputStream(stored.toByteArray()));
    assertArrayEquals(bytes(trace), bytes(read));
    assertArrayEquals(bytes(read), bytes(read));
  }

  @Test
  void namesOfModelsAndFailuresStayText() throws IOException {
    String hostile = "</script><img src=x onerror=alert(1)>";
    TrainingTrace trace =
        MadeRun.named(hostile).loss(1, 1).failure(1, hostile, hostile + "\u2028").ended();
    String html = new String(bytes(trace), StandardCharsets.UTF_8);
    assertFalse(html.replaceAll("(?s)<script>.*?</script>", "").contains("<img"));
    assertFalse(html.contains("onerror=alert(1)>"));
    assertTrue(html.contains("\\u003C/script\\u003E\\u003Cimg src=x"), html.substring(0, 3000));
  }

  /** Every quantity at every step, as no run in practice has. */
  @Test
  void aLongRunOfEveryQuantityMakesAPageOfBoundedSize() throws IOException {
    Random random = new Random(1);
    MadeRun run = MadeRun.begin();
    for (int step = 0; step < 15_000; step++) {
      Measurement.Builder at = Measurement.at(step, 0);
      for (Quantity quantity : Quantity.values()) {
        if (quantity.isList()) {
          at.put(quantity, random.doubles(6).toArray());
        } else {
          at.put(quantity, random.nextDouble());
        }
      }
      run.add(at);
    }
    for (int i = 0; i < 3000; i++) {
      run.catapult(5L * i);
    }
    int size = bytes(run.ended()).length;
    assertTrue(size < 9 * MEGABYTE, size + " bytes");
  }
}
