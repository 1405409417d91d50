/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/**
 * Batch normalisation of images [n, channels, rows, columns] that is by the statistics of the batch
 * in evaluation too: gamma_c (x - mean_c) / sqrt(var_c + 1e-5) + beta_c, mean and variance over n,
 * rows and columns. What is measured in evaluation, as by a {@code ModelView}, is then of the
 * function that is trained; DJL's own block goes by its running statistics there.
 */
final class BatchStandardization extends AbstractBlock {

  private static final double EPSILON = 1e-5;
  private static final byte VERSION = 1;

  private final Parameter gamma =
      addParameter(
          Parameter.builder()
              .setName("gamma")
              .setType(Parameter.Type.GAMMA)
              .optInitializer(Initializer.ONES)
              .build());
  private final Parameter beta =
      addParameter(
          Parameter.builder()
              .setName("beta")
              .setType(Parameter.Type.BETA)
              .optInitializer(Initializer.ZEROS)
              .build());

  /** A block with gamma 1 and beta 0 at the start. */
  BatchStandardization() {
    super(VERSION);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    NDArray scale = store.getValue(gamma, x.getDevice(), training).reshape(1, -1, 1, 1);
    NDArray shift = store.getValue(beta, x.getDevice(), training).reshape(1, -1, 1, 1);
    NDArray centred = x.sub(channelMeans(x));
    NDArray deviation = channelMeans(centred.square()).add(EPSILON).sqrt();
    return new NDList(centred.div(deviation).mul(scale).add(shift));
  }

  /** [1, channels, 1, 1]; the engine's mean takes one axis. */
  private static NDArray channelMeans(NDArray x) {
    long channels = x.getShape().get(1);
    NDArray rows = x.transpose(1, 0, 2, 3).reshape(channels, -1);
    return rows.mean(new int[] {1}).reshape(1, channels, 1, 1);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }

  @Override
  protected void prepare(Shape[] inputs) {
    if (inputs[0].dimension() != 4) {
      throw new IllegalArgumentException(
          "expected images [n, channels, rows, columns], found %s; reshape the input"
              .formatted(inputs[0]));
    }
    Shape channels = new Shape(inputs[0].get(1));
    gamma.setShape(channels);
    beta.setShape(channels);
  }
}
