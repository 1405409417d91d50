/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.report.RunData;
import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.TraceAt;
import io.catapult.djl.trace.TrainingTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training's page tells in words. They are of the whole trace, unlike the numbers, so that
 * they cost more the longer it is: they are told anew at most for a small part of the time.
 */
final class Words {

  /** How many times as long as it takes it is left alone: at most a tenth of one processor. */
  private static final int REST = 9;

  private final CatapultListener listener;
  private final Optional<String> title;
  private Map<String, Object> words = Map.of();
  private Map<String, Object> features = Map.of();
  private List<FeatureSnapshot> snapshots = List.of();
  private long cursor;
  private long featuresCursor;
  private long restUntil = System.nanoTime();

  Words(CatapultListener listener, Optional<String> title) {
    this.listener = listener;
    this.title = title;
  }

  /** The data of a trace as it is now, under a title or else the name of the model. */
  static RunData of(TrainingTrace trace, CatapultListener listener, Optional<String> title) {
    String name = title.orElse(trace.header().training().model().name());
    return RunData.live(trace, name, listener.summary());
  }

  /**
   * Tells what a page does not know; with snapshots of the AGOP if there are new ones.
   *
   * @param known up to where the words tell that the page has
   * @param isForced whether to tell it as it is now, whatever it costs
   */
  Map<String, Object> since(long known, boolean isForced) {
    if (isForced || isDue()) {
      refresh();
    }
    Map<String, Object> told = new LinkedHashMap<>();
    if (cursor > known || isForced) {
      told.putAll(words);
    }
    if (featuresCursor > known) {
      told.putAll(features);
    }
    return told;
  }

  /** Up to where the words tell. */
  long cursor() {
    return cursor;
  }

  private boolean isDue() {
    return System.nanoTime() - restUntil >= 0 && !listener.since(cursor).isEmpty();
  }

  private void refresh() {
    long begun = System.nanoTime();
    TraceAt now = listener.now();
    RunData data = of(now.trace(), listener, title);
    words = new LinkedHashMap<>(data.words());
    if (now.trace().footer().isPresent()) {
      words.putAll(data.settings());
    }
    cursor = now.cursor();
    if (!isSame(snapshots, now.trace().features())) {
      snapshots = now.trace().features();
      features = data.features();
      featuresCursor = cursor;
    }
    long end = System.nanoTime();
    restUntil = end + REST * (end - begun);
  }

  /** They only come at the end, and go where there are too many. */
  private static boolean isSame(List<FeatureSnapshot> before, List<FeatureSnapshot> now) {
    int size = before.size();
    return size == now.size() && (size == 0 || before.get(size - 1).equals(now.get(size - 1)));
  }
}
