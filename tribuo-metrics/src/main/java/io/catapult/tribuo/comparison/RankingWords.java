/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.comparison.StoryLine.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which configuration generalised best, and whether the seeds are enough to say so. */
final class RankingWords {

  private static final int MOST_NAMED = 5;

  private final String metric;
  private final String id;
  private final List<ConfigurationResult> ranked;

  RankingWords(ComparisonResult result, String metric) {
    this.metric = metric;
    this.id = result.design().primaryMetric().id();
    this.ranked =
        result.configurations().stream()
            .filter(row -> row.rank().isPresent())
            .sorted(Comparator.comparingInt(row -> row.rank().getAsInt()))
            .toList();
  }

  /** The configuration of rank 1; empty if no run counts. */
  Optional<ConfigurationResult> best() {
    return ranked.stream().findFirst();
  }

  /** One sentence: what came out. */
  String headline() {
    if (ranked.isEmpty()) {
      return "No run has a " + metric + " that counts.";
    }
    ConfigurationResult best = ranked.get(0);
    int seeds = summary(best).n();
    String value = metric + " " + value(best) + over(seeds);
    if (ranked.size() == 1) {
      return label(best) + " is the only one with a result: " + value + ".";
    }
    if (isSure()) {
      return label(best) + " generalised best: " + value + ".";
    }
    List<String> first = ranked.stream().filter(this::isTied).map(RankingWords::label).toList();
    if (first.size() > 1) {
      return String.join(" and ", first) + " share the lowest " + value + ".";
    }
    String lead =
        seeds == 1
            ? "; more seeds would tell whether by more than scatter"
            : ", within the scatter of the next";
    return label(best) + " has the lowest " + value + lead + ".";
  }

  /** Whether the first is ahead of the second by more than scatter. */
  private boolean isSure() {
    return behind(ranked.get(1)).isBeyondScatter();
  }

  private boolean isTied(ConfigurationResult row) {
    return row.rank().equals(ranked.get(0).rank());
  }

  private static String over(int n) {
    return n == 1 ? " with one seed" : ", mean and deviation of " + n + " seeds";
  }

  List<StoryLine> lines() {
    List<StoryLine> lines = new ArrayList<>();
    if (ranked.size() >= 2 && !isTied(ranked.get(1))) {
      lines.add(next());
    }
    if (ranked.size() >= 3) {
      addOthersLikeTheBest(lines);
      ConfigurationResult last = ranked.get(ranked.size() - 1);
      String words = behind(last).isBeyondScatter() ? " generalised worst." : " comes last.";
      lines.add(StoryLine.of(Tone.PLAIN, named(last) + words).seenIn("table"));
    }
    return lines;
  }

  private StoryLine next() {
    MeanDifference difference = behind(ranked.get(1));
    String next = "The next, " + named(ranked.get(1)) + ", is behind by ";
    String by = Numbers.text(difference.value());
    if (difference.interval().isEmpty()) {
      return StoryLine.of(
              Tone.PLAIN,
              next + by + "; a single seed does not tell whether that is more than scatter.")
          .seenIn("table");
    }
    boolean isSure = difference.isBeyondScatter();
    return StoryLine.of(
            isSure ? Tone.GOOD : Tone.PLAIN,
            next
                + by
                + " (95\u00a0% interval "
                + Numbers.text(difference.interval().orElseThrow()).replace('-', '\u2212')
                + "), which is "
                + (isSure ? "beyond" : "within")
                + " the scatter of the seeds.")
        .seenIn("table");
  }

  private void addOthersLikeTheBest(List<StoryLine> lines) {
    List<String> like =
        ranked.stream()
            .skip(2)
            .filter(row -> behind(row).interval().isPresent())
            .filter(row -> !behind(row).isBeyondScatter())
            .map(RankingWords::label)
            .toList();
    if (!like.isEmpty()) {
      String named = like.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
      int more = like.size() - MOST_NAMED;
      String these = behind(ranked.get(1)).isBeyondScatter() ? "these: " : "these either: ";
      lines.add(
          StoryLine.of(
                  Tone.PLAIN,
                  "By these seeds the best cannot be told from "
                      + these
                      + named
                      + (more > 0 ? "; and " + more + " more" : "")
                      + ".")
              .seenIn("table"));
    }
  }

  private MeanDifference behind(ConfigurationResult row) {
    return MeanDifference.of(summary(ranked.get(0)), summary(row));
  }

  private MetricSummary summary(ConfigurationResult row) {
    return row.metric(id).orElseThrow();
  }

  private String named(ConfigurationResult row) {
    return label(row) + " (" + value(row) + ")";
  }

  private static String label(ConfigurationResult row) {
    return row.configuration().label();
  }

  private String value(ConfigurationResult row) {
    return Numbers.text(summary(row));
  }
}
