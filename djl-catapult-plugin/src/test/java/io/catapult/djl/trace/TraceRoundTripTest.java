/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceRoundTripTest {

  @TempDir Path folder;

  @Test
  void everythingThatIsWrittenIsReadBack() throws IOException {
    TraceRecorder recorder = recorder("all.jsonl");
    for (Quantity quantity : Quantity.values()) {
      recorder.add(odd(quantity));
    }
    recorder.add(TraceFixture.agop(2, FeatureSnapshot.Origin.MODEL));
    recorder.add(TraceFixture.agop(0, FeatureSnapshot.Origin.REFERENCE));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("größe", "模型 \u0000 \n \" \\ 😀");
    evidence.put("numbers", List.of(1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY));
    evidence.put("nothing", null);
    evidence.put("nested", Map.of("deep", Map.of("deeper", List.of())));
    recorder.add(new TraceEvent(3, TraceEvent.Kind.SPIKE, "Spike\nof ü", evidence));
    recorder.finish(1.5, 20, "ended", Map.of("catapults", 3, "best", Double.POSITIVE_INFINITY));
    TrainingTrace read = TrainingTrace.read(folder.resolve("all.jsonl"));
    TrainingTrace kept = recorder.snapshot();
    assertEquals(kept.header(), read.header());
    assertEquals(kept.measurements(), read.measurements());
    assertEquals(kept.events(), read.events());
    assertEquals(kept.features(), read.features());
    assertEquals(2, read.features().size());
    assertEquals(kept.footer(), read.footer());
    assertEquals(List.of(), read.warnings());
    assertEquals(Map.of(), read.unknownQuantities());
    assertEquals(Quantity.values().length, read.footer().orElseThrow().measurements());
  }

  @Test
  void aStreamHoldsWhatTheFileHolds() throws IOException {
    TraceRecorder recorder = recorder("file.jsonl");
    recorder.add(TraceFixture.measurement(0));
    recorder.add(TraceFixture.measurement(4));
    recorder.add(TraceFixture.agop(0, FeatureSnapshot.Origin.REFERENCE));
    recorder.add(TraceFixture.agop(4, FeatureSnapshot.Origin.MODEL));
    recorder.add(TraceFixture.spike(2));
    recorder.finish(1, 2, "ended", Map.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    recorder.snapshot().writeTo(out);
    assertArrayEquals(Files.readAllBytes(folder.resolve("file.jsonl")), out.toByteArray());
    TrainingTrace read = TrainingTrace.read(new ByteArrayInputStream(out.toByteArray()));
    assertEquals(recorder.snapshot().measurements(), read.measurements());
    assertEquals(recorder.snapshot().features(), read.features());
    assertEquals(recorder.snapshot().footer(), read.footer());
  }

  @Test
  void aStreamThatIsNoTraceIsRefused() {
    TraceFormatException error =
        assertThrows(
            TraceFormatException.class,
            () -> TrainingTrace.read(new ByteArrayInputStream("{}\n".getBytes(UTF_8))));
    assertTrue(error.getMessage().contains("in the stream; found"), error.getMessage());
  }

  @Test
  void everyDoubleSurvivesBitByBit() throws IOException {
    Random random = new Random(5);
    double[] numbers = random.longs(5000).mapToDouble(Double::longBitsToDouble).toArray();
    numbers[0] = Double.MIN_VALUE;
    numbers[1] = Double.MAX_VALUE;
    numbers[2] = -0.0;
    numbers[3] = 2.0e-3;
    TraceRecorder recorder = recorder("doubles.jsonl");
    recorder.add(Measurement.at(0, 0).put(Quantity.PROBE_NTK_EIGENVALUES, numbers).build());
    recorder.close();
    double[] read =
        TrainingTrace.read(folder.resolve("doubles.jsonl"))
            .measurements()
            .get(0)
            .values(Quantity.PROBE_NTK_EIGENVALUES);
    // Of NaN there are many bit patterns and one text.
    assertEquals(bits(numbers), bits(read));
  }

  @Test
  void aFileWithoutFooterReadsFine() throws IOException {
    recorder("killed.jsonl").add(TraceFixture.measurement(1));
    TrainingTrace read = TrainingTrace.read(folder.resolve("killed.jsonl"));
    assertEquals(Optional.empty(), read.footer());
    assertEquals(List.of(1L), TraceFixture.steps(read));
  }

  @Test
  void aHeaderWithoutSeedIsReadBack() throws IOException {
    TraceHeader header = TraceFixture.header();
    RunEnvironment environment =
        RunEnvironment.current(
            Map.of("djl", "0.35.1"), "gpu(0)", 1, java.util.OptionalLong.empty());
    TraceHeader unseeded =
        TraceHeader.now(environment, header.training(), header.probe(), Map.of());
    Path path = folder.resolve("new").resolve("folder").resolve("unseeded.jsonl");
    TraceFile.open(path, unseeded).close();
    assertEquals(unseeded, TrainingTrace.read(path).header());
    assertEquals(System.getProperty("os.arch"), environment.versions().get("arch"));
  }

  @Test
  void everyLineIsInTheFileBeforeTheNextIsWritten() throws IOException {
    TraceRecorder recorder = recorder("flushed.jsonl");
    for (int step = 0; step < 3; step++) {
      recorder.add(TraceFixture.measurement(step));
      String text = Files.readString(folder.resolve("flushed.jsonl"));
      assertTrue(text.endsWith("}}\n"), text);
      assertEquals(step + 2, text.lines().count());
      assertFalse(text.contains("\r"));
    }
  }

  @Test
  void halfACharacterDoesNotSpoilTheFile() throws IOException {
    TraceRecorder recorder = recorder("half.jsonl");
    recorder.add(TraceEvent.of(0, TraceEvent.Kind.NOTE, "half \ud83d"));
    assertEquals(
        "half ?", TrainingTrace.read(folder.resolve("half.jsonl")).events().get(0).words());
  }

  private TraceRecorder recorder(String name) throws IOException {
    return TraceRecorder.toFile(TraceFixture.header(), 1000, folder.resolve(name));
  }

  /** One measurement a quantity, with the numbers that JSON does not know and the empty list. */
  private static Measurement odd(Quantity quantity) {
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1};
    int step = Arrays.asList(Quantity.values()).indexOf(quantity);
    Measurement.Builder builder = Measurement.at(step, step / 10);
    if (quantity.isList()) {
      return builder.put(quantity, Arrays.copyOf(odd, step % odd.length)).build();
    }
    return builder.put(quantity, odd[step % odd.length]).build();
  }

  private static List<Long> bits(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::doubleToLongBits).toList();
  }
}
