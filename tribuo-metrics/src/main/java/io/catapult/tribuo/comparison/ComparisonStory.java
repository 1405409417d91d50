/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.tribuo.comparison.StoryLine.Tone;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The first screen of the page of a comparison in plain words, computed from its numbers. */
final class ComparisonStory {

  private final ComparisonResult result;
  private final PageMetrics metrics;
  private final int curves;
  private final RankingWords ranking;

  /**
   * A story.
   *
   * @param curves how many runs have a trace
   */
  ComparisonStory(ComparisonResult result, PageMetrics metrics, int curves) {
    this.result = result;
    this.metrics = metrics;
    this.curves = curves;
    this.ranking = new RankingWords(result, metrics.name(primary()));
  }

  private String primary() {
    return result.design().primaryMetric().id();
  }

  /** Writes headline, story and counts. */
  void put(ObjectNode root) {
    root.put("headline", ranking.headline());
    ArrayNode story = root.putArray("story");
    for (StoryLine line : lines()) {
      ObjectNode node = story.addObject().put("text", line.text());
      node.put("tone", line.tone().name().toLowerCase(Locale.ROOT));
      line.chart().ifPresent(chart -> node.put("chart", chart));
    }
    ArrayNode counts = root.putArray("counts");
    counts().forEach((label, value) -> counts.addObject().put("label", label).put("value", value));
  }

  private List<StoryLine> lines() {
    List<StoryLine> lines = new ArrayList<>(ranking.lines());
    result.correlations().stream()
        .filter(correlation -> correlation.over() == Correlation.Over.RUNS)
        .map(this::line)
        .forEach(lines::add);
    lines.addAll(new UncountedWords(result).lines());
    int ended = ended();
    if (curves < ended) {
      String some = "%d of %d runs that ended have a trace; the others have no loss curve.";
      String none = "No run that ended has a trace, so there are no loss curves.";
      lines.add(StoryLine.of(Tone.BAD, curves == 0 ? none : some.formatted(curves, ended)));
    }
    return lines;
  }

  private StoryLine line(Correlation correlation) {
    StoryLine line = new CorrelationWords(correlation, metrics::name).line();
    boolean isFeature = correlation.x().equals(DynamicsMetrics.AGOP_ALIGNMENT_END.id());
    boolean isAlignment = correlation.y().equals(DynamicsMetrics.AGOP_ALIGNMENT_END.id());
    return isFeature ? line.seenIn("alignment") : isAlignment ? line.seenIn("catapults") : line;
  }

  private int ended() {
    return (int)
        result.runs().stream().filter(run -> run.outcome() != RunResult.Outcome.PENDING).count();
  }

  private Map<String, String> counts() {
    Map<String, String> counts = new LinkedHashMap<>();
    int all = result.runs().size();
    counts.put("configurations", Integer.toString(result.configurations().size()));
    counts.put(
        "seeds",
        result.design().seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    long finished =
        result.runs().stream().filter(r -> r.outcome() == RunResult.Outcome.FINISHED).count();
    counts.put("runs finished", finished + " of " + all);
    long diverged = result.runs().stream().filter(RunResult::hasDiverged).count();
    counts.put("runs diverged", Long.toString(diverged));
    ranking.best().ifPresent(best -> putBest(counts, best));
    return counts;
  }

  private void putBest(Map<String, String> counts, ConfigurationResult best) {
    for (String id : metrics.shown()) {
      best.metric(id)
          .ifPresent(value -> counts.put(metrics.name(id) + " of the best", Numbers.text(value)));
    }
  }
}
