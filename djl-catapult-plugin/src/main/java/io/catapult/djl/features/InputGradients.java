/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The gradients of a model's outputs by its inputs: row i*k + c of F [n*k, d] is d f_c(x_i) / d
 * x_i, the d numbers of an input flattened in row-major order. Nothing is averaged.
 *
 * <p>A row is right only if output i depends on input i alone, as it does in evaluation mode unless
 * a layer mixes the samples of a batch.
 *
 * <p>Cost: one forward pass, and for each of the k outputs one backward pass to the inputs (none to
 * the weights). A batch whose graph would exceed the memory bound is worked off in chunks of
 * samples.
 */
public final class InputGradients {

  /** One gibibyte. */
  private static final long DEFAULT_MEMORY = 1L << 30;

  private final ModelView model;
  private final long memoryBytes;

  private InputGradients(ModelView model, long memoryBytes) {
    this.model = model;
    this.memoryBytes = memoryBytes;
  }

  /**
   * The input gradients of a model, in up to one gibibyte.
   *
   * @param model measured at its present weights by every call; stays the caller's to close
   */
  public static InputGradients of(ModelView model) {
    return new InputGradients(Objects.requireNonNull(model, "model"), DEFAULT_MEMORY);
  }

  /**
   * The same with another bound on memory.
   *
   * @param bytes about how much the graph of a chunk of samples may take, and as much again the
   *     gradients or sums that are kept; the model's weights come on top
   * @throws MeasurementException if it is not positive
   */
  public InputGradients withMemoryBytes(long bytes) {
    if (bytes <= 0) {
      throw new MeasurementException(
          "a positive number of bytes", String.valueOf(bytes), "give for example 1L << 30");
    }
    return new InputGradients(model, bytes);
  }

  /** The bound on memory, in bytes. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /**
   * The gradients of a batch.
   *
   * @param manager the owner of the result
   * @param x one floating-point array [n, ...] on the model's device
   * @return F [n*k, d] of the model's type, row i*k + c for output c of sample i
   * @throws MeasurementException if x is not one floating-point array with samples, does not suit
   *     the model, if inputs, outputs or gradients are not finite, or F exceeds the bound on memory
   */
  public NDArray rows(NDManager manager, NDList x) {
    try (NDManager scope = newManager()) {
      List<NDArray> chunks = new ArrayList<>();
      forEachChunk(
          x,
          chunk -> {
            requireRowsFit(x.head().getShape().get(0), chunk.getShape());
            chunk.attach(scope);
            chunks.add(chunk);
          });
      return Views.joinRows(chunks, manager);
    }
  }

  /**
   * Hands over the gradients of consecutive samples in turn, each time [c, k, ...] for c of them;
   * closed afterwards unless the consumer attaches them elsewhere.
   */
  void forEachChunk(NDList x, Consumer<NDArray> consumer) {
    NDArray input = requireSingle(x);
    Shape shape = input.getShape();
    long samples = shape.dimension() == 0 ? 0 : shape.get(0);
    ChunkSize size = new ChunkSize(memoryBytes, shape, model.dataType());
    long start = 0;
    do {
      long end = Math.min(samples, start + size.samples());
      try (NDManager scope = newManager()) {
        NDArray part = end - start == samples ? input : Views.rows(input, start, end, scope);
        NDArray gradients = gradients(part, size, scope);
        if (gradients != null) {
          requireFinite(gradients, scope);
          consumer.accept(gradients);
          start = end;
        }
      }
    } while (start < samples);
  }

  ModelView model() {
    return model;
  }

  /** The gradients [c, k, ...], or null if their graph exceeds the bound and is to be cut. */
  private NDArray gradients(NDArray x, ChunkSize size, NDManager owner) {
    try (Evaluation evaluation = model.evaluate(new NDList(x), Leaves.INPUTS)) {
      return size.fits(evaluation)
          ? Aten.rowGradients(owner, evaluation.outputs(), evaluation.leaves()).head()
          : null;
    }
  }

  private NDManager newManager() {
    return NDManager.newBaseManager(model.device(), "PyTorch");
  }

  private static NDArray requireSingle(NDList x) {
    if (x.size() != 1) {
      throw new MeasurementException(
          "one input array to differentiate by",
          x.size() + " arrays",
          "give one array [n, ...], or wrap the model in a block that holds its other inputs");
    }
    Inputs.requireOpen(x.head(), "input 0");
    return x.head();
  }

  private void requireRowsFit(long samples, Shape chunk) {
    long bytes = samples * (chunk.size() / chunk.get(0)) * model.dataType().getNumOfBytes();
    if (bytes > memoryBytes) {
      throw new MeasurementException(
          "input gradients of at most " + memoryBytes + " bytes",
          samples + " samples with " + chunk.slice(1) + " numbers each, " + bytes + " bytes",
          "raise the bound with withMemoryBytes, give fewer samples, or use Agop, which adds them"
              + " up");
    }
  }

  private static void requireFinite(NDArray gradients, NDManager scope) {
    if (!Aten.finite(scope, new NDList(gradients))[0]) {
      throw new MeasurementException(
          "finite input gradients",
          "NaN or infinite ones at finite inputs and outputs",
          "look for a square root, logarithm or norm that is evaluated at 0, and add a small"
              + " constant there");
    }
  }
}
