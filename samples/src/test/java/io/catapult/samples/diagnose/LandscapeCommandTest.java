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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandscapeCommandTest {

  private static final String MODEL = CommandRun.reference("ntk-fcn-1.pt");
  private static final String DATA = CommandRun.reference("ntk-fcn-1.npz");
  private static final String[] GIVEN = {"--model", MODEL, "--inputs", DATA, "--targets", DATA};
  private static final String[] FEW = {"--points", "21"};

  @TempDir private Path folder;

  private static JsonNode json(String[]... parts) {
    return CommandRun.json(new LandscapeCommand(), joined(parts));
  }

  private static String[] joined(String[]... parts) {
    return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void theLossAndTheGradientAreThoseOfADiagnosis() {
    JsonNode found = json(GIVEN, FEW);
    JsonNode diagnosed = CommandRun.json(GIVEN);
    double loss = diagnosed.get("loss").asDouble();
    assertEquals(loss, found.get("loss").asDouble(), 1e-5 * loss);
    JsonNode gradient = found.get("directions").get(0);
    assertEquals("down the gradient", gradient.get("name").asText());
    assertTrue(gradient.get("norm").asDouble() > 0);
    JsonNode losses = found.get("charts").get(0).get("series").get(0).get("points");
    assertEquals(21, losses.size());
    // The slice is lowest in its middle, and at one minimum's distance before it are the weights.
    assertEquals(0, losses.get(0).get(0).asDouble(), 1e-6 * gradient.get("minimum").asDouble());
    assertEquals(loss, losses.get(0).get(1).asDouble(), 1e-4 * loss);
    assertTrue(losses.get(10).get(1).asDouble() < loss);
  }

  /** A linear model has a quadratic loss, along every line. */
  @Test
  void theLossOfALinearModelGrowsLikeAQuadraticFunction() throws IOException {
    Path params =
        NamedNetworks.save(
            folder,
            "linear",
            Networks.fullyConnected().setDepth(1).setWidth(1).build(),
            new Shape(1, 7),
            3);
    String[] linear = {
      "--model",
      params.toString(),
      "--network",
      "fcn",
      "--depth",
      "1",
      "--width",
      "1",
      "--inputs",
      DATA,
      "--targets",
      DATA
    };
    JsonNode found = json(linear, FEW);
    assertEquals("float64", found.get("precision").asText());
    for (JsonNode direction : found.get("directions")) {
      assertEquals("QUADRATIC", direction.get("verdict").asText(), direction.toString());
      assertEquals(1, direction.get("growth").asDouble(), 1e-6);
      assertEquals(1, direction.get("scales").size());
    }
  }

  @Test
  void thePageHasItsChartsAndTheTextItsWords() throws IOException {
    Path page = folder.resolve("page.html");
    String text =
        CommandRun.print(
            new LandscapeCommand(), joined(GIVEN, FEW, new String[] {"--page", page.toString()}));
    assertTrue(text.contains("length of the gradient"), text);
    assertTrue(text.contains("Random direction, within"), text);
    String html = Files.readString(page);
    assertTrue(html.contains("The exponent of the rise"));
    assertTrue(html.contains("Content-Security-Policy"));
  }

  @Test
  void theSeedIsThatOfTheRandomDirection() {
    JsonNode one = json(GIVEN, FEW);
    JsonNode two = json(GIVEN, FEW, new String[] {"--seed", "2"});
    assertEquals(
        one.get("directions").get(0).get("reach"), two.get("directions").get(0).get("reach"));
    assertFalse(one.get("directions").get(1).equals(two.get("directions").get(1)));
  }

  @Test
  void whatCannotBeUsedIsOneFault() {
    String[] bare = {"--model", MODEL, "--inputs", DATA};
    assertTrue(fault(bare).contains("expected --targets"));
    assertTrue(
        fault(joined(GIVEN, new String[] {"--points", "5"})).contains("at least 21, found 5"));
    String page = folder.resolve("no/such/page.html").toString();
    assertTrue(fault(joined(GIVEN, new String[] {"--page", page})).contains("found " + page));
  }

  private static String fault(String... arguments) {
    return CommandRun.fault(new LandscapeCommand(), arguments);
  }
}
