/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to measure, named by what one measurement costs in training steps, for one output and as
 * many samples on the probe data as in a batch. Each holds what the cheaper ones hold.
 */
public enum MeasuringCost {

  /** Loss and norms of the weights: one forward pass. */
  FORWARD_PASS(Instrument.LOSS, Instrument.PARAMETERS),

  /**
   * And the tangent kernels, with critical rates, loss split and PDiff: about one step for the
   * batch and one for the probe data. All that counting catapults needs.
   */
  ONE_STEP(FORWARD_PASS, Instrument.BATCH_KERNEL, Instrument.PROBE_KERNEL),

  /** And the AGOP: about one step more. */
  FEW_STEPS(ONE_STEP, Instrument.AGOP),

  /** And the ends of the Hessian's spectra, and the edge of stability: 40 to 120 steps more. */
  EVERYTHING(
      FEW_STEPS,
      Instrument.EDGE_OF_STABILITY,
      Instrument.BATCH_SHARPNESS,
      Instrument.PROBE_SHARPNESS,
      Instrument.SHARPNESS_MIN,
      Instrument.PRECONDITIONED_SHARPNESS);

  private final Set<Instrument> instruments;

  MeasuringCost(Instrument... instruments) {
    this.instruments = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(instruments)));
  }

  MeasuringCost(MeasuringCost cheaper, Instrument... more) {
    EnumSet<Instrument> all = EnumSet.copyOf(cheaper.instruments);
    all.addAll(Arrays.asList(more));
    this.instruments = Collections.unmodifiableSet(all);
  }

  /** What is measured. */
  public Set<Instrument> instruments() {
    return instruments;
  }
}
