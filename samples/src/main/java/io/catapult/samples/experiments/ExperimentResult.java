/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an experiment found.
 *
 * @param experiment the experiment
 * @param size its size
 * @param scaling in what it differs from the paper
 * @param performed what its runs recorded
 * @param found what each check found, in their order
 * @param corners of the true AGOP and of those at the end of the runs of the first seed
 */
public record ExperimentResult(
    Experiment experiment,
    Size size,
    String scaling,
    Performed performed,
    Map<Check, Found> found,
    List<AgopCorner> corners) {

  /** Copies the map, in its order, and the list. */
  public ExperimentResult {
    found = new LinkedHashMap<>(found);
    corners = List.copyOf(corners);
  }

  /**
   * What a check found.
   *
   * @param judgement over all seeds
   * @param bySeed the outcome over the runs of each seed alone
   */
  public record Found(Judgement judgement, Map<Long, Outcome> bySeed) {

    /** Copies the outcomes, in the order of the seeds. */
    public Found {
      bySeed = new LinkedHashMap<>(bySeed);
    }

    /** How many seeds alone have this outcome. */
    public long seeds(Outcome outcome) {
      return bySeed.values().stream().filter(one -> one == outcome).count();
    }
  }

  /** Whether every check passed, or its finding tells why it does not. */
  public boolean isAsKnown() {
    return found.entrySet().stream()
        .allMatch(
            one ->
                one.getValue().judgement().outcome() == Outcome.PASS
                    || experiment.finding(one.getKey()).isPresent());
  }

  /** The worst that a check found: a failure before what was not measured. */
  public Outcome outcome() {
    Outcome worst = Outcome.PASS;
    for (Found one : found.values()) {
      Outcome outcome = one.judgement().outcome();
      if (outcome == Outcome.FAIL) {
        return Outcome.FAIL;
      }
      worst = outcome == Outcome.PASS ? worst : outcome;
    }
    return worst;
  }
}
