/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import io.catapult.djl.autodiff.ModelView;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which layer reads the neurons of which, where their sizes do not tell. */
class HiddenLayerTest {

  private static final double FLOAT32 = 1e-5;
  private static final int WIDTH = 8;

  private NDManager manager;

  @BeforeEach
  void openManager() {
    Engine.getInstance().setRandomSeed(6);
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private static Linear linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block lambda(Function<NDArray, NDArray> f) {
    return new LambdaBlock(x -> new NDList(f.apply(x.head())));
  }

  private static NDList sum(List<NDList> parts) {
    return new NDList(parts.get(0).head().add(parts.get(1).head()));
  }

  private NDList initialise(Block block, int inputs) {
    block.initialize(manager, DataType.FLOAT32, new Shape(1, inputs));
    return new NDList(manager.randomNormal(new Shape(4, inputs)));
  }

  /** The weights of the linear layers in the order in which they were added. */
  private void assertFound(Block block, NDList x, Linear own, Linear next) {
    try (ModelView view = ModelView.of(block)) {
      NDArray w = own.getParameters().get("weight").getArray();
      NDArray b = own.getParameters().get("bias").getArray().reshape(-1, 1);
      NDArray a = next.getParameters().get("weight").getArray();
      assertArrayEquals(
          HiddenNeurons.of(w.concat(b, 1), a).amplitudes(),
          HiddenLayer.of(view, x).neurons().amplitudes(),
          FLOAT32);
    }
  }

  private static void assertNone(Block block, NDList x) {
    try (ModelView view = ModelView.of(block)) {
      assertTrue(HiddenLayer.first(view, x).isEmpty());
    }
  }

  @Test
  void parallelLayersDoNotReadEachOther() {
    Block block =
        new SequentialBlock()
            .add(new ParallelBlock(HiddenLayerTest::sum, List.of(linear(WIDTH), linear(WIDTH))));
    assertNone(block, initialise(block, WIDTH));
  }

  @Test
  void aReaderIsFoundPastALayerOfItsSizeInAnotherBranch() {
    Linear own = linear(WIDTH);
    Linear next = linear(WIDTH);
    Block branch = new SequentialBlock().add(own).add(Activation::relu).add(lambda(x -> x));
    // Both branches run before what reads the first.
    Block block =
        new SequentialBlock()
            .add(
                new ParallelBlock(
                    parts -> new NDList(parts.get(0).head(), parts.get(1).head()),
                    List.of(branch, linear(WIDTH))))
            .add(
                new ParallelBlock(
                    HiddenLayerTest::sum,
                    List.of(
                        new SequentialBlock()
                            .add(new LambdaBlock(x -> new NDList(x.get(0))))
                            .add(next),
                        new LambdaBlock(x -> new NDList(x.get(1))))));
    assertFound(block, initialise(block, WIDTH), own, next);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9})
  void layersOfAnyWidthAreFoundBehindAnActivationAndANorm(int width) {
    List<Function<NDList, NDList>> activations =
        List.of(Activation::relu, Activation::tanh, x -> new NDList(x.head().square()), x -> x);
    for (Function<NDList, NDList> activation : activations) {
      Linear own = linear(width);
      Linear next = linear(3);
      Block block =
          new SequentialBlock().add(own).add(BatchNorm.builder().build()).add(activation).add(next);
      NDList x = initialise(block, 5);
      try (ModelView view = ModelView.of(block)) {
        assertEquals(width, HiddenLayer.of(view, x).size());
      }
      if (width > 1) {
        assertFound(block, x, own, next);
      }
    }
  }

  /** Trained far into the silent side: drawn rows wake them. */
  @Test
  void neuronsThatAreSilentNowCount() {
    Linear own = linear(WIDTH);
    Linear next = linear(2);
    Block block = new SequentialBlock().add(own).add(Activation::relu).add(next);
    NDList x = initialise(block, 5);
    own.getParameters().get("bias").getArray().subi(1000);
    assertFound(block, x, own, next);
  }

  @Test
  void whatMixesNeuronsIsNotReadOneByOne() {
    List<Block> mixing =
        List.of(
            LayerNorm.builder().build(),
            lambda(x -> x.flip(1)),
            lambda(x -> x.add(x.get(":, 0:1").mul(0.01))),
            lambda(x -> x.add(x.get(":, 7:8").mul(0.01))),
            lambda(x -> x.get(":, 0:4").concat(x.get(":, 0:4"), 1)));
    for (Block mix : mixing) {
      Block block = new SequentialBlock().add(linear(WIDTH)).add(mix).add(linear(2));
      assertNone(block, initialise(block, 5));
    }
  }

  @Test
  void aLayerThatIsAppliedTwiceIsNone() {
    Linear shared = linear(WIDTH);
    Block block =
        new SequentialBlock().add(shared).add(Activation::relu).add(shared).add(linear(2));
    assertNone(block, initialise(block, WIDTH));
  }
}
