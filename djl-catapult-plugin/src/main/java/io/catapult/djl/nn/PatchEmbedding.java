/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * The tokens of an image: z_0 = [class; x_1 E; ..; x_T E] + P, input [n, c, h, w], output [n, T +
 * 1, D] for T = h w / p^2 patches of p x p pixels.
 *
 * <p>Dosovitskiy et al., An image is worth 16x16 words, Eq. 1. E is a convolution with window and
 * stride p. The position table P is a linear layer without bias applied to one-hot rows, [n, T + 1,
 * T + 1], so that whatever handles linear layers along a sequence handles it. The class token and
 * its position are one vector, P_0, since the network only sees their sum.
 */
final class PatchEmbedding extends AbstractBlock {

  private static final byte VERSION = 1;

  private final int patchSize;
  private Block projection;
  private Block positions;

  PatchEmbedding(LayerFactory layers, int patchSize, int width) {
    super(VERSION);
    this.patchSize = patchSize;
    projection = addChildBlock("projection", layers.conv2d(width, patchSize, patchSize, 0));
    positions = addChildBlock("positions", layers.table(width));
  }

  @Override
  protected void beforeInitialize(Shape... inputShapes) {
    super.beforeInitialize(inputShapes);
    Shape image = inputShapes[0];
    if (image.dimension() != 4 || image.get(2) % patchSize != 0 || image.get(3) % patchSize != 0) {
      throw new IllegalArgumentException(
          "Expected images [n, channels, height, width] of whole %d x %d patches, found shape %s; "
                  .formatted(patchSize, patchSize, image)
              + "crop them or choose another optPatchSize");
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    projection.initialize(manager, dataType, inputShapes);
    long tokens = getOutputShapes(inputShapes)[0].get(1);
    positions.initialize(manager, dataType, new Shape(inputShapes[0].get(0), tokens, tokens));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      PairList<String, Object> params) {
    NDArray patches =
        projection.forward(parameterStore, inputs, training, params).singletonOrThrow();
    Shape shape = patches.getShape();
    NDManager manager = patches.getManager();
    int tokens = Math.toIntExact(shape.get(2) * shape.get(3) + 1);
    NDArray rows = patches.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
    Device device = patches.getDevice();
    DataType type = patches.getDataType();
    NDArray blank = manager.zeros(new Shape(shape.get(0), 1, shape.get(1)), type, device);
    NDArray identity = manager.eye(tokens, tokens, 0, type, device);
    NDList codes = new NDList(identity.broadcast(shape.get(0), tokens, tokens));
    NDArray places = positions.forward(parameterStore, codes, training, params).singletonOrThrow();
    return new NDList(blank.concat(rows, 1).add(places));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape patches = projection.getOutputShapes(inputShapes)[0];
    long tokens = patches.get(2) * patches.get(3) + 1;
    return new Shape[] {new Shape(patches.get(0), tokens, patches.get(1))};
  }
}
