/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.features.Agop;
import io.catapult.djl.trace.Quantity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A builder says everything that is wrong, at once, with a remedy. */
class CatapultListenerBuilderTest {

  @TempDir Path folder;

  private final NDManager manager = NDManager.newBaseManager(null, "PyTorch");
  private final NDArray x = manager.ones(new Shape(6, 3));
  private final NDArray y = manager.ones(new Shape(6, 1));
  private final Optimizer optimizer =
      Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).build();

  @AfterEach
  void close() {
    manager.close();
  }

  private CatapultListenerBuilder sound() {
    return CatapultListener.builder().setOptimizer(optimizer).setProbeData(x, y);
  }

  private static void assertFault(CatapultListenerBuilder builder, String... parts) {
    String text = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "'" + part + "' in: " + text);
    }
  }

  @Test
  void nothingSetNamesEverythingThatIsRequired() {
    assertFault(
        CatapultListener.builder(),
        "Cannot build CatapultListener",
        "optimizer: expected the optimizer of the training, or its learning-rate tracker,"
            + " found neither; call setOptimizer or setTracker",
        "probeData: expected inputs and labels, or a dataset and a count, found none;"
            + " call setProbeData(x, y)");
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertFault(
        CatapultListener.builder()
            .setProbeData(x, manager.ones(new Shape(5, 1)))
            .optCost(null)
            .optTopEigenspace(0)
            .optFirstStep(-1)
            .optMemoryLimit(3)
            .optOverheadBudget(10)
            .optEvery(10)
            .optTraceFile(folder.resolve("missing").resolve("run.jsonl")),
        "found neither",
        "inputs and labels of one number of samples along their first axis, at least one,"
            + " found inputs [(6, 3)] and labels [(5, 1)]",
        "cost: expected a preset, found null",
        "topEigenspace: expected at least 1, found 0; call optTopEigenspace(5)",
        "firstStep: expected at least 0, found -1",
        "memoryLimit: expected at least 4, found 3; call optMemoryLimit(100_000)",
        "budget: expected a share above 0 and at most 1, found 10.0; call optOverheadBudget(0.10)",
        "budget: expected a budget or a schedule, found both;"
            + " leave one of optOverheadBudget and optSchedule out",
        "traceFile: expected a file in a folder that exists, found " + folder,
        "create the folder first");
  }

  @Test
  void aBudgetIsAShareOfTheTrainingTime() {
    for (double share : new double[] {0, -0.1, 1.01, Double.NaN}) {
      assertFault(sound().optOverheadBudget(share), "found " + share);
    }
    assertDoesNotThrow(() -> sound().optOverheadBudget(1).build().close());
  }

  @Test
  void aFolderIsNoTraceFile() {
    assertFault(
        sound().optTraceFile(folder), "traceFile: expected a file, found " + folder + ", a folder");
  }

  @Test
  void probeDataWithoutSamplesAreNone() {
    assertFault(sound().setProbeData(new NDList(), new NDList(y)), "found none");
    assertFault(sound().setProbeData((NDArray) null, y), "found none");
    assertFault(sound().setProbeData(x, null), "found none");
    assertFault(
        sound().setProbeData(manager.create(1f), manager.create(1f)), "inputs [()]", "labels [()]");
    assertFault(
        sound().setProbeData(manager.ones(new Shape(0, 3)), manager.ones(new Shape(0, 1))),
        "at least one, found inputs [(0, 3)]");
  }

  @Test
  void closedProbeDataAreAFault() {
    x.close();
    assertFault(sound(), "probeData: ", "the inputs", "closed");
  }

  @Test
  void theProbeDataAreCopied() {
    try (CatapultListener listener = sound().build()) {
      x.close();
      y.close();
      assertThrows(IllegalStateException.class, listener::trace);
    }
  }

  @Test
  void anotherTrackerThanTheOptimizersIsAFault() {
    assertFault(
        sound().setTracker(Tracker.fixed(0.2f)),
        "tracker: expected the tracker that the optimizer has, found another",
        "leave setTracker out");
  }

  @Test
  void theOptimizersOwnTrackerMayBeGivenToo() {
    Tracker rate = Tracker.fixed(0.1f);
    Optimizer own = Optimizer.sgd().setLearningRateTracker(rate).build();
    assertDoesNotThrow(
        () ->
            CatapultListener.builder()
                .setOptimizer(own)
                .setTracker(rate)
                .setProbeData(x, y)
                .build()
                .close());
  }

  @Test
  void anOptimizerWithoutAVisibleTrackerNeedsOne() {
    assertFault(
        sound().setOptimizer(new Unreadable()),
        "tracker: expected the learning-rate tracker of the optimizer, found none in a Unreadable",
        "call setTracker too");
    assertDoesNotThrow(
        () -> sound().setOptimizer(new Unreadable()).setTracker(Tracker.fixed(1)).build().close());
  }

  @Test
  void anAgopReferenceIsOverTheSameInputs() {
    try (Agop reference = Agop.ofMatrix(manager.eye(4))) {
      assertFault(
          sound().optAgop(reference),
          "agop: expected a reference over the 3 input features that it is measured on,"
              + " found one over 4");
      assertFault(
          sound().optAgop(reference, manager.ones(new Shape(2, 5))), "the 5 input features");
      NDArray four = manager.ones(new Shape(2, 2, 2));
      assertDoesNotThrow(() -> sound().optAgop(reference, four).build().close());
    }
  }

  @Test
  void anImageShapeIsThatOfTheInputsOfTheAgop() {
    assertFault(
        sound().optImageShape(1, 2, 2),
        "Cannot build CatapultListener. imageShape: expected that of inputs of shape (1, 2, 2), or"
            + " of 4 numbers in a row, found inputs of shape (3); give channels, height and width of"
            + " the images, or leave optImageShape out.");
    assertFault(
        sound().optImageShape(3, 0, 28),
        "Cannot build CatapultListener. imageShape: expected channels, height and width of at least"
            + " 1, found [3, 0, 28]; call optImageShape(1, 28, 28) for grey images of 28 x 28"
            + " pixels.");
    assertDoesNotThrow(() -> sound().optImageShape(1, 1, 3).build().close());
    NDArray images = manager.ones(new Shape(6, 1, 2, 4));
    assertDoesNotThrow(
        () -> sound().setProbeData(images, y).optImageShape(1, 2, 4).build().close());
    assertFault(
        sound().setProbeData(images, y).optImageShape(2, 2, 2), "found inputs of shape (1, 2, 4)");
    try (Agop reference = Agop.ofMatrix(manager.eye(4))) {
      NDArray four = manager.ones(new Shape(2, 4));
      assertDoesNotThrow(
          () -> sound().optAgop(reference, four).optImageShape(1, 2, 2).build().close());
      assertFault(
          sound().optAgop(reference, four).optImageShape(1, 1, 3), "found inputs of shape (4)");
    }
  }

  @Test
  void closedInputsOfTheAgopAreAFault() {
    try (Agop reference = Agop.ofMatrix(manager.eye(3))) {
      NDArray closed = manager.ones(new Shape(2, 3));
      closed.close();
      assertFault(sound().optAgop(reference, closed), "agop", "closed");
    }
  }

  @Test
  void aDatasetGivesSamplesThatAreSpreadOverIt() {
    ArrayDataset data = data();
    assertDoesNotThrow(() -> sound().setProbeData(data, 6).build().close());
    assertFault(
        sound().setProbeData(data, 7),
        "probeData: the dataset cannot be read",
        "expected a count between 1 and the dataset's 6, found 7");
    assertFault(sound().setProbeData(data, 0), "found 0");
  }

  private ArrayDataset data() {
    return new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(2, true).build();
  }

  @Test
  void theTraceCannotBeReadBeforeTheFirstBatch() {
    try (CatapultListener listener = sound().build()) {
      String text = assertThrows(IllegalStateException.class, listener::trace).getMessage();
      assertTrue(text.contains("Expected a training that has begun; found no batch yet"), text);
      assertTrue(text.contains("give the listener to the trainer's configuration"), text);
      assertFalse(listener.latest(Quantity.PROBE_LOSS).isPresent());
      assertEquals(0, listener.summary().steps());
      listener.flush();
    }
  }

  /** An optimizer that keeps its learning rates to itself. */
  private static final class Unreadable extends Optimizer {

    Unreadable() {
      super(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1)));
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray gradient) {}
  }
}
