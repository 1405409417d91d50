/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.nio.file.Path;

/** A process that runs a comparison, to be killed. */
final class TinyComparison {

  static final int EPOCHS = 400;

  private TinyComparison() {}

  public static void main(String[] arguments) throws Exception {
    OptimizerComparison.<org.tribuo.regression.Regressor>builder()
        .setDesign(TinyDesigns.two(EPOCHS))
        .setFolder(Path.of(arguments[0]))
        .build()
        .run();
  }
}
