/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.transformer.TransformerEncoderBlock;
import ai.djl.training.initializer.NormalInitializer;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.Tolerances;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which route each parameter takes, and that the kernel is right by whichever it took. */
class UnusualBlocksTest {

  private static final Shape MATRIX = new Shape(5, 4);
  private static final Shape SEQUENCE = new Shape(5, 3, 4);

  /** Blocks of DJL that create some of their arrays in float32 whatever they are asked for. */
  private static final Set<String> FLOAT32_ONLY = Set.of("lstm", "transformer");

  static Stream<Arguments> blocks() {
    return Stream.of(
        Arguments.of("shared weight", new UnusualBlocks.SharedWeight(), MATRIX, Set.of("layer")),
        Arguments.of("own parameter", new UnusualBlocks.Scale(), MATRIX, Set.of("scale")),
        Arguments.of("direct", new UnusualBlocks.DirectScale(), MATRIX, Set.of("scale")),
        Arguments.of("time-major", new UnusualBlocks.TimeMajor(), SEQUENCE, Set.of("layer")),
        Arguments.of("in place after", new UnusualBlocks.InPlaceAfter(), MATRIX, Set.of()),
        Arguments.of("overridden", new UnusualBlocks.DoubledLinear(), MATRIX, Set.of("")),
        Arguments.of(
            "renamed",
            new SequentialBlock().add(new UnusualBlocks.NamedLinear()),
            MATRIX,
            Set.of()),
        Arguments.of("captured", UnusualBlocks.captured(), MATRIX, Set.of("")),
        Arguments.of("repeated", new UnusualBlocks.Repeated(), SEQUENCE, Set.of()),
        Arguments.of("mlp", new Mlp(4, 2, new int[] {6, 5}), MATRIX, Set.of()),
        Arguments.of("lstm", lstm(), SEQUENCE, Set.of("LSTM")),
        Arguments.of("transformer", transformer(), SEQUENCE, Set.of("Norm")),
        Arguments.of("3-d convolution", conv3d(), new Shape(4, 2, 4, 4, 3), Set.of()),
        Arguments.of("norms", norms(), new Shape(4, 3, 4, 4), Set.of()),
        Arguments.of("resnet", resNet(), new Shape(3, 3, 8, 8), Set.of()));
  }

  private static Block lstm() {
    return new SequentialBlock()
        .add(LSTM.builder().setNumLayers(1).setStateSize(3).optBatchFirst(true).build())
        .add(UnusualBlocks.square(2));
  }

  private static Block transformer() {
    return new SequentialBlock()
        .add(new TransformerEncoderBlock(4, 2, 6, 0.5f, x -> new NDList(x.head().tanh())))
        .add(x -> new NDList(x.head().mean(new int[] {1})))
        .add(UnusualBlocks.square(2));
  }

  private static Block conv3d() {
    Shape window = new Shape(3, 2, 2);
    return new SequentialBlock()
        .add(
            Conv3d.builder()
                .setFilters(4)
                .setKernelShape(window)
                .optStride(new Shape(1, 2, 1))
                .optPadding(new Shape(1, 0, 1))
                .optGroups(2)
                .build())
        .add(Activation::tanh)
        .add(Blocks.batchFlattenBlock())
        .add(UnusualBlocks.square(2));
  }

  /** Layer norm over a whole image, and batch norm along another axis than the second. */
  private static Block norms() {
    return new SequentialBlock()
        .add(LayerNorm.builder().build())
        .add(BatchNorm.builder().optAxis(2).build())
        .add(Activation::tanh)
        .add(Blocks.batchFlattenBlock())
        .add(UnusualBlocks.square(2));
  }

  private static Block resNet() {
    return ResNetV1.builder()
        .setImageShape(new Shape(3, 8, 8))
        .setNumLayers(8)
        .setOutSize(2)
        .build();
  }

  /** {@code byParts} are parts of the names of all parameters that must take the generic route. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void kernelIsRightByWhicheverRoute(String name, Block block, Shape shape, Set<String> byParts) {
    Engine.getInstance().setRandomSeed(1);
    DataType type = FLOAT32_ONLY.contains(name) ? DataType.FLOAT32 : DataType.FLOAT64;
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      block.setInitializer(new NormalInitializer(0.5f), Parameter.Type.WEIGHT);
      block.initialize(manager, type, shape);
      NDArray x = manager.randomNormal(0, 1, shape, type);
      try (ModelView model = ModelView.of(block);
          KernelMatrix kernel = TangentKernel.of(model).exact(x);
          KernelOperator operator = TangentKernel.of(model).operator(new NDList(x))) {
        NDArray truth = BruteForce.kernel(manager, model, new NDList(x));
        assertClose(kernel.matrix(), truth);
        NDArray v = manager.randomNormal(0, 1, new Shape(operator.size()), type);
        assertClose(operator.apply(v), truth.matMul(v));
        assertGeneric(kernel, byParts);
      }
    }
  }

  private static void assertGeneric(KernelMatrix kernel, Set<String> byParts) {
    kernel
        .routes()
        .forEach(
            (parameter, route) -> {
              boolean expected = byParts.stream().anyMatch(parameter::contains);
              assertEquals(expected, route == KernelMatrix.Route.GENERIC, parameter);
            });
  }

  private static void assertClose(NDArray found, NDArray truth) {
    double error = Tolerances.relativeError(found, truth);
    assertTrue(error <= Tolerances.of(found.getDataType()), () -> "relative error " + error);
  }

  @ParameterizedTest
  @EnumSource(ReferenceCase.class)
  void everyLayerOfTheReferencesHasARule(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, DataType.FLOAT32);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x())) {
        Set<KernelMatrix.Route> routes =
            kernel.routes().values().stream().collect(Collectors.toSet());
        assertEquals(Set.of(KernelMatrix.Route.LAYER_RULE), routes);
      }
    }
  }

  @Test
  void outputsThatMixSamplesHaveNoKernel() {
    assertFault(UnusualBlocks.batchMean(), "depend on that sample alone");
  }

  @Test
  void outputsThatAreRandomHaveNoKernel() {
    assertFault(UnusualBlocks.alwaysDropping(), "dropout");
  }

  private static void assertFault(Block block, String text) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      block.initialize(manager, DataType.FLOAT32, MATRIX);
      NDArray x = manager.randomNormal(MATRIX);
      try (ModelView model = ModelView.of(block)) {
        TangentKernel kernel = TangentKernel.of(model);
        MeasurementException e = assertThrows(MeasurementException.class, () -> kernel.exact(x));
        assertTrue(e.getMessage().contains(text), e.getMessage());
      }
    }
  }

  @Test
  void frozenParametersAreConstants() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = new Mlp(4, 2, new int[] {6});
      block.initialize(manager, DataType.FLOAT64, MATRIX);
      block.getParameters().get(0).getValue().freeze(true);
      NDArray x = manager.randomNormal(0, 1, MATRIX, DataType.FLOAT64);
      try (ModelView model = ModelView.of(block);
          KernelMatrix kernel = TangentKernel.of(model).exact(x)) {
        assertEquals(3, model.parameters().size());
        assertFalse(kernel.routes().containsKey(block.getParameters().get(0).getKey()));
        assertClose(kernel.matrix(), BruteForce.kernel(manager, model, new NDList(x)));
      }
    }
  }
}
