/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import java.util.Map;

/**
 * What is done to a gradient before an optimizer takes it; see the package's description.
 *
 * @param rescale the factor
 * @param clip the bound of the entries, 0 for none
 * @param weightDecay the factor of the weights that is added
 */
record GradientRule(double rescale, double clip, double weightDecay) {

  /** Puts the rule in front of an optimizer's own settings, as the engine takes them. */
  double[] before(double... settings) {
    double[] all = new double[3 + settings.length];
    all[0] = rescale;
    all[1] = clip;
    all[2] = weightDecay;
    System.arraycopy(settings, 0, all, 3, settings.length);
    return all;
  }

  void describe(Map<String, Object> parameters) {
    parameters.put("rescaleGrad", rescale);
    parameters.put("clipGrad", clip);
    parameters.put("weightDecays", weightDecay);
  }
}
