/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Snapshots of the AGOP by step, at one step the reference first; of two of one step and origin the
 * later counts. Above a limit every second one is dropped, sparing the first and the last.
 */
final class SnapshotMemory {

  private final int limit;
  private final NavigableMap<Place, FeatureSnapshot> snapshots =
      new TreeMap<>(Comparator.comparingLong(Place::step).thenComparing(Place::origin));

  /** Where a snapshot belongs. */
  private record Place(long step, FeatureSnapshot.Origin origin) {}

  /**
   * @param limit the most to hold, at least 4
   */
  SnapshotMemory(int limit) {
    this.limit = limit;
  }

  void add(FeatureSnapshot snapshot) {
    snapshots.put(new Place(snapshot.step(), snapshot.origin()), snapshot);
    if (snapshots.size() > limit) {
      thin();
    }
  }

  /** Drops what was recorded from a step on. */
  int dropFrom(long step) {
    var late = snapshots.tailMap(new Place(step, FeatureSnapshot.Origin.REFERENCE), true);
    int dropped = late.size();
    late.clear();
    return dropped;
  }

  List<FeatureSnapshot> list() {
    return List.copyOf(snapshots.values());
  }

  private void thin() {
    int last = snapshots.size() - 1;
    Iterator<FeatureSnapshot> all = snapshots.values().iterator();
    for (int i = 0; i < last; i++) {
      all.next();
      if (i % 2 == 1) {
        all.remove();
      }
    }
  }
}
