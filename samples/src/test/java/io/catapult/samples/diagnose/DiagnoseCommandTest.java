/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseCommandTest {

  private static final String MODEL = CommandRun.reference("ntk-fcn-1.pt");
  private static final String DATA = CommandRun.reference("ntk-fcn-1.npz");
  private static final double ROUNDING = 1e-6;

  @TempDir private Path folder;

  @Test
  void withoutTargetsEverythingIsFoundThatNeedsNone() {
    JsonNode found = CommandRun.json("--model", MODEL, "--inputs", DATA);
    for (String key :
        List.of("critical_rate.kernel", "kernel.eigenvalues", "agop.eigenvalues", "k")) {
      assertTrue(found.has(key), key);
    }
    for (String key : List.of("critical_rate.hessian", "loss", "split.top.1")) {
      assertFalse(found.has(key), key);
    }
    assertEquals(
        "the loss, its split and its Hessian are left out: there are no targets (--targets)",
        found.get("notes").get(0).asText());
  }

  @Test
  void theCriticalRateByTheKernelDoesNotDependOnTheTargets() {
    for (String loss : List.of("mse", "l2", "ce")) {
      String model = CommandRun.reference("tanh-fcn-k3-1.pt");
      String data = CommandRun.reference("tanh-fcn-k3-1.npz");
      String[] bare = {"--model", model, "--inputs", data, "--loss", loss};
      JsonNode with =
          CommandRun.json("--model", model, "--inputs", data, "--loss", loss, "--targets", data);
      double rate = with.get("critical_rate.kernel").asDouble();
      assertEquals(
          rate, CommandRun.json(bare).get("critical_rate.kernel").asDouble(), ROUNDING * rate);
    }
  }

  /** l2 is mse divided by 2k, so its critical rates are 2k times those of mse. */
  @Test
  void l2IsTheSquaredLossDividedByTwiceTheOutputs() {
    String model = CommandRun.reference("tanh-fcn-k3-1.pt");
    String data = CommandRun.reference("tanh-fcn-k3-1.npz");
    JsonNode mse = CommandRun.json("--model", model, "--inputs", data, "--targets", data);
    JsonNode l2 =
        CommandRun.json("--model", model, "--inputs", data, "--targets", data, "--loss", "l2");
    for (String key :
        List.of("loss", "split.top.3", "split.rest.3", "hessian.eigenvalues.bottom")) {
      double expected = mse.get(key).asDouble() / 6;
      assertEquals(expected, l2.get(key).asDouble(), 1e-5 * Math.abs(expected), key);
    }
    for (String key : List.of("critical_rate.kernel", "critical_rate.hessian")) {
      double expected = mse.get(key).asDouble() * 6;
      assertEquals(expected, l2.get(key).asDouble(), 1e-5 * expected, key);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.9,stable", "1.1,would catapult", "1.9,would catapult", "2.1,would diverge"})
  void theVerdictFollowsFromTheCriticalRate(double ratio, String words) {
    double critical =
        CommandRun.json("--model", MODEL, "--inputs", DATA, "--targets", DATA)
            .get("critical_rate.hessian")
            .asDouble();
    String rate = String.valueOf(ratio * critical);
    JsonNode found =
        CommandRun.json("--model", MODEL, "--inputs", DATA, "--targets", DATA, "--lr", rate);
    assertEquals(words, found.get("verdict").asText());
    assertEquals("hessian", found.get("verdict.by").asText());
    assertEquals(ratio, found.get("verdict.ratio").asDouble(), ROUNDING);
    JsonNode bare = CommandRun.json("--model", MODEL, "--inputs", DATA, "--lr", rate);
    assertEquals("kernel", bare.get("verdict.by").asText());
  }

  @Test
  void aModelLooksAtTheFeaturesThatItLooksAt() {
    JsonNode same = CommandRun.json("--model", MODEL, "--inputs", DATA, "--against", MODEL);
    assertEquals(1, same.get("against.kernel_alignment").asDouble(), ROUNDING);
    assertEquals(1, same.get("against.agop_alignment").asDouble(), ROUNDING);
    assertEquals(same.get("outputs.sha256"), same.get("against.outputs.sha256"));
  }

  @Test
  void anotherModelLooksAtOthers(@TempDir Path models) throws Exception {
    String other = NamedNetworks.saveFullyConnected(models, 7, 3).toString();
    JsonNode found =
        CommandRun.json(
            "--model",
            NamedNetworks.saveFullyConnected(models, 7, 5).toString(), //
            "--against",
            other,
            "--inputs",
            DATA, //
            "--network",
            "fcn",
            "--depth",
            "2",
            "--width",
            "16");
    assertTrue(found.get("against.kernel_alignment").asDouble() < 0.999);
    assertTrue(found.get("against.agop_alignment").asDouble() < 0.999);
    assertFalse(found.get("outputs.sha256").equals(found.get("against.outputs.sha256")));
  }

  @Test
  void samplesAreSpreadEvenlyOverTheFile() throws IOException {
    Path rows = Files.writeString(folder.resolve("all.csv"), table(0, 1, 2, 3, 4, 5, 6));
    Path some = Files.writeString(folder.resolve("some.csv"), table(0, 2, 4));
    JsonNode found =
        CommandRun.json("--model", MODEL, "--inputs", rows.toString(), "--samples", "3");
    assertEquals(3, found.get("n").asInt());
    assertEquals(7, found.get("n.available").asInt());
    JsonNode expected = CommandRun.json("--model", MODEL, "--inputs", some.toString());
    assertEquals(expected.get("outputs.sha256"), found.get("outputs.sha256"));
  }

  @Test
  void theFirstLineOfATableIsWhatTheUserSays() throws IOException {
    String rows = Files.writeString(folder.resolve("all.csv"), table(0, 1, 2)).toString();
    String[] plain = {"--model", MODEL, "--inputs", rows};
    String[] named = {"--model", MODEL, "--inputs", rows, "--header"};
    String[] unnamed = {"--model", MODEL, "--inputs", rows, "--no-header"};
    assertEquals(3, CommandRun.json(plain).get("n").asInt());
    assertEquals(2, CommandRun.json(named).get("n").asInt());
    assertEquals(3, CommandRun.json(unnamed).get("n").asInt());
  }

  private static String table(int... rows) {
    StringBuilder text = new StringBuilder();
    for (int row : rows) {
      text.append("1,%d,0.5,-1,2,-%d,3%n".formatted(row, row * row));
    }
    return text.toString();
  }

  @Test
  void theReportIsForAPersonAndTheFileForAMachine() throws IOException {
    Path out = folder.resolve("found.json");
    String report =
        CommandRun.print(
            "--model",
            MODEL,
            "--inputs",
            DATA,
            "--targets",
            DATA,
            "--lr",
            "0.1", //
            "--out",
            out.toString());
    for (String words :
        List.of("Tangent kernel", "by the loss Hessian", "stable", "rule of thumb")) {
      assertTrue(report.contains(words), words);
    }
    JsonNode written = new ObjectMapper().readTree(out.toFile());
    assertEquals(
        CommandRun.json("--model", MODEL, "--inputs", DATA, "--targets", DATA, "--lr", "0.1"),
        written);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(out), files.toList(), "no part is left behind");
    }
  }

  @Test
  void aFaultLeavesTheFileAsItWas() throws IOException {
    Path out = Files.writeString(folder.resolve("found.json"), "before");
    CommandRun.fault("--model", MODEL, "--inputs", DATA + ":y", "--out", out.toString());
    assertEquals("before", Files.readString(out));
  }
}
