/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TrainingTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page of a run shows: the numbers to draw, and what they mean in words; from a trace, in
 * the form that the page's scripts read.
 *
 * <p>Equal traces give equal data. Cost: four passes over the measurements, and a few over the
 * events; memory for what is drawn.
 */
public final class RunData {

  private final RecordedRun run;
  private final String title;
  private final boolean isLive;
  private final List<RunNeurons.Snapshot> neurons;

  private RunData(RecordedRun run, String title, boolean isLive) {
    this.run = run;
    this.title = title;
    this.isLive = isLive;
    this.neurons = RunNeurons.of(run.trace().measurements());
  }

  /**
   * The data of a run that has ended, or of which no more is known.
   *
   * @param trace the run
   * @param title what the page calls it
   */
  public static RunData of(TrainingTrace trace, String title) {
    return new RunData(RecordedRun.of(trace), title, false);
  }

  /**
   * The data of a run that goes on while it has no footer.
   *
   * @param trace the run so far
   * @param title what the page calls it
   * @param summary what was counted so far, also of what memory no longer holds
   */
  public static RunData live(TrainingTrace trace, String title, DynamicsSummary summary) {
    return new RunData(RecordedRun.live(trace, summary), title, true);
  }

  /** The whole data: maps, lists, numbers and texts, for a {@link SelfContainedPage}. */
  public Map<String, Object> toMap() {
    List<RecordedSpike> shown = RunEvents.shown(run.spikes());
    long[] landmarks = RunEvents.landmarks(shown, RunSeries.POINTS / 4);
    RunSeries series = RunSeries.drawn(run.trace().measurements(), landmarks);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "run");
    data.put("title", title);
    data.put("started", run.trace().header().started().toString());
    data.putAll(settings());
    data.put("criticalRatesApply", RecordedDynamics.hasCriticalRate(run.trace()));
    data.put("first", run.first());
    data.putAll(words());
    data.putAll(features());
    data.put("quantities", isLive ? RunSeries.allMeanings() : meanings(series));
    data.put("series", series.series());
    data.put("events", RunEvents.events(run.trace().events(), shown));
    data.put("eventsOf", run.trace().events().size());
    data.put("warnings", run.warnings());
    return data;
  }

  private Map<String, Curve.Meaning> meanings(RunSeries series) {
    Map<String, Curve.Meaning> meanings = new LinkedHashMap<>(series.meanings());
    if (!neurons.isEmpty()) {
      meanings.putAll(RunNeurons.meanings());
    }
    return meanings;
  }

  /**
   * The given measurements and events alone, none of them left out. Cost: O(their number), whatever
   * the length of the run.
   *
   * @param measurements some measurements, by ascending step
   * @param events some events
   */
  public static Map<String, Object> added(List<Measurement> measurements, List<TraceEvent> events) {
    Map<String, Object> added = new LinkedHashMap<>();
    added.put("series", RunSeries.whole(measurements).series());
    added.put("events", events.stream().map(RunEvents.Event::of).toList());
    return added;
  }

  /** What is told in words, and what changes as a run goes on. */
  public Map<String, Object> words() {
    RunStory story = RunStory.of(run);
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("state", state());
    words.put("headline", story.headline());
    words.put("story", story.sentences());
    words.put("counts", RunCounts.of(run));
    words.put("last", run.last());
    words.put("measurements", run.trace().measurements().size());
    words.put("spikes", RunEvents.spikes(RunEvents.shown(run.spikes())));
    words.put("phases", RunEvents.phases(run.phases()));
    words.put("neurons", neurons);
    return words;
  }

  /** What was trained, and how it ended: it changes at the end alone. */
  public Map<String, Object> settings() {
    Optional<TraceFooter> footer = run.trace().footer();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("ended", footer.map(end -> end.ended().toString()).orElse(null));
    settings.put("outcome", footer.map(TraceFooter::outcome).orElse(null));
    settings.put("facts", RunFacts.of(run.trace()));
    return settings;
  }

  /** The snapshots of the AGOP, which may be large. */
  public Map<String, Object> features() {
    return Map.of("features", RunFeatures.of(run.trace().features()));
  }

  private String state() {
    if (run.trace().footer().isPresent()) {
      return "ended";
    }
    return run.isLive() ? "live" : "unfinished";
  }

  /**
   * Data as JSON on one line, in ASCII, without any of {@code < > &}: what {@link #toMap} or {@link
   * #added} gave, also among other things.
   *
   * @param data maps, lists, numbers and texts
   * @throws IllegalArgumentException if it holds something that has no JSON
   */
  public static String json(Map<String, ?> data) {
    return PageJson.text(data);
  }
}
