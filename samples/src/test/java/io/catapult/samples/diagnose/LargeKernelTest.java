/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A linear model f = w . x has the kernel X X^T, whose eigenvalues are those of X^T X. */
class LargeKernelTest {

  private static final int WIDTH = 12;
  private static final double ROUNDING = 1e-4;

  @TempDir private Path folder;

  private JsonNode diagnose(int n) throws IOException {
    Path model =
        NamedNetworks.save(
            folder,
            "linear",
            Networks.fullyConnected()
                .setDepth(1)
                .setWidth(1)
                .optBias(false)
                .optParameterization(Parameterization.STANDARD)
                .build(),
            new Shape(1, WIDTH),
            1);
    return CommandRun.json(
        "--model",
        model.toString(),
        "--network",
        "fcn",
        "--depth",
        "1",
        "--width",
        "1", //
        "--no-bias",
        "--parameterization",
        "STANDARD", //
        "--inputs",
        table(n).toString());
  }

  /** Row i is (column + 1) times the unit vector i mod 12: X^T X is diagonal. */
  private Path table(int n) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < WIDTH; column++) {
        cells.add(i % WIDTH == column ? String.valueOf(column + 1) : "0");
      }
      lines.add(String.join(",", cells));
    }
    return Files.write(folder.resolve("x.csv"), lines);
  }

  private static void assertSpectrum(JsonNode found, int n) {
    assertEquals(10, found.get("kernel.eigenvalues").size());
    for (int i = 0; i < 10; i++) {
      double expected = (double) n / WIDTH * (WIDTH - i) * (WIDTH - i);
      assertEquals(
          expected, found.get("kernel.eigenvalues").get(i).asDouble(), ROUNDING * expected);
    }
    double largest = (double) n / WIDTH * WIDTH * WIDTH;
    double rate = n / largest;
    assertEquals(rate, found.get("critical_rate.kernel").asDouble(), ROUNDING * rate);
  }

  private static double trace(int n) {
    return (double) n / WIDTH * WIDTH * (WIDTH + 1) * (2 * WIDTH + 1) / 6;
  }

  @Test
  void ofMoreThan64RowsTheTopTenAreToldAndTheTraceIsThatOfAll() throws IOException {
    JsonNode found = diagnose(96);
    assertEquals("jacobian", found.get("kernel.route").asText());
    assertSpectrum(found, 96);
    assertEquals(trace(96), found.get("kernel.trace").asDouble(), ROUNDING * trace(96));
    assertEquals(trace(96) / (96 * WIDTH), found.get("kernel.effective_rank").asDouble(), ROUNDING);
    assertFalse(found.has("kernel.condition"), "12 eigenvalues of 96 are above zero");
    assertTrue(found.get("notes").get(0).asText().contains("the kernel is singular"));
  }

  @Test
  void ofMoreThan4096RowsOnlyProductsAreTaken() throws IOException {
    int n = 4104;
    JsonNode found = diagnose(n);
    assertEquals("operator", found.get("kernel.route").asText());
    assertSpectrum(found, n);
    double error = found.get("kernel.trace.standard_error").asDouble();
    assertEquals(trace(n), found.get("kernel.trace").asDouble(), 5 * error);
    assertTrue(error < 0.2 * trace(n), "the estimate is of some use");
    assertFalse(found.has("kernel.condition"));
    assertTrue(found.get("notes").get(0).asText().startsWith("kernel.trace is an estimate"));
  }
}
