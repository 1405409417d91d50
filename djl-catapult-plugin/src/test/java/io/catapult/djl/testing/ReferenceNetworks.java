/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import io.catapult.djl.nn.NtkConv2d;
import io.catapult.djl.nn.NtkLinear;
import java.util.List;

/**
 * The networks of {@code generate.py} and {@code generate_more.py} as DJL blocks, uninitialised.
 */
final class ReferenceNetworks {

  /** PyTorch's default, as the float that DJL keeps. */
  private static final float EPSILON = 1e-5f;

  private static final List<String> TOKENS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight");

  private ReferenceNetworks() {}

  static Block ntkFcn(int outputs, boolean bias) {
    return new SequentialBlock()
        .add(ntkLinear(16, bias))
        .add(Activation.reluBlock())
        .add(ntkLinear(16, bias))
        .add(Activation.reluBlock())
        .add(ntkLinear(outputs, bias));
  }

  static Block tanhFcn(int outputs) {
    return new SequentialBlock()
        .add(linear(12))
        .add(Activation.tanhBlock())
        .add(linear(12))
        .add(Activation.tanhBlock())
        .add(linear(outputs));
  }

  static Block ntkCnn(int outputs) {
    return new SequentialBlock()
        .add(ntkConvolution())
        .add(Activation.reluBlock())
        .add(ntkConvolution())
        .add(Activation.reluBlock())
        .add(Blocks.batchFlattenBlock())
        .add(ntkLinear(outputs, true));
  }

  static Block ntkCnnDeep(int outputs) {
    return new SequentialBlock()
        .add(ntkConvolution())
        .add(Activation.reluBlock())
        .add(residual(ntkConvolution(), Activation.reluBlock()))
        .add(residual(ntkConvolution(), Activation.reluBlock()))
        .add(Blocks.batchFlattenBlock())
        .add(ntkLinear(outputs, true));
  }

  static Block convMixed(int outputs) {
    return new SequentialBlock()
        .add(convolution(4, 3, 3).optStride(new Shape(2, 2)).optPadding(new Shape(1, 1)).build())
        .add(BatchNorm.builder().optEpsilon(EPSILON).build())
        .add(Activation.reluBlock())
        .add(
            residual(
                convolution(4, 3, 3).optPadding(new Shape(1, 1)).optBias(false).build(),
                Activation.tanhBlock()))
        .add(Pool.avgPool2dBlock(new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(linear(outputs));
  }

  static Block layerNorm(int outputs) {
    return new SequentialBlock()
        .add(linear(10))
        .add(LayerNorm.builder().optEpsilon(EPSILON).build())
        .add(Activation.geluBlock())
        .add(linear(outputs));
  }

  static Block conv1d(int outputs) {
    return new SequentialBlock()
        .add(
            Conv1d.builder()
                .setFilters(6)
                .setKernelShape(new Shape(3))
                .optStride(new Shape(2))
                .optPadding(new Shape(2))
                .optDilation(new Shape(2))
                .optGroups(2)
                .build())
        .add(Activation.reluBlock())
        .add(Conv1d.builder().setFilters(4).setKernelShape(new Shape(2)).build())
        .add(Blocks.batchFlattenBlock())
        .add(linear(outputs));
  }

  static Block conv2dGroups(int outputs) {
    return new SequentialBlock()
        .add(
            convolution(6, 3, 2)
                .optStride(new Shape(2, 1))
                .optPadding(new Shape(2, 1))
                .optDilation(new Shape(2, 2))
                .optGroups(2)
                .build())
        .add(Activation.reluBlock())
        .add(convolution(4, 2, 3).optGroups(2).optBias(false).build())
        .add(Activation.tanhBlock())
        .add(Blocks.batchFlattenBlock())
        .add(linear(outputs));
  }

  static Block sequence(int outputs) {
    return new SequentialBlock()
        .add(linear(6))
        .add(Activation.tanhBlock())
        .add(new AttentionHead(6))
        .add(LayerNorm.builder().axis(2).optEpsilon(EPSILON).build())
        .addSingleton(ReferenceNetworks::timeMean, "timeMean")
        .add(linear(outputs));
  }

  static Block embedding(int outputs) {
    return new SequentialBlock()
        .add(new TrainableWordEmbedding(new DefaultVocabulary(TOKENS), 5))
        .addSingleton(ReferenceNetworks::timeMean, "timeMean")
        .add(Activation.tanhBlock())
        .add(linear(outputs));
  }

  static Block batchNorm1d(int outputs) {
    return new SequentialBlock()
        .add(linear(8))
        .add(BatchNorm.builder().optEpsilon(EPSILON).build())
        .add(Activation.swishBlock(1))
        .add(linear(outputs));
  }

  static Block maxPool(int outputs) {
    return new SequentialBlock()
        .add(convolution(4, 3, 3).optPadding(new Shape(1, 1)).build())
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(linear(outputs));
  }

  private static Block linear(long units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block ntkLinear(long units, boolean bias) {
    return NtkLinear.builder().setUnits(units).optBias(bias).build();
  }

  private static Block ntkConvolution() {
    return NtkConv2d.builder()
        .setFilters(4)
        .setKernelShape(new Shape(3, 3))
        .optPadding(new Shape(1, 1))
        .build();
  }

  private static Conv2d.Builder convolution(int filters, long height, long width) {
    return Conv2d.builder().setFilters(filters).setKernelShape(new Shape(height, width));
  }

  private static Block residual(Block... body) {
    return new ParallelBlock(
            branches ->
                new NDList(
                    branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow())))
        .add(Blocks.identityBlock())
        .add(new SequentialBlock().addAll(body));
  }

  private static NDArray timeMean(NDArray sequence) {
    return sequence.mean(new int[] {1});
  }
}
