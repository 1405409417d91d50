/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.translate.TranslateException;
import io.catapult.djl.autodiff.MeasurementException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Adds up an AGOP over chunks of samples. The gradients themselves are kept while they are fewer
 * numbers than the d x d matrix; from then on sums are kept in float64, to which d rows at a time
 * are added. Which of the two it is depends on the number of rows only, not on how they came.
 */
final class AgopSum implements AutoCloseable {

  /** Samples that are read from a dataset at a time. */
  private static final int DATASET_BATCH = 128;

  private final NDManager manager;
  private final DataType type;
  private final InputGradients gradients;
  private final List<NDArray> pending = new ArrayList<>();
  private long pendingRows;
  private NDArray total;
  private long samples;
  private Shape sampleShape;

  AgopSum(InputGradients gradients) {
    this.manager = NDManager.newBaseManager(gradients.model().device(), "PyTorch");
    this.type = gradients.model().dataType();
    this.gradients = gradients;
  }

  void addBatch(NDList x) {
    gradients.forEachChunk(x, this::add);
  }

  void addDataset(Dataset dataset) throws IOException, TranslateException {
    try (NDManager scope = manager.newSubManager()) {
      for (Batch batch : batches(dataset, scope)) {
        try (batch) {
          addBatch(batch.getData().toDevice(manager.getDevice(), false));
        }
      }
    }
  }

  private static Iterable<Batch> batches(Dataset dataset, NDManager scope)
      throws IOException, TranslateException {
    return dataset instanceof RandomAccessDataset random
        ? random.getData(scope, new BatchSampler(new SequenceSampler(), DATASET_BATCH))
        : dataset.getData(scope);
  }

  /** Adds the gradients [c, k, ...] of c samples. */
  private void add(NDArray chunk) {
    Shape shape = chunk.getShape().slice(1);
    if (sampleShape == null) {
      sampleShape = shape;
    }
    requireSameShape(shape);
    chunk.attach(manager);
    pending.add(chunk);
    pendingRows += chunk.getShape().get(0) * shape.get(0);
    samples += chunk.getShape().get(0);
    if (pendingRows > capacity()) {
      flush();
    }
  }

  /**
   * The AGOP of all that was added.
   *
   * @throws MeasurementException if nothing was
   */
  Agop finish() {
    if (samples == 0) {
      throw new MeasurementException(
          "data with at least one sample",
          "none",
          "check the limit and the sampler of the dataset, and whether it was read already");
    }
    if (total != null && pendingRows > 0) {
      flush();
    }
    NDManager owner = NDManager.newBaseManager(manager.getDevice(), "PyTorch");
    Agop.Origin origin =
        new Agop.Origin(samples, sampleShape.get(0), sampleShape.slice(1), gradients.memoryBytes());
    if (total == null) {
      return new Agop(owner, origin, new GradientFactor(takePending(owner), samples));
    }
    SymmetricProduct.complete(total);
    NDArray matrix = total.divi(samples).toType(type, false);
    matrix.attach(owner);
    return new Agop(owner, origin, new DenseMatrix(matrix));
  }

  private void flush() {
    requireMatrixFits();
    long d = inputSize();
    if (total == null) {
      total = manager.zeros(new Shape(d, d), DataType.FLOAT64);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray transposed = takePending(scope).transpose();
      if (type == DataType.FLOAT64) {
        SymmetricProduct.addLower(total, transposed);
      } else {
        NDArray part = scope.zeros(new Shape(d, d), type);
        SymmetricProduct.addLower(part, transposed);
        total.addi(part);
      }
    }
  }

  private NDArray takePending(NDManager owner) {
    NDArray rows = Views.joinRows(pending, owner);
    pending.forEach(NDArray::close);
    pending.clear();
    pendingRows = 0;
    return rows;
  }

  private long inputSize() {
    return sampleShape.slice(1).size();
  }

  /** Rows that are kept as they are. */
  private long capacity() {
    return Math.min(inputSize(), gradients.memoryBytes() / (inputSize() * type.getNumOfBytes()));
  }

  private void requireSameShape(Shape shape) {
    if (!shape.equals(sampleShape)) {
      throw new MeasurementException(
          "outputs and inputs of one shape, so far "
              + sampleShape.get(0)
              + " and "
              + sampleShape.slice(1),
          shape.get(0) + " outputs and inputs " + shape.slice(1),
          "bring all samples to one shape, by padding or resizing");
    }
  }

  private void requireMatrixFits() {
    long d = inputSize();
    // The sums, the part that is being added, and the rows that it comes from.
    double bytes = (double) d * d * (Double.BYTES + 2 * type.getNumOfBytes());
    if (bytes > gradients.memoryBytes()) {
      throw new MeasurementException(
          "at most "
              + capacity() / sampleShape.get(0)
              + " samples, whose gradients fit in the bound on memory of "
              + gradients.memoryBytes()
              + " bytes",
          "more, of d = "
              + d
              + " numbers: their d x d matrix takes "
              + String.format(Locale.ROOT, "%.3g", bytes)
              + " bytes",
          "give fewer samples, make the inputs smaller, or raise the bound with withMemoryBytes");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
