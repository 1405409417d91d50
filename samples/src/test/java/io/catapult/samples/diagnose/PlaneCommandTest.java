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
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.trajectory.Keeping;
import io.catapult.djl.trajectory.WeightTrajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** catapult landscape --plane. */
final class PlaneCommandTest {

  private static final String DATA = CommandRun.reference("ntk-fcn-1.npz");
  private static final double ROUNDING_32 = 1e-4;

  @TempDir private Path folder;

  private Path saved(String name, int seed) throws IOException {
    return NamedNetworks.save(
        folder,
        name,
        Networks.fullyConnected().setDepth(2).setWidth(5).build(),
        new Shape(1, 7),
        seed);
  }

  private String[] plane(Path model, String... more) {
    String[] given = {
      "--model=" + model,
      "--network=fcn",
      "--depth=2",
      "--width=5",
      "--inputs=" + DATA,
      "--targets=" + DATA,
      "--plane=5"
    };
    return Stream.of(given, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static JsonNode json(String... arguments) {
    return CommandRun.json(new LandscapeCommand(), arguments);
  }

  private double lossOf(Path model) {
    return CommandRun.json(
            "--model=" + model,
            "--network=fcn",
            "--depth=2",
            "--width=5",
            "--inputs=" + DATA,
            "--targets=" + DATA)
        .get("loss")
        .asDouble();
  }

  @Test
  void inTheMiddleOfARandomPlaneIsTheModel() throws IOException {
    Path model = saved("one", 1);
    JsonNode found = json(plane(model));
    double loss = lossOf(model);
    assertEquals(loss, found.get("losses").get(2).get(2).asDouble(), ROUNDING_32 * loss);
    assertEquals(-1, found.get("first").get(0).asDouble());
    assertEquals("float32", found.get("precision").asText());
    assertFalse(found.has("sharpnesses"));
    JsonNode sharp = json(plane(model, "--sharpness", "--reach=0.5"));
    assertEquals(-0.5, sharp.get("first").get(0).asDouble());
    assertEquals(5, sharp.get("sharpnesses").size());
    assertEquals(2, sharp.get("charts").size());
  }

  @Test
  void theOtherModelsLieOnTheirPlane() throws IOException {
    Path model = saved("one", 1);
    Path second = saved("two", 2);
    Path third = saved("three", 3);
    JsonNode two = json(plane(model, "--towards=" + second));
    assertEquals(0, two.get("places").get(1).get("b").asDouble(), 1e-6);
    assertTrue(two.get("places").get(1).get("a").asDouble() > 0);
    JsonNode three = json(plane(model, "--towards=" + second + "," + third));
    assertEquals(3, three.get("places").size());
    assertTrue(three.get("places").get(2).get("b").asDouble() > 0);
    assertTrue(three.get("words").asText().contains(third.toString()));
  }

  @Test
  void aRecordedPathIsDrawn() throws IOException {
    Path model = saved("one", 1);
    Path file = folder.resolve("path.weights");
    try (WeightTrajectory path = WeightTrajectory.inFile(file, 10, Keeping.LATEST)) {
      for (int seed = 1; seed <= 3; seed++) {
        add(path, seed, saved("step" + seed, seed));
      }
    }
    JsonNode found = json(plane(model, "--path=" + file));
    assertEquals(2, found.get("explainedVariance").size());
    double explained =
        found.get("explainedVariance").get(0).asDouble()
            + found.get("explainedVariance").get(1).asDouble();
    assertEquals(1, explained, 1e-9, "three points lie in a plane");
    assertEquals("step 1", found.get("places").get(0).get("name").asText());
    JsonNode path = found.get("charts").get(0).get("series").get(1);
    assertEquals("path", path.get("name").asText());
    assertEquals(3, path.get("points").size());
  }

  private static void add(WeightTrajectory path, long step, Path file) throws IOException {
    NetworkOptions network = new NetworkOptions();
    new CommandLine(network).parseArgs("--network=FCN", "--depth=2", "--width=5");
    try (ModelFile model = ModelFile.open(file, network, new Shape(1, 7))) {
      ModelView view = model.view();
      path.add(step, view);
    }
  }

  @Test
  void whatWasKeptIsNotMeasuredAgainAndOtherPlanesAreRefused() throws IOException {
    Path model = saved("one", 1);
    Path kept = folder.resolve("kept.json");
    Path page = folder.resolve("plane.html");
    json(plane(model, "--keep=" + kept));
    String text =
        CommandRun.print(new LandscapeCommand(), plane(model, "--keep=" + kept, "--page=" + page));
    assertTrue(text.lines().anyMatch(line -> line.matches(" *taken from the file +25")), text);
    assertTrue(Files.readString(page).contains("The loss on the plane"));
    String fault =
        CommandRun.fault(new LandscapeCommand(), plane(model, "--keep=" + kept, "--seed=2"));
    assertTrue(fault.contains("the same directions"), fault);
  }

  @Test
  void whatCannotBeUsedIsOneFault() throws IOException {
    Path model = saved("one", 1);
    assertFault("one or two files, found 3", plane(model, "--towards=a,b,c"));
    assertFault("--keep: expected a file in a folder", plane(model, "--keep=/no/where"));
    assertFault("found the same", plane(model, "--towards=" + model));
    assertFault("choose one", plane(model, "--towards=a", "--reach=2"));
    assertFault("a number above 0, found -1.0", plane(model, "--reach=-1"));
    assertFault("found none that can be read", plane(model, "--towards=" + folder.resolve("no")));
    String[] without = plane(model, "--sharpness");
    without[6] = "--points=21";
    assertFault("add --plane", without);
    assertFault(
        "3 to 401 places on a side, found 2",
        Stream.of(plane(model))
            .map(o -> o.equals("--plane=5") ? "--plane=2" : o)
            .toArray(String[]::new));
  }

  private static void assertFault(String words, String... arguments) {
    String fault = CommandRun.fault(new LandscapeCommand(), arguments);
    assertTrue(fault.contains(words), fault);
  }
}
