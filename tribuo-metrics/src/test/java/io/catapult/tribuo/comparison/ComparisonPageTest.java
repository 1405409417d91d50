/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static io.catapult.tribuo.comparison.ResultFixture.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {

  private static final String INJECTION = "</script><script>alert(1)</script><!--";
  private static final int MOST_BYTES = 3_000_000;

  @TempDir Path folder;

  @Test
  void thePageHoldsWhatTheJsonReportHolds() throws IOException {
    ComparisonReport report = ComparisonReport.of(two());
    JsonNode page = data(report.html());
    JsonNode json = Json.MAPPER.readTree(report.json());
    assertEquals("comparison", page.path("kind").asText());
    assertEquals(json.path("correlations"), page.path("correlations"));
    assertEquals(
        json.path("configurations").get(0).path("metrics"),
        page.path("configurations").get(0).path("metrics"));
    assertEquals(
        json.path("runs").get(1).path("metrics"), page.path("runs").get(1).path("metrics"));
  }

  @Test
  void everyMetricHasAMeaningAndTheMainOnesAreShown() throws IOException {
    JsonNode page = data(ComparisonReport.of(two()).html());
    page.path("metrics")
        .forEach(
            id -> {
              JsonNode quantity = page.path("quantities").path(id.asText());
              assertFalse(quantity.path("label").asText().isBlank(), id::asText);
              assertFalse(quantity.path("formula").asText().isBlank(), id::asText);
              assertFalse(quantity.path("source").asText().isBlank(), id::asText);
            });
    assertEquals(
        List.of("test.loss", "agop.alignment.end", "spikes.catapult"), texts(page.path("shown")));
  }

  @Test
  void curvesKeepTheirPeaksAndSayHowManyPointsThereWere() throws IOException {
    double[] losses = IntStream.range(0, 9000).mapToDouble(i -> 1 + 0.1 * (i % 7)).toArray();
    losses[4321] = 50;
    losses[17] = Double.NaN;
    List<Cell> cells = place().write();
    ComparisonPlace.trace(cells.get(0).traceFile(), losses, 4321);
    JsonNode curve = page().path("runs").get(0).path("curve");
    assertEquals("probe.loss", curve.path("quantity").asText());
    assertEquals(9000, curve.path("of").asInt());
    assertTrue(curve.path("steps").size() < 2500, "points: " + curve.path("steps").size());
    assertEquals(
        50, curve.path("values").get(texts(curve.path("steps")).indexOf("4321")).asDouble());
    assertTrue(curve.path("values").get(texts(curve.path("steps")).indexOf("17")).isNull());
    assertEquals("CATAPULT", curve.path("spikes").get(0).path("verdict").asText());
    assertEquals(4321, curve.path("spikes").get(0).path("peak").asLong());
  }

  @Test
  void aTraceThatIsMissingOrNoTraceIsSaidToBe() throws IOException {
    List<Cell> cells = place().write();
    Files.writeString(cells.get(1).traceFile(), "no trace\n");
    JsonNode runs = page().path("runs");
    assertEquals("there is no trace of this run", runs.get(0).path("missing").asText());
    String reason = runs.get(1).path("missing").asText();
    assertTrue(reason.startsWith("its trace cannot be read: Expected a trace file"), reason);
    assertTrue(runs.get(0).path("curve").isMissingNode());
  }

  @Test
  void settingsThatAllShareAreToldOnceAndTheOthersByRun() throws IOException {
    JsonNode page = data(ComparisonReport.of(two()).html());
    assertEquals("Task", page.path("shared").path("task.class").asText());
    assertEquals("cpu()", page.path("shared").path("device").asText());
    assertEquals("0.35.1", page.path("shared").path("version.djl").asText());
    JsonNode sgd = page.path("runs").get(0).path("settings");
    JsonNode adam = page.path("runs").get(3).path("settings");
    assertEquals("5", page.path("shared").path("trainer.batchSize").asText());
    assertEquals("SGD", sgd.path("trainer.optimizer.kind").asText());
    assertEquals("ADAM", adam.path("trainer.optimizer.kind").asText());
    assertEquals("1", adam.path("trainer.seed").asText());
    assertTrue(adam.path("task.class").isMissingNode());
    assertFalse(page.toString().contains("2026-01-02"), "the time at which a run began");
  }

  @Test
  void anOptimizerHasOneNameInAllItsConfigurations() throws IOException {
    place().add("SGD, batch 10", 10, Map.of("kind", "SGD")).write();
    JsonNode page = page();
    assertEquals(List.of("SGD", "Adam"), texts(page.path("families")));
    assertEquals("SGD", page.path("configurations").get(2).path("family").asText());
  }

  @Test
  void filesBesideThePageAreNamedFromItsFolder() throws IOException {
    List<Cell> cells = place().write();
    ComparisonPlace.trace(cells.get(0).traceFile(), new double[] {1, 0.5}, -1);
    Files.writeString(cells.get(0).folder().resolve("report.html"), "");
    JsonNode runs = page().path("runs");
    assertEquals("cells/01-sgd-seed-0/trace.jsonl", runs.get(0).path("trace").asText());
    assertEquals("cells/01-sgd-seed-0/report.html", runs.get(0).path("report").asText());
    assertTrue(runs.get(1).path("trace").isMissingNode());
  }

  @Test
  void nothingFromOutsideBecomesMarkup() throws IOException {
    List<Cell> cells =
        new ComparisonPlace(folder, 0).add(INJECTION, 5, Map.of("kind", INJECTION)).write();
    cells.get(0).fail(INJECTION);
    String html = ComparisonReport.of(ComparisonResult.read(folder)).html();
    assertFalse(html.contains(INJECTION), "as it was given");
    assertFalse(html.contains("alert(1)</script>"), "as markup");
    JsonNode page = data(html);
    assertEquals(INJECTION, page.path("configurations").get(0).path("label").asText());
    assertEquals(INJECTION, page.path("runs").get(0).path("failure").asText());
    assertTrue(html.contains("default-src 'none'"), "a content security policy");
  }

  @Test
  void twentyFourLongRunsStayBelowThreeMegabytes() throws IOException {
    ComparisonPlace place = new ComparisonPlace(folder, 0, 1, 2);
    for (int i = 0; i < 8; i++) {
      place.add("configuration " + i, 5, Map.of("kind", "SGD"));
    }
    List<Cell> cells = place.write();
    double[] losses =
        IntStream.range(0, 6000).mapToDouble(i -> Math.sin(i) + 1.234567891).toArray();
    ComparisonPlace.trace(cells.get(0).traceFile(), losses, 3000);
    for (Cell cell : cells) {
      if (!cell.equals(cells.get(0))) {
        Files.copy(cells.get(0).traceFile(), cell.traceFile());
      }
      ComparisonPlace.finish(cell, run(0.1, 0.9, 3));
    }
    int size = ComparisonReport.of(ComparisonResult.read(folder)).html().length();
    assertTrue(size < MOST_BYTES, size + " bytes");
  }

  @Test
  void thePageIsWrittenAmongTheReports() throws IOException {
    ComparisonResult result = two();
    ComparisonReport.of(result).writeTo(folder);
    assertEquals(
        ComparisonReport.of(result).html(), Files.readString(folder.resolve("report.html")));
  }

  private ComparisonPlace place() {
    return new ComparisonPlace(folder, 0, 1)
        .add("SGD", 5, Map.of("kind", "SGD"))
        .add("Adam", 5, Map.of("kind", "ADAM"));
  }

  /** Two configurations with two seeds, finished, with traces. */
  private ComparisonResult two() throws IOException {
    List<Cell> cells = place().write();
    for (int i = 0; i < cells.size(); i++) {
      ComparisonPlace.finish(cells.get(i), new HashMap<>(run(0.1 + i, 0.9 - 0.1 * i, 3 - i)));
      ComparisonPlace.trace(cells.get(i).traceFile(), new double[] {2, 1, 0.5}, -1);
    }
    return ComparisonResult.read(folder);
  }

  private JsonNode page() throws IOException {
    return data(ComparisonReport.of(ComparisonResult.read(folder)).html());
  }

  private static JsonNode data(String html) throws IOException {
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = html.indexOf(start) + start.length();
    return Json.MAPPER.readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  private static List<String> texts(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).asText()).toList();
  }
}
