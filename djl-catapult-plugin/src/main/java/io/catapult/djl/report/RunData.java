/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TrainingTrace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page of a run shows: the numbers to draw, and what they mean in words; from a trace, in
 * the form that the page's scripts read.
 *
 * <p>Equal traces give equal data. Cost: a few passes over the measurements for each curve; memory:
 * 16 bytes a measurement for one curve at a time, and what is drawn.
 */
public final class RunData {

  private final RecordedRun run;
  private final String title;

  private RunData(TrainingTrace trace, String title, boolean isLive) {
    this.run = RecordedRun.of(trace, isLive);
    this.title = title;
  }

  /**
   * The data of a run that has ended, or of which no more is known.
   *
   * @param trace the run
   * @param title what the page calls it
   */
  public static RunData of(TrainingTrace trace, String title) {
    return new RunData(trace, title, false);
  }

  /**
   * The data of a run that goes on while it has no footer.
   *
   * @param trace the run so far
   * @param title what the page calls it
   */
  public static RunData live(TrainingTrace trace, String title) {
    return new RunData(trace, title, true);
  }

  /** The whole data: maps, lists, numbers and texts, for a {@link SelfContainedPage}. */
  public Map<String, Object> toMap() {
    List<RecordedSpike> shown = RunEvents.shown(run.spikes());
    long[] landmarks = RunEvents.landmarks(shown, RunSeries.POINTS / 4);
    RunSeries series = RunSeries.drawn(run.trace().measurements(), landmarks);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "run");
    data.put("title", title);
    data.put("live", run.isLive());
    data.put("started", run.trace().header().started().toString());
    data.put("ended", end(TraceFooter::ended, Instant::toString));
    data.put("outcome", end(TraceFooter::outcome, text -> text));
    data.put("facts", RunFacts.of(run.trace()));
    data.put("first", run.first());
    data.put("drawn", series.longest());
    data.putAll(words());
    data.put("quantities", series.meanings());
    data.put("series", series.series());
    data.put("events", RunEvents.events(run.trace().events(), shown));
    data.put("eventsOf", run.trace().events().size());
    data.put("warnings", run.warnings());
    return data;
  }

  /**
   * What is new for a page that knows the run up to some point: the given measurements and events,
   * none of them left out, and all that is told in words, anew.
   *
   * @param measurements those that the page does not know, by ascending step
   * @param events those that the page does not know
   */
  public Map<String, Object> delta(List<Measurement> measurements, List<TraceEvent> events) {
    RunSeries series = RunSeries.whole(measurements);
    Map<String, Object> delta = new LinkedHashMap<>(words());
    delta.put("quantities", series.meanings());
    delta.put("series", series.series());
    delta.put("events", events.stream().map(RunEvents.Event::of).toList());
    return delta;
  }

  /** What is told in words, and what changes as a run goes on. */
  private Map<String, Object> words() {
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
    words.put("features", RunFeatures.of(run.trace().features()));
    return words;
  }

  private String state() {
    if (run.trace().footer().isPresent()) {
      return "ended";
    }
    return run.isLive() ? "live" : "unfinished";
  }

  private <T> String end(
      java.util.function.Function<TraceFooter, T> part,
      java.util.function.Function<T, String> text) {
    return run.trace().footer().map(part).map(text).orElse(null);
  }

  /**
   * Data as JSON on one line, in ASCII, without any of {@code < > &}: what {@link #toMap} or {@link
   * #delta} gave, also among other things.
   *
   * @param data maps, lists, numbers and texts
   * @throws IllegalArgumentException if it holds something that has no JSON
   */
  public static String json(Map<String, ?> data) {
    return PageJson.text(data);
  }
}
