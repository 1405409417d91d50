/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts catapults by every rule, judges the spikes of the loss and follows the phases of a run:
 * step by step, in constant memory.
 */
public final class DynamicsDetector {

  private final CatapultCounter counter = new CatapultCounter();
  private final SpikeDetector spikes = new SpikeDetector();
  private final PhaseDetector phases = new PhaseDetector();
  private final DirectionAgreement directions = new DirectionAgreement();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private long steps;
  private long last = -1;

  /** A detector for one run. */
  public static DynamicsDetector create() {
    return new DynamicsDetector();
  }

  private DynamicsDetector() {}

  /**
   * Takes the numbers of a step.
   *
   * @param now complete, PDiff of its update included
   * @return what is detected by it: spikes that have ended, phases that have begun
   * @throws IllegalArgumentException if the step is not after the one before
   */
  public List<Detection> accept(StepNumbers now) {
    if (now.step() <= last) {
      throw new IllegalArgumentException(
          "Expected a step after "
              + last
              + "; found "
              + now.step()
              + ". Remedy: give steps in order, and a run that goes back a detector of its own.");
    }
    last = now.step();
    steps++;
    counter.accept(now);
    List<Detection> found = new ArrayList<>();
    spikes.accept(now).forEach(spike -> found.add(count(spike)));
    phases.accept(now).ifPresent(found::add);
    directions.accept(now.sharpness(), now.outputLayerNorm());
    return found;
  }

  /**
   * The run has ended, or goes on from weights that were put back: judges a spike that is still
   * open, which did not come back by itself.
   */
  public List<Detection> finish() {
    List<Detection> found = new ArrayList<>();
    spikes.finish(Math.max(0, last)).forEach(spike -> found.add(count(spike)));
    return found;
  }

  private Spike count(Spike spike) {
    verdicts.merge(spike.verdict(), 1L, Long::sum);
    return spike;
  }

  /** What was detected so far. */
  public DynamicsSummary summary() {
    return new DynamicsSummary(
        steps,
        counter.counts(),
        counter.agreement(),
        counter.matches(),
        counter.signs(),
        verdicts,
        phases.dwell(),
        directions.share());
  }
}
