/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.catapult.djl.nn.NtkConvolution;
import io.catapult.djl.nn.NtkLayer;
import io.catapult.djl.nn.NtkLinear;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Which blocks are layers with a rule. A subclass counts only if its {@code forwardInternal} is the
 * known class's own.
 */
final class KnownLayers {

  private static final Set<Class<?>> FORWARDS =
      Set.of(
          Linear.class,
          Convolution.class,
          LayerNorm.class,
          BatchNorm.class,
          Embedding.class,
          NtkLayer.class);

  private static final Class<?>[] FORWARD_ARGUMENTS = {
    ParameterStore.class, NDList.class, boolean.class, PairList.class
  };

  private KnownLayers() {}

  static boolean isKnown(Block block) {
    boolean ntk = !(block instanceof NtkLayer) || hasKnownProduct(block.getClass());
    return ntk && FORWARDS.contains(declaring(block.getClass()));
  }

  /** Whether a block is z = W a + b for a product that is linear in W and in a, in evaluation. */
  static boolean isProduct(Block block) {
    return isKnown(block)
        && (block instanceof Linear
            || block instanceof Convolution
            || block instanceof BatchNorm
            || block instanceof NtkLinear
            || block instanceof NtkConvolution);
  }

  /** An NTK layer of a user's own may multiply W and x in a way of its own. */
  private static boolean hasKnownProduct(Class<?> type) {
    return type.getPackage().equals(NtkLayer.class.getPackage());
  }

  /** The class whose forward pass a block of this class runs. */
  private static Class<?> declaring(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals("forwardInternal")
            && Arrays.equals(method.getParameterTypes(), FORWARD_ARGUMENTS)) {
          return c;
        }
      }
    }
    return null;
  }

  /** Describes a known block; {@code index} gives a parameter's place among the trainable. */
  static Layer describe(Block block, ToIntFunction<Parameter> index) {
    if (block instanceof Linear) {
      return new Layer.Linear(of(block, "weight", index), of(block, "bias", index), 1);
    } else if (block instanceof NtkLinear ntk) {
      return new Layer.Linear(of(block, "weight", index), of(block, "bias", index), ntk.scale());
    } else if (block instanceof Convolution c) {
      ConvolutionGeometry geometry =
          new ConvolutionGeometry(c.getGroups(), c.getStride(), c.getPadding(), c.getDilation());
      return convolution(block, index, 1, geometry);
    } else if (block instanceof NtkConvolution c) {
      ConvolutionGeometry geometry =
          new ConvolutionGeometry(c.getGroups(), c.getStride(), c.getPadding(), c.getDilation());
      return convolution(block, index, c.scale(), geometry);
    } else if (block instanceof Embedding) {
      Shape table = block.getDirectParameters().get("embedding").getShape();
      return new Layer.Embedding(of(block, "embedding", index), table);
    }
    Shape shape = block.getDirectParameters().get("gamma").getShape();
    int axis = block instanceof BatchNorm norm ? channelAxis(norm) : -shape.dimension();
    return new Layer.Affine(of(block, "gamma", index), of(block, "beta", index), axis, shape);
  }

  private static Layer convolution(
      Block block, ToIntFunction<Parameter> index, double scale, ConvolutionGeometry geometry) {
    Shape shape = block.getDirectParameters().get("weight").getShape();
    return new Layer.Convolution(
        of(block, "weight", index), of(block, "bias", index), scale, geometry, shape);
  }

  private static int of(Block block, String name, ToIntFunction<Parameter> index) {
    Parameter parameter = block.getDirectParameters().get(name);
    return parameter == null ? Layer.NONE : index.applyAsInt(parameter);
  }

  private static int channelAxis(BatchNorm block) {
    return (Integer) field(BatchNorm.class, "axis", block);
  }

  /** What a block makes of the outputs of its branches. */
  @SuppressWarnings("unchecked")
  static NDList combine(ParallelBlock block, List<NDList> branches) {
    Object function = field(ParallelBlock.class, "function", block);
    return ((Function<List<NDList>, NDList>) function).apply(branches);
  }

  private static <T> Object field(Class<T> type, String name, T block) {
    try {
      var field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(block);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "DJL's " + type.getSimpleName() + " has no field \"" + name + "\" any more", e);
    }
  }

  /** What multiplies the layer's parameters: its input, for norms the normalised input. */
  static NDArray factor(Block block, Layer layer, LeafStore store, NDList inputs) {
    if (!(layer instanceof Layer.Affine)) {
      return inputs.head();
    }
    return GradMode.paused(
        () -> block.forward(new UnitAffineStore(store, block), inputs, false, null).head());
  }

  /** Answers gamma = 1 and beta = 0 for one norm block. */
  private static final class UnitAffineStore extends ParameterStore {

    private final LeafStore store;
    private final Block block;

    UnitAffineStore(LeafStore store, Block block) {
      super(store.getManager(), false);
      this.store = store;
      this.block = block;
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
      NDArray value = store.peek(parameter);
      if (parameter == block.getDirectParameters().get("gamma")) {
        return value.onesLike();
      }
      return parameter == block.getDirectParameters().get("beta") ? value.zerosLike() : value;
    }
  }
}
