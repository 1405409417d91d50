/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static io.catapult.tribuo.comparison.ResultFixture.ALIGNMENT;
import static io.catapult.tribuo.comparison.ResultFixture.LOSS;
import static io.catapult.tribuo.comparison.ResultFixture.diverged;
import static io.catapult.tribuo.comparison.ResultFixture.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {

  private static final String AWKWARD = "SGD, \"3\" |catapults|\\ *";
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private static ComparisonResult result() {
    return new ResultFixture(0L, 1L)
        .add(AWKWARD, 5, "3 catapults", run(0.123456, 0.95, 3), run(0.2, 0.93, 3))
        .add("GD", 0, "3.1", run(0.7, 0.865, 0), run(0.71, 0.86, 0))
        .add("SGD", 10, "1, 9 at 15", run(0.5, 0.9, 1), diverged())
        .add("Adam", 10, "0.01", run(0.6, 0.9, 1), diverged())
        .butTheLastFailed("NullPointerException: a | b\nsecond line")
        .result();
  }

  @Test
  void theConsoleAlignsMeansAndDeviations() {
    List<String> lines = ComparisonReport.of(result()).console().lines().toList();
    assertTrue(lines.get(0).startsWith("rank  configuration"));
    assertTrue(lines.get(1).contains("0.1617 ± 0.0541  0.9400 ± 0.0141      3 ± 0"), lines.get(1));
    assertTrue(lines.get(2).startsWith("   4  GD"), lines.get(2));
    assertTrue(lines.get(2).contains("  full  3.1 "), lines.get(2));
    int end = lines.get(0).indexOf("test loss") + "test loss".length();
    assertEquals("0.0541", lines.get(1).substring(end - 6, end));
    assertEquals("0.0071", lines.get(2).substring(end - 6, end));
  }

  @Test
  void aTableThatIsWiderThanATerminalComesInBlocksThatNameTheirRows() {
    List<String> lines = ComparisonReport.of(result()).console().lines().toList();
    lines.forEach(line -> assertTrue(line.length() <= 110, line));
    int second = lines.lastIndexOf("rank  configuration            runs");
    assertEquals(6, second, lines.toString());
    assertEquals("", lines.get(5));
    assertTrue(lines.get(9).startsWith("   2  SGD "), lines.get(9));
    assertTrue(lines.get(9).endsWith("  2 finished, 1 diverged"), lines.get(9));
    assertTrue(lines.get(10).endsWith("  1 finished, 1 failed"), lines.get(10));
  }

  @Test
  void aMetricThatSomeRunsLackSaysOfHowManyItIs() {
    Map<String, Double> without = new HashMap<>(run(0.2, 0, 3));
    without.remove(ALIGNMENT);
    String console =
        ComparisonReport.of(
                new ResultFixture(0L, 1L).add("a", 5, "1", run(0.1, 0.9, 3), without).result())
            .console();
    assertTrue(console.contains("0.9000 (n 1)"), console);
  }

  @Test
  void aTaskThatIsJudgedByItsErrorIsRankedByItAndTellsTheLossToo() {
    Map<String, Double> first = new HashMap<>(run(0.1, 0.9, 3));
    first.put("test.error", 0.25);
    Map<String, Double> second = new HashMap<>(run(0.2, 0.8, 3));
    second.put("test.error", 0.125);
    ComparisonResult result =
        new ResultFixture(DynamicsMetrics.TEST_ERROR, 0L)
            .add("a", 5, "1", first)
            .add("b", 5, "1", second)
            .result();
    List<String> lines = ComparisonReport.of(result).console().lines().toList();
    assertTrue(lines.get(0).contains("test error  test loss"), lines.get(0));
    assertTrue(lines.get(1).startsWith("   2  a"), lines.get(1));
    assertTrue(lines.get(2).contains("0.1250     0.2000"), lines.get(2));
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("AGOP alignment with test error")));
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("AGOP alignment with test loss")));
  }

  @Test
  void whatNoRunMeasuredHasNoColumnAndNoCorrelation() {
    ComparisonReport report =
        ComparisonReport.of(
            new ResultFixture(0L).add("a", 5, "1", Map.of(LOSS, 0.5, ALIGNMENT, 0.25)).result());
    assertEquals(
        List.of(
            "rank", "configuration", "batch", "rate", "test", "loss", "AGOP", "alignment", "runs"),
        List.of(report.console().lines().findFirst().orElseThrow().split(" +")));
    assertFalse(report.console().contains("catapults"), report.console());
  }

  @Test
  void numbersDoNotFollowTheLocale() {
    Locale before = Locale.getDefault();
    String expected = ComparisonReport.of(result()).console();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals(expected, ComparisonReport.of(result()).console());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void markdownHasAsManyCellsInEachRowWhateverALabelSays() {
    String markdown = ComparisonReport.of(result()).markdown();
    List<String> table =
        markdown
            .lines()
            .dropWhile(line -> !line.startsWith("| rank"))
            .takeWhile(l -> !l.isEmpty())
            .toList();
    assertEquals(6, table.size());
    Pattern bar = Pattern.compile("(?<!\\\\)\\|");
    long cells = bar.matcher(table.get(0)).results().count();
    table.forEach(row -> assertEquals(cells, bar.matcher(row).results().count(), row));
    assertTrue(table.get(2).contains("SGD, \"3\" \\|catapults\\|\\\\ \\*"), table.get(2));
    assertTrue(
        markdown.contains("- Adam, seed 1: NullPointerException: a \\| b second line\n"), markdown);
  }

  @Test
  void theRunsComeBackFromCsvToTheLastBit() throws IOException {
    List<CSVRecord> rows = CSV.parse(reader(ComparisonReport.of(result()).runsCsv())).getRecords();
    assertEquals(8, rows.size());
    assertEquals(AWKWARD, rows.get(0).get("configuration"));
    assertEquals(0.123456, Double.parseDouble(rows.get(0).get(LOSS)));
    assertEquals("1, 9 at 15", rows.get(4).get("rate"));
    assertEquals("", rows.get(5).get(ALIGNMENT));
    assertEquals("finished", rows.get(5).get("outcome"));
    assertEquals("failed", rows.get(7).get("outcome"));
    assertEquals("NullPointerException: a | b\nsecond line", rows.get(7).get("failure"));
  }

  @Test
  void theConfigurationsComeBackFromCsvToTheLastBit() throws IOException {
    ComparisonResult result = result();
    List<CSVRecord> rows =
        CSV.parse(reader(ComparisonReport.of(result).configurationsCsv())).getRecords();
    assertEquals(4, rows.size());
    MetricSummary loss = result.configurations().get(0).metric(LOSS).orElseThrow();
    assertEquals(loss.mean(), Double.parseDouble(rows.get(0).get(LOSS + ".mean")));
    assertEquals(
        loss.deviation().orElseThrow(), Double.parseDouble(rows.get(0).get(LOSS + ".deviation")));
    assertEquals("2", rows.get(0).get(LOSS + ".n"));
    assertEquals("", rows.get(2).get(LOSS + ".deviation"));
    assertEquals("1", rows.get(2).get("diverged"));
  }

  @Test
  void theCorrelationsComeBackFromCsvAndJson() throws IOException {
    ComparisonResult result = result();
    Correlation first = result.correlations().get(0);
    CSVRecord row =
        CSV.parse(reader(ComparisonReport.of(result).correlationsCsv())).getRecords().get(0);
    JsonNode json =
        Json.MAPPER.readTree(ComparisonReport.of(result).json()).path("correlations").get(0);
    double low = first.pearson().orElseThrow().interval().orElseThrow().low();
    assertEquals(low, Double.parseDouble(row.get("pearson.low")));
    assertEquals(low, json.path("pearson").path("low").doubleValue());
    assertEquals(first.n(), json.path("n").intValue());
  }

  @Test
  void whatIsUndefinedIsAbsentAndNoTimeIsTold() {
    Map<String, Double> timed = new HashMap<>(run(0.1, 0.9, 3));
    timed.put("time.training", 12.5);
    ComparisonReport report =
        ComparisonReport.of(new ResultFixture(0L).add("a", 5, "1", timed).result());
    String all =
        report.console()
            + report.markdown()
            + report.json()
            + report.runsCsv()
            + report.configurationsCsv()
            + report.correlationsCsv();
    assertFalse(all.contains("NaN"), all);
    assertFalse(all.contains("time."), all);
    assertFalse(report.json().contains("pearson"));
  }

  private static java.io.Reader reader(String text) {
    return new java.io.StringReader(text);
  }
}
