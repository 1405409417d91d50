/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.tracker.ParameterTracker;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our optimizers in DJL's own training. */
class TrainingTest {

  private static final DataType TYPE = DataType.FLOAT32;

  static Stream<InPlaceOptimizer> optimizers() {
    return OneOfEach.withRate(Tracker.fixed(0.02f));
  }

  /** A new optimizer of the same kind and settings. */
  private static InPlaceOptimizer again(InPlaceOptimizer like) {
    return optimizers().filter(o -> o.getClass() == like.getClass()).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void easyTrainLowersTheLoss(InPlaceOptimizer optimizer) throws Exception {
    try (SmallTraining training = new SmallTraining(TYPE, optimizer)) {
      double before = training.backward();
      training.trainer().step();
      ArrayDataset data =
          new ArrayDataset.Builder()
              .setData(training.reference().get("x"))
              .optLabels(training.reference().get("y"))
              .setSampling(4, false)
              .build();
      EasyTrain.fit(training.trainer(), 100, data, null);
      double after = training.backward();
      assertTrue(after < 0.7 * before, before + " to " + after);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void gradientsAreClearedByAStep(InPlaceOptimizer optimizer) {
    try (SmallTraining training = new SmallTraining(TYPE, optimizer)) {
      training.step();
      for (Parameter parameter : training.parameters()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          assertEquals(0, gradient.abs().max().getFloat());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theStateSurvivesScopesAndTrainers(InPlaceOptimizer optimizer) {
    float[] expected;
    try (SmallTraining training = new SmallTraining(TYPE, again(optimizer))) {
      for (int step = 0; step < 6; step++) {
        training.step();
      }
      expected = training.weights().toFloatArray();
    }
    try (SmallTraining training = new SmallTraining(TYPE, optimizer)) {
      for (int step = 0; step < 6; step++) {
        if (step == 3) {
          training.trainBy(optimizer);
        }
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          training.step();
        }
      }
      assertArrayEquals(expected, training.weights().toFloatArray());
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void frozenParametersStayAsTheyAre(InPlaceOptimizer optimizer) {
    try (SmallTraining training = new SmallTraining(TYPE)) {
      NDArray before = training.weights();
      training.parameters().get(0).freeze(true);
      training.trainBy(optimizer);
      training.step();
      boolean[] same = training.weights().eq(before).toBooleanArray();
      for (int i = 0; i < same.length; i++) {
        assertEquals(i < 12, same[i], "weight " + i);
      }
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        String frozen = training.parameters().get(0).getId();
        assertTrue(optimizer.preconditioner(frozen, manager).isEmpty());
      }
    }
  }

  @Test
  void theTrackerIsAskedOnceForEachParameterAndUpdate() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    ParameterTracker tracker =
        (id, update) -> {
          asked.add(id + " " + update);
          return 0.01f;
        };
    OneOfEach.builders()
        .map(builder -> builder.setLearningRateTracker(tracker).optBeginNumUpdate(7))
        .map(OneOfEach::build)
        .forEach(
            optimizer -> {
              asked.clear();
              try (SmallTraining training = new SmallTraining(TYPE, optimizer)) {
                training.step();
                training.step();
                List<String> expected = new ArrayList<>();
                for (Parameter parameter : training.parameters()) {
                  expected.add(parameter.getId() + " 8");
                  expected.add(parameter.getId() + " 9");
                }
                assertEquals(expected.stream().sorted().toList(), asked.stream().sorted().toList());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void updatesDoNotRecordAGraph(InPlaceOptimizer optimizer) {
    try (SmallTraining training = new SmallTraining(TYPE, optimizer)) {
      training.backward();
      // Open collectors record what happens on this thread.
      try (var collector = training.trainer().newGradientCollector()) {
        assertTrue(collector.toString().length() > 0);
        training.trainer().step();
        for (Parameter parameter : training.parameters()) {
          NDManager manager = parameter.getArray().getManager();
          assertTrue(parameter.getArray().hasGradient());
          NDArray d = optimizer.preconditioner(parameter.getId(), manager).orElseThrow();
          assertFalse(d.hasGradient());
          d.close();
        }
      }
      training.step();
    }
  }
}
