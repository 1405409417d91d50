/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.optimizer.RmsProp;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that is watched at every setting is the training that is not, to the bit. */
class TrainingStaysUntouchedTest {

  /** 4 batches an epoch: 300 updates. */
  private static final int EPOCHS = 75;

  @TempDir Path folder;

  static Stream<Arguments> trainings() {
    Tracker rate = Tracker.fixed(0.01f);
    Supplier<Optimizer> sgd = () -> Optimizer.sgd().setLearningRateTracker(rate).build();
    Supplier<Optimizer> momentum =
        () -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
    Supplier<Optimizer> adam = () -> Optimizer.adam().optLearningRateTracker(rate).build();
    Supplier<Optimizer> rmsProp = () -> RmsProp.builder().setLearningRateTracker(rate).build();
    Supplier<Block> plain = TrainingStaysUntouchedTest::linear;
    Supplier<Block> noisy = TrainingStaysUntouchedTest::convolutional;
    Supplier<Block> graph = TrainingStaysUntouchedTest::graph;
    Shape row = new Shape(4);
    Shape image = new Shape(2, 5, 5);
    return Stream.of(
        Arguments.of("linear, SGD", plain, row, sgd),
        Arguments.of("linear, momentum", plain, row, momentum),
        Arguments.of("linear, RMSprop", plain, row, rmsProp),
        Arguments.of("graph, SGD", graph, row, sgd),
        Arguments.of("batch norm and dropout, SGD", noisy, image, sgd),
        Arguments.of("batch norm and dropout, momentum", noisy, image, momentum),
        Arguments.of("batch norm and dropout, Adam", noisy, image, adam));
  }

  private static Block linear() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(1).build());
  }

  private static Block graph() {
    return Networks.denseNet()
        .setInputs(4)
        .setDepth(3)
        .setWidth(8)
        .optActivation(Activation::tanh)
        .optDroppedEdges(0.5, 1)
        .build();
  }

  private static Block convolutional() {
    Shape window = new Shape(3, 3);
    return new SequentialBlock()
        .add(Conv2d.builder().setFilters(16).setKernelShape(window).build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(0.3f).build())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(1).build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainings")
  void weightsStatisticsAndRandomNumbersAreBitIdentical(
      String name, Supplier<Block> block, Shape sample, Supplier<Optimizer> optimizer) {
    Training.Result without =
        Training.of(block.get(), optimizer.get(), sample)
            .withEpochs(EPOCHS)
            .withValidation()
            .run(null);
    Optimizer watched = optimizer.get();
    Training.Result with =
        Training.of(block.get(), watched, sample)
            .withEpochs(EPOCHS)
            .withValidation()
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(watched)
                        .setProbeData(x, y)
                        .optCost(MeasuringCost.EVERYTHING)
                        .addInstrument(Instrument.KERNEL_CHANGE)
                        .addInstrument(Instrument.LINEARIZATION)
                        .addInstrument(Instrument.OUTPUT_HESSIAN)
                        .addInstrument(Instrument.CONDENSATION)
                        .optOutputHessians(1)
                        .optTwin()
                        .optSlowMotion()
                        .optSchedule(MeasuringSchedule.every(5))
                        .optBatchSchedule(MeasuringSchedule.every(2))
                        .optTraceFile(folder.resolve("run.jsonl"))
                        .build());
    assertTrue(with.listener().trace().measurements().size() > 150);
    assertEquals(8, with.listener().trace().features().size()); // at 0, 5, 10, ... 160, 300
    boolean endsInLinear = !name.startsWith("graph"); // whose neurons are no layers
    assertEquals(endsInLinear, with.listener().latest(Quantity.OUTPUT_LAYER_GRAM).isPresent());
    boolean hasHidden = name.startsWith("linear");
    assertEquals(hasHidden, with.listener().latest(Quantity.CONDENSATION_COSINE).isPresent());
    boolean isPlain = name.endsWith("SGD");
    assertEquals(isPlain, with.listener().latest(Quantity.RESIDUAL_AUXILIARY).isPresent());
    assertTrue(failures(with.listener()).isEmpty(), () -> failures(with.listener()).toString());
    assertEquals(without.state().size(), with.state().size());
    for (int i = 0; i < with.state().size(); i++) {
      assertArrayEquals(without.state().get(i), with.state().get(i));
    }
  }

  private static List<TraceEvent> failures(CatapultListener listener) {
    return listener.trace().events().stream()
        .filter(event -> event.kind() == TraceEvent.Kind.FAILURE)
        .toList();
  }
}
