/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a progress was told, by cell. */
final class ProgressLog implements ComparisonProgress {

  private final Map<String, List<String>> words = new TreeMap<>();
  private String begun = "";

  @Override
  public void begun(int cells, int finished) {
    begun = finished + " of " + cells;
  }

  @Override
  public void started(Cell cell, int attempt) {
    add(cell, "started " + attempt);
  }

  @Override
  public void at(Cell cell, long step, double fraction, double trainLoss) {
    if (!(step >= 0 && fraction >= 0 && fraction <= 1)) {
      add(cell, "at " + step + " " + fraction);
    }
  }

  @Override
  public void retried(Cell cell, String reason) {
    add(cell, "retried: " + reason);
  }

  @Override
  public void ended(Cell cell) {
    add(cell, "ended");
  }

  @Override
  public void failed(Cell cell, String reason) {
    add(cell, "failed: " + reason);
  }

  String begun() {
    return begun;
  }

  List<String> of(String cell) {
    return words.getOrDefault(cell, List.of());
  }

  private void add(Cell cell, String what) {
    words.computeIfAbsent(cell.id(), id -> new ArrayList<>()).add(what);
  }
}
