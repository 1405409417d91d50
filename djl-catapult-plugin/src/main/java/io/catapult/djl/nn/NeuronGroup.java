/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDList;
import java.util.function.Function;

/**
 * Neurons that were added together.
 *
 * @param neurons their numbers
 * @param role what they are
 * @param activation what they apply to their pre-activation
 */
record NeuronGroup(Neurons neurons, Role role, Function<NDList, NDList> activation) {

  enum Role {
    INPUT,
    HIDDEN,
    OUTPUT
  }
}
