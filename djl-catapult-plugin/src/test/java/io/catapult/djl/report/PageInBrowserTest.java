/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.detect.Phase;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of a page, where this machine has one. */
final class PageInBrowserTest {

  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @TempDir private Path folder;
  private HeadlessBrowser browser;
  private Path page;

  @BeforeEach
  void findBrowserAndWritePage() throws IOException {
    try {
      browser = new HeadlessBrowser(BrowserSearch.here().find(), Duration.ofMinutes(3));
    } catch (IOException e) {
      Assumptions.assumeTrue(System.getenv("CATAPULT_REQUIRE_BROWSER") != null, e.getMessage());
      throw e;
    }
    MadeRun run = MadeRun.named(HOSTILE);
    for (int step = 0; step < 200; step++) {
      run.add(
          Measurement.at(step, 0)
              .put(Quantity.PROBE_LOSS, 1.0 / (1 + step))
              .put(Quantity.LEARNING_RATE, 1)
              .put(Quantity.PROBE_NTK_NORM, 100 - step / 2.0));
    }
    run.catapult(3).phase(0, Phase.I).failure(7, HOSTILE, HOSTILE);
    page = folder.resolve("run.html");
    TrainingReport.write(run.ended(), page);
  }

  @Test
  void theScriptsRunAndHostileNamesStayText() throws IOException {
    String dom = browser.dom(page.toUri());
    String body = dom.substring(dom.indexOf("<body")).replaceAll("(?s)<script.*?</script>", "");
    assertTrue(body.contains("One catapult, at step 3; it lowered the NTK norm"), body);
    assertFalse(body.contains("<img"), body);
    assertTrue(body.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"), body);
  }

  @Test
  void itsChartsBecomeImages() throws IOException {
    List<Path> files = ChartImages.write(page, folder.resolve("images"), browser);
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    assertTrue(names.containsAll(List.of("loss.png", "rate.png", "ntk.png")), names.toString());
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      assertArrayEquals(PNG, Arrays.copyOf(bytes, PNG.length), file.toString());
    }
    assertEquals(names.size(), names.stream().distinct().count());
  }
}
