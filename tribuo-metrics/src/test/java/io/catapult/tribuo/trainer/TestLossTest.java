/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.tribuo.data.DenseDataset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Output;

/** The loss from predictions is the one that the training took from the network itself. */
final class TestLossTest {

  /** Predictions hold single-precision outputs, or their softmax. */
  private static final double RELATIVE = 1e-5;

  @ParameterizedTest
  @EnumSource(names = {"SQUARED_ERROR", "L2"})
  void ofTwoTargets(LossFunction loss) {
    check(Tasks.regression().optLoss(loss).build(), Tasks.products(60, 2, 1));
  }

  @ParameterizedTest
  @CsvSource({"SOFTMAX_CROSS_ENTROPY,2", "SOFTMAX_CROSS_ENTROPY,3", "SQUARED_ERROR,2", "L2,3"})
  void ofClasses(LossFunction loss, int classes) {
    check(Tasks.classification().optLoss(loss).build(), Tasks.largest(60, classes, 1));
  }

  private static <T extends Output<T>> void check(DjlTrainer<T> trainer, DenseDataset<T> data) {
    try (DjlModel<T> model = trainer.train(data)) {
      double expected = model.getTrainLoss().orElseThrow();
      double found = model.testLoss(model.predict(data)).orElseThrow();
      assertEquals(expected, found, RELATIVE * expected);
    }
  }

  @Test
  void thereIsNoneWithoutPredictions() {
    try (DjlModel<?> model = Tasks.regression().build().train(Tasks.products())) {
      assertTrue(model.testLoss(List.of()).isEmpty());
    }
  }
}
