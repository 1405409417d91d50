/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network with a fixed second layer. */
final class HiddenLayerNetworkTest {

  @Test
  void theFirstLayerAloneIsTrained() {
    Block network = HiddenLayerNetwork.factory().newBlock(3, 1);
    List<Boolean> trained =
        network.getParameters().values().stream().map(Parameter::requiresGradient).toList();
    assertEquals(List.of(true, false), trained);
  }
}
