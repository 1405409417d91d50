/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.report.RunData;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.djl.report.TrainingReport;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceAt;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training as its listener records it: numbers since a cursor, and words now and then. It asks
 * the listener when it is asked; the training never waits for it longer than references are copied.
 */
final class TrainingSource implements LiveSource {

  private final CatapultListener listener;
  private final Optional<String> title;
  private final Words words;
  private long last;

  /**
   * @param title what the page is called; the model's name if empty
   */
  TrainingSource(CatapultListener listener, Optional<String> title) {
    this.listener = listener;
    this.title = title;
    this.words = new Words(listener, title);
  }

  @Override
  public Page page() {
    Map<String, Object> data = all();
    List<String> scripts = new ArrayList<>(TrainingReport.scripts());
    scripts.add(SelfContainedPage.resource(TrainingReport.class, "live.js"));
    SelfContainedPage page =
        new SelfContainedPage((String) data.get("title"), data, scripts).served();
    return new Page(page.html(), page.policy());
  }

  @Override
  public String data() {
    return RunData.json(all());
  }

  private Map<String, Object> all() {
    if (!listener.hasBegun()) {
      return WaitingData.toMap(title);
    }
    TraceAt now = listener.now();
    Map<String, Object> data = Words.of(now.trace(), listener, title).toMap();
    data.put("cursor", now.cursor());
    return data;
  }

  @Override
  public synchronized News since(Known known, boolean isLast) {
    if (!listener.hasBegun()) {
      return new News(News.Kind.NONE, known, RunData.json(isLast ? WaitingData.end() : Map.of()));
    }
    TraceUpdate update = listener.since(known.cursor());
    if (!update.isComplete()) {
      return new News(News.Kind.RELOAD, known, "{}");
    }
    Map<String, Object> told = words.since(known.words(), isLast);
    if (update.isEmpty() && told.isEmpty()) {
      return new News(News.Kind.NONE, known, "{}");
    }
    Known then = new Known(update.cursor(), Math.max(known.words(), words.cursor()));
    return new News(News.Kind.DELTA, then, RunData.json(delta(update, told)));
  }

  private Map<String, Object> delta(TraceUpdate update, Map<String, Object> told) {
    Map<String, Object> delta = new LinkedHashMap<>();
    delta.put("cursor", update.cursor());
    delta.putAll(RunData.added(update.measurements(), update.events()));
    delta.putAll(told);
    update.measurements().stream().mapToLong(Measurement::step).forEach(this::note);
    update.events().stream().mapToLong(TraceEvent::step).forEach(this::note);
    if (told.get("last") instanceof Long step) {
      note(step);
    }
    delta.put("last", last);
    return delta;
  }

  private void note(long step) {
    last = Math.max(last, step);
  }

  @Override
  public boolean hasEnded() {
    return listener.hasEnded();
  }
}
