/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.catapult.djl.detect.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The few numbers that a page shows first. */
final class RunCounts {

  private RunCounts() {}

  /**
   * A number in words.
   *
   * @param label what it is
   * @param value the number
   * @param quantity the id of the quantity it is of, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Count(String label, String value, String quantity) {}

  static List<Count> of(RecordedRun run) {
    List<Count> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = run.spikes().stream().filter(spike -> spike.verdict() == verdict).count();
      counts.add(new Count(verdict.name(), String.valueOf(count), null));
    }
    return counts;
  }
}
