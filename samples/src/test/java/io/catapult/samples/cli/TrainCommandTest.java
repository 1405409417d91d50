/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.FeatureSnapshot.Origin;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.data.PublishedFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainCommandTest {

  @TempDir private Path folder;

  private CommandRun train(Path out, String... more) throws IOException {
    String[] arguments = new String[more.length + 7];
    arguments[0] = "train";
    arguments[1] = "--task=csv";
    arguments[2] = "--data=" + Tables.product(folder);
    arguments[3] = "--target=y";
    arguments[4] = "--width=8";
    arguments[5] = "--epochs=20";
    arguments[6] = "--out=" + out;
    System.arraycopy(more, 0, arguments, 7, more.length);
    return CommandRun.of(arguments);
  }

  @Test
  void aTrainingTellsItsEventsAndIsEvaluatedAndKept() throws IOException {
    Path out = folder.resolve("out");
    CommandRun run = train(out);
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err()
            .startsWith(
                "Training csv by SGD, 3 catapults (learning rate 3 catapults, batch 32, seed 1),"
                    + " kept in "
                    + out),
        run.err());
    assertTrue(run.out().contains("Raised to "), run.out());
    String trace = Files.readString(out.resolve("trace.jsonl"));
    assertFalse(trace.contains("\"FAILURE\""), "without a failure");
    assertTrue(run.out().contains("test loss"), run.out());
    assertEquals(0, CommandRun.of("show", out.resolve("trace.jsonl").toString()).code());
    Path page = out.resolve("report.html");
    assertTrue(Files.readString(page).contains("<title>out</title>"), "a page");
    assertTrue(run.err().contains(page.toUri().toString()), run.err());
    CommandRun again = train(out);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("Expected a new or empty folder"), again.err());
  }

  @Test
  void theSlowMotionOfTheWeightsIsToldFrom128UpdatesOn() throws IOException {
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "train",
            "--task=rank2",
            "--optimizer=sgd",
            "--schedule=critical:0.5",
            "--epochs=130",
            "--width=8",
            "--out=" + out);
    assertEquals(0, run.code(), run.err());
    assertTrue(Files.readString(out.resolve("trace.jsonl")).contains("motion.straightness"));
    assertTrue(Files.readString(out.resolve("report.html")).contains("ecay it"), "told");
  }

  @Test
  void theQuadraticTwinIsTrainedBesideTheNetwork() throws IOException {
    Path out = folder.resolve("out");
    CommandRun run = train(out, "--twin");
    assertEquals(0, run.code(), run.err());
    String trace = Files.readString(out.resolve("trace.jsonl"));
    assertTrue(trace.contains("twin.distance"), "measured");
    assertFalse(trace.contains("\"FAILURE\""), "without a failure");
    assertTrue(Files.readString(out.resolve("report.html")).contains("quadratic twin"), "told");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"fashion-mnist|[1, 28, 28]|false", "rank2|[100]|true", "rank4|[100]|true"})
  void theTraceHasTheAgopOfReferenceAndModel(String task, String shape, boolean isSmall)
      throws IOException {
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of("train", "--task=" + task, "--epochs=2", "--width=8", "--out=" + out);
    assertEquals(0, run.code(), run.err());
    TrainingTrace trace = TrainingTrace.read(out.resolve("trace.jsonl"));
    List<FeatureSnapshot> recorded = trace.features();
    assertEquals(
        List.of(Origin.REFERENCE, Origin.MODEL, Origin.MODEL),
        recorded.stream().map(FeatureSnapshot::origin).toList());
    assertEquals(trace.footer().orElseThrow().lastStep(), recorded.get(2).step());
    for (FeatureSnapshot snapshot : recorded) {
      assertEquals(shape, snapshot.inputShape().toString());
      assertEquals(isSmall, snapshot.matrix().isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource({"CIFAR_10, 32, 3072", "CELEBA, 16, 768", "USPS, 16, 256"})
  void publishedImagesAreTrainedOnAndTheirShapeIsInTheTrace(
      ImageDataset dataset, int side, int width) throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    PublishedFiles.write(dataset, images, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    Path out = folder.resolve("out");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--task=images",
                "--dataset=" + dataset.id(),
                "--images=" + images,
                "--classes-of=0,1",
                "--training=6",
                "--epochs=2",
                "--width=8",
                "--out=" + out));
    if (dataset.isScaled()) {
      arguments.addAll(List.of("--side=" + side, "--attribute=Smiling"));
    }
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    TrainingTrace trace = TrainingTrace.read(out.resolve("trace.jsonl"));
    assertEquals(width, trace.header().training().model().parameters().get(0).shape().get(1));
    byte[] parameters = Files.readAllBytes(out.resolve("model.params"));
    Files.delete(out.resolve("evaluation.json"));
    assertEquals(0, CommandRun.of("resume", out.toString()).code());
    assertArrayEquals(parameters, Files.readAllBytes(out.resolve("model.params")));
  }

  @Test
  void whatWasStoppedBeginsAgainAndIsTheSame() throws IOException {
    Path out = folder.resolve("out");
    train(out, "--optimizer=adam");
    byte[] parameters = Files.readAllBytes(out.resolve("model.params"));
    Files.delete(out.resolve("evaluation.json"));
    CommandRun run = CommandRun.of("resume", out.toString());
    assertEquals(0, run.code(), run.err());
    assertArrayEquals(parameters, Files.readAllBytes(out.resolve("model.params")));
    assertTrue(Files.exists(out.resolve("trace-stopped-1.jsonl")));
    assertTrue(CommandRun.of("resume", out.toString()).err().contains("The training has ended"));
  }

  @Test
  void theModelCanBeDiagnosed() throws IOException {
    Path out = folder.resolve("out");
    CommandRun trained = train(out, "--json");
    assertTrue(new JsonMapper().readTree(trained.out()).get("metrics").has("test.loss"));
    Path inputs = Files.writeString(folder.resolve("x.csv"), "0.5,1\n-1,2\n0.1,0.2\n");
    String advice = trained.err().lines().filter(l -> l.contains(" diagnose ")).findAny().get();
    String[] words = advice.substring(advice.indexOf("diagnose")).strip().split(" ");
    words[words.length - 1] = inputs.toString();
    String[] arguments = java.util.Arrays.copyOf(words, words.length + 1);
    arguments[words.length] = "--json";
    CommandRun run = CommandRun.of(arguments);
    assertEquals(0, run.code(), run.err());
    JsonNode json = new JsonMapper().readTree(run.out());
    assertEquals(3, json.get("kernel.eigenvalues").size());
  }

  private static String[] landscape(CommandRun trained) {
    String advice = trained.err().lines().filter(l -> l.contains(" landscape ")).findAny().get();
    return advice.substring(advice.indexOf("landscape")).split(" ");
  }

  @Test
  void aTrainingWhosePathIsKeptIsTheSameAndThePathCanBeLookedAt() throws IOException {
    Path out = folder.resolve("out");
    train(folder.resolve("plain"));
    CommandRun kept = train(out, "--path=10", "--live");
    assertEquals(0, kept.code(), kept.err());
    byte[] parameters = Files.readAllBytes(out.resolve("model.params"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("plain").resolve("model.params")), parameters);
    assertFalse(Files.readString(out.resolve("trace.jsonl")).contains("\"FAILURE\""));
    CommandRun looked = CommandRun.of(landscape(kept));
    assertEquals(0, looked.code(), looked.err());
    long last = TrainingTrace.read(out.resolve("trace.jsonl")).footer().orElseThrow().lastStep();
    assertTrue(looked.out().contains("moved most, steps 0 to " + last + ";"), looked.out());
    assertTrue(Files.readString(out.resolve("plane.html")).contains("The loss on the plane"));

    byte[] path = Files.readAllBytes(out.resolve("path.weights"));
    Files.delete(out.resolve("evaluation.json"));
    CommandRun resumed = CommandRun.of("resume", out.toString());
    assertEquals(0, resumed.code(), resumed.err());
    assertArrayEquals(landscape(kept), landscape(resumed));
    assertArrayEquals(path, Files.readAllBytes(out.resolve("path.weights")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 2001})
  void aPathOfSoManyStepsIsAFaultOfUse(int steps) throws IOException {
    CommandRun run = train(folder.resolve("out"), "--path=" + steps);
    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("Expected --path with 3 to 2000 steps; found " + steps), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  private static final String LIVE = "Live while it trains, on this machine: ";

  @Test
  void aTrainingThatIsShownLiveIsTheSame() throws IOException {
    train(folder.resolve("plain"));
    CommandRun live = train(folder.resolve("live"), "--live");
    assertEquals(0, live.code(), live.err());
    String url = live.err().lines().filter(l -> l.startsWith(LIVE)).findAny().orElseThrow();
    assertTrue(
        url.substring(LIVE.length()).matches("http://127\\.0\\.0\\.1:\\d+/[\\w-]{32}/"), url);
    assertFalse(live.out().contains("http"), live.out());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("plain").resolve("model.params")),
        Files.readAllBytes(folder.resolve("live").resolve("model.params")));
  }

  @Test
  void whereThePageCannotBeHadTheTrainingGoesOn() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      CommandRun run = train(folder.resolve("out"), "--live=" + taken.getLocalPort());
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("No live page, the training goes on without: "), run.err());
      assertTrue(Files.exists(folder.resolve("out").resolve("evaluation.json")));
    }
  }

  @Test
  void aPortThatThereIsNotIsAFaultOfUse() throws IOException {
    CommandRun run = train(folder.resolve("out"), "--live=65536");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("Expected --live with a port from 1 to 65535"), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
