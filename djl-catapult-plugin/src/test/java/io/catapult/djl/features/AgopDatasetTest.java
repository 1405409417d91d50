/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import ai.djl.util.RandomUtils;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.Tolerances;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AGOPs over datasets against the AGOP over all samples in one batch. */
class AgopDatasetTest extends FeaturesFixture {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 300})
  void batchesGiveWhatTheWholeGives(int batchSize) throws IOException, TranslateException {
    // 300 samples exceed d = 40 (the matrix is summed up), and d = 700 (gradients are kept).
    assertDatasetIsOneBatch(40, batchSize);
    assertDatasetIsOneBatch(700, batchSize);
  }

  private void assertDatasetIsOneBatch(int d, int batchSize)
      throws IOException, TranslateException {
    NDArray x = normal(300, d);
    Block network = tanhNetwork(DataType.FLOAT64, d, 2);
    try (ModelView model = ModelView.of(network);
        Agop whole = Agop.of(model, x);
        Agop summed = Agop.of(model, inBatches(x, batchSize))) {
      assertEquals(300, summed.samples());
      assertEquals(whole.hasFactor(), summed.hasFactor());
      assertTrue(Tolerances.relativeError(summed.matrix(), whole.matrix()) < ROUNDING_64);
    }
  }

  @Test
  void singlePrecisionSumsKeepTheirPrecisionOverManyBatches()
      throws IOException, TranslateException {
    NDArray x = normal(DataType.FLOAT32, 20_000, 6);
    Block network = tanhNetwork(DataType.FLOAT32, 6, 1);
    try (ModelView model = ModelView.of(network);
        ModelView wide = model.toType(DataType.FLOAT64);
        Agop truth = Agop.of(wide, x);
        Agop summed = Agop.of(model, inBatches(x, 10))) {
      // A running sum in float32 would lose 20,000 / 2 roundings of 6e-8 in the worst case.
      assertTrue(Tolerances.relativeError(summed.matrix(), truth.matrix()) < 1e-6);
    }
  }

  @Test
  void aShuffledDatasetIsReadWholeAndWithoutRandomNumbers() throws IOException, TranslateException {
    NDArray x = normal(10, 4);
    ArrayDataset dataset =
        new ArrayDataset.Builder()
            .setData(x)
            .optLabels(normal(10, 1))
            .setSampling(3, true, true)
            .build();
    RandomUtils.RANDOM.setSeed(5);
    int next = RandomUtils.nextInt(1 << 30);
    RandomUtils.RANDOM.setSeed(5);
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 1));
        Agop whole = Agop.of(model, x);
        Agop summed = Agop.of(model, dataset)) {
      assertEquals(next, RandomUtils.nextInt(1 << 30));
      assertEquals(10, summed.samples(), "its own sampler drops the last one");
      assertTrue(Tolerances.relativeError(summed.matrix(), whole.matrix()) < ROUNDING_64);
    }
  }

  @Test
  void theOrderOfBatchesDoesNotMatter() throws IOException, TranslateException {
    NDArray x = normal(50, 6);
    Batches forward = inBatches(x, 8);
    Batches backward = new Batches(new ArrayList<>(forward.parts()));
    Collections.reverse(backward.parts());
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 6, 1));
        Agop first = Agop.of(model, forward);
        Agop second = Agop.of(model, backward)) {
      assertTrue(Tolerances.relativeError(second.matrix(), first.matrix()) < ROUNDING_64);
    }
  }

  @Test
  void everyBatchIsClosed() throws IOException, TranslateException {
    Batches dataset = inBatches(normal(9, 4), 2);
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 1));
        Agop agop = Agop.of(model, dataset)) {
      assertEquals(9, agop.samples());
      assertEquals(5, dataset.managers.size());
      assertTrue(dataset.managers.stream().noneMatch(NDManager::isOpen));
    }
  }

  @Test
  void summingUpHoldsNothingOfEarlierBatches() throws IOException, TranslateException {
    Batches dataset = inBatches(normal(90, 4), 3);
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 1));
        Agop agop = Agop.of(model, dataset)) {
      assertEquals(90, agop.samples());
      // The sums are there from the third batch on; every other batch is kept for the next.
      assertEquals(dataset.held.get(2), dataset.held.get(28));
      assertEquals(dataset.held.get(3), dataset.held.get(29));
    }
  }

  @Test
  void aBadBatchIsReportedAndAllBatchesAreClosed() {
    NDArray bad = normal(2, 4).mul(Double.NaN);
    Batches dataset = new Batches(List.of(normal(2, 4), bad, normal(2, 4)));
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 1))) {
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> Agop.of(model, dataset));
      assertTrue(error.getMessage().contains("NaN"), error.getMessage());
      assertTrue(dataset.managers.stream().noneMatch(NDManager::isOpen));
    }
  }

  @Test
  void samplesOfDifferentShapesAreRefused() {
    Block anyShape = initialize(new MeanOfSquares(), DataType.FLOAT64, 4);
    Batches dataset = new Batches(List.of(normal(2, 4), normal(2, 5)));
    try (ModelView model = ModelView.of(anyShape)) {
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> Agop.of(model, dataset));
      assertEquals(
          "Expected outputs and inputs of one shape, so far 1 and (4); found 1 outputs and inputs"
              + " (5). Remedy: bring all samples to one shape, by padding or resizing.",
          error.getMessage());
    }
  }

  @Test
  void anEmptyDatasetIsRefused() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 1))) {
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> Agop.of(model, new Batches(List.of())));
      assertTrue(error.getMessage().startsWith("Expected data with at least one sample; found"));
    }
  }

  @Test
  void anAgopThatFitsInNeitherFormIsRefused() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 1000, 1))) {
      InputGradients bounded = InputGradients.of(model).withMemoryBytes(1L << 20);
      Batches dataset = inBatches(normal(DataType.FLOAT32, 270, 1000), 64);
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> Agop.of(bounded, dataset));
      assertEquals(
          "Expected at most 262 samples, whose gradients fit in the bound on memory of 1048576"
              + " bytes; found more, of d = 1000 numbers: their d x d matrix takes 1.60e+07 bytes."
              + " Remedy: give fewer samples, make the inputs smaller, or raise the bound with"
              + " withMemoryBytes.",
          error.getMessage());
    }
  }

  private Batches inBatches(NDArray x, int size) {
    List<NDArray> parts = new ArrayList<>();
    int n = (int) x.getShape().get(0);
    for (int start = 0; start < n; start += size) {
      parts.add(x.get("{}:{}", start, Math.min(n, start + size)));
    }
    return new Batches(parts);
  }

  /** A dataset that is no {@code RandomAccessDataset}: it gives the batches that it was given. */
  private static final class Batches implements Dataset {

    private final List<NDArray> parts;
    private final List<NDManager> managers = new ArrayList<>();

    /** The number of arrays that the sum held when each batch was asked for. */
    private final List<Integer> held = new ArrayList<>();

    Batches(List<NDArray> parts) {
      this.parts = parts;
    }

    List<NDArray> parts() {
      return parts;
    }

    @Override
    public Iterable<Batch> getData(NDManager manager) {
      return () -> parts.stream().map(part -> batch(part, manager)).iterator();
    }

    private Batch batch(NDArray part, NDManager parent) {
      held.add(parent.getParentManager().getManagedArrays().size());
      NDManager owner = parent.newSubManager();
      managers.add(owner);
      int size = (int) part.getShape().get(0);
      NDArray data = NDArrays.concat(new NDList(part));
      NDList labels = new NDList(owner.zeros(part.getShape()));
      return new Batch(
          owner, new NDList(data), labels, size, Batchifier.STACK, Batchifier.STACK, 0, 0);
    }

    @Override
    public void prepare(Progress progress) {
      // The batches are there.
    }
  }
}
