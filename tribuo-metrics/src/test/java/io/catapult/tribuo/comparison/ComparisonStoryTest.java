/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static io.catapult.tribuo.comparison.ResultFixture.diverged;
import static io.catapult.tribuo.comparison.ResultFixture.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonStoryTest {

  @Test
  void theBestIsNamedWithItsScatterAndTheNextIsBehindIt() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L)
                .add("SGD", 5, "1", run(0.10, 0.95, 3), run(0.11, 0.96, 4))
                .add("GD", 0, "1", run(0.70, 0.80, 0), run(0.72, 0.81, 0)));
    assertEquals(
        "SGD generalised best: test loss 0.1050 ± 0.0071, mean and deviation of 2 seeds.",
        page.path("headline").asText());
    String next = sentence(page, "The next, GD (0.7100 ± 0.0141), is behind by 0.6050");
    assertTrue(next.endsWith("beyond the scatter of the seeds."), next);
  }

  @Test
  void whatTheSeedsCannotTellApartIsSaid() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L)
                .add("a", 5, "1", run(0.10, 0.9, 3), run(0.30, 0.91, 4))
                .add("b", 5, "1", run(0.15, 0.9, 3), run(0.35, 0.92, 4))
                .add("c", 5, "1", run(0.20, 0.9, 3), run(0.40, 0.93, 4)));
    assertTrue(sentence(page, "The next, b").endsWith("within the scatter of the seeds."));
    sentence(page, "By these seeds the best cannot be told from these either: c.");
    sentence(page, "c (0.3000 ± 0.1414) comes last.");
    String headline = headline(page);
    assertTrue(headline.startsWith("a has the lowest test loss 0.2000"), headline);
    assertTrue(headline.endsWith("within the scatter of the next."), headline);
  }

  @Test
  void equalMeansHaveNoWinner() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L)
                .add("a", 5, "1", run(0.10, 0.9, 3), run(0.30, 0.91, 4))
                .add("b", 5, "1", run(0.10, 0.9, 3), run(0.30, 0.92, 4)));
    String headline = headline(page);
    assertTrue(headline.startsWith("a and b share the lowest test loss 0.2000"), headline);
    assertFalse(page.path("story").toString().contains("is behind"), page.toString());
  }

  @Test
  void aWideThirdMayBeAsGoodAsTheBestThoughTheSecondIsNot() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L)
                .add("a", 5, "1", run(0.10, 0.9, 3), run(0.11, 0.91, 4))
                .add("b", 5, "1", run(0.50, 0.9, 3), run(0.51, 0.92, 4))
                .add("c", 5, "1", run(0.00, 0.9, 3), run(1.20, 0.93, 4)));
    assertTrue(sentence(page, "The next, b").endsWith("beyond the scatter of the seeds."));
    sentence(page, "By these seeds the best cannot be told from these: c.");
  }

  @Test
  void oneSeedTellsNothingOfScatter() {
    JsonNode page =
        page(
            new ResultFixture(0L)
                .add("a", 5, "1", run(0.1, 0.9, 3))
                .add("b", 5, "1", run(0.2, 0.8, 3)));
    assertEquals(
        "a has the lowest test loss 0.1000 with one seed;"
            + " more seeds would tell whether by more than scatter.",
        headline(page));
    sentence(page, "a single seed does not tell whether that is more than scatter");
    sentence(page, "Catapults and AGOP alignment: less than three runs have both");
  }

  @Test
  void correlationsAreToldWithTheirIntervals() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L, 2L)
                .add("a", 5, "1", run(0.1, 0.9, 3), run(0.2, 0.81, 3), run(0.3, 0.7, 2))
                .add("b", 5, "1", run(0.4, 0.59, 2), run(0.5, 0.5, 0), run(0.6, 0.41, 1)));
    String alignment = sentence(page, "The larger the AGOP alignment, the smaller the test loss");
    assertTrue(alignment.contains("Pearson −1.00 (95\u00a0% interval −1.00 to"), alignment);
    assertTrue(alignment.endsWith("over 6 runs."), alignment);
    sentence(page, "The more catapults, the larger the AGOP alignment");
  }

  @Test
  void aCorrelationThatMayBeNoneIsNotCalledOne() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L)
                .add("a", 5, "1", run(0.1, 0.9, 3), run(0.2, 0.5, 1))
                .add("b", 5, "1", run(0.3, 0.7, 0), run(0.15, 0.6, 2)));
    sentence(page, "AGOP alignment and test loss: the runs do not tell whether one goes with");
  }

  @Test
  void runsThatDoNotCountAreNamedWithTheirReasons() {
    JsonNode page =
        page(
            new ResultFixture(0L, 1L)
                .add("a", 5, "1", run(0.1, 0.9, 3), diverged())
                .add("b", 5, "1", run(0.2, 0.8, 3), Map.of())
                .butTheLastFailed("OutOfMemoryError: heap\n\tat a.b.C"));
    sentence(page, "1 of 4 runs diverged and counts in no mean and no correlation: a, seed 1.");
    sentence(page, "1 of 4 runs failed: b, seed 1 (OutOfMemoryError: heap).");
    sentence(page, "No run that ended has a trace, so there are no loss curves.");
  }

  @Test
  void aComparisonWithoutAnyResultSaysSo() {
    JsonNode page =
        page(new ResultFixture(0L).add("a", 5, "1", Map.of()).butTheLastFailed("no data"));
    assertEquals("No run has a test loss that counts.", headline(page));
    assertEquals("0 of 1", page.path("counts").get(2).path("value").asText());
  }

  private static JsonNode page(ResultFixture fixture) {
    ObjectNode root = new ComparisonPageData(fixture.result()).root();
    return root;
  }

  private static String headline(JsonNode page) {
    return page.path("headline").asText();
  }

  private static String sentence(JsonNode page, String beginning) {
    List<String> all = new ArrayList<>();
    page.path("story").forEach(line -> all.add(line.path("text").asText()));
    return all.stream()
        .filter(text -> text.contains(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError(beginning + " is not in " + all));
  }
}
