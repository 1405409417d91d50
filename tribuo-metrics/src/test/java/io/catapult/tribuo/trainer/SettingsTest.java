/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.data.DenseDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.regression.Regressor;

public class SettingsTest {

  private static final String CONFIGURATION =
      """
      <config>
        <component name="trainer" type="io.catapult.tribuo.trainer.DjlTrainer">
          <property name="blockFactory" value="network"/>
          <property name="optimizer" value="sgd"/>
          <property name="loss" value="SQUARED_ERROR"/>
          <property name="bridge" value="regression"/>
          <property name="batchSize" value="16"/>
          <property name="epochs" value="10"/>
          <property name="watch" value="watch"/>
        </component>
        <component name="network" type="io.catapult.tribuo.trainer.FullyConnectedFactory">
          <property name="depth" value="2"/>
          <property name="width" value="32"/>
        </component>
        <component name="regression" type="io.catapult.tribuo.trainer.RegressionBridge"/>
        <component name="sgd" type="io.catapult.tribuo.trainer.OptimizerSpec">
          <property name="kind" value="SGD"/>
          <property name="schedule" value="half"/>
        </component>
        <component name="half" type="io.catapult.tribuo.trainer.LearningRateSchedule">
          <property name="kind" value="FIXED"/>
          <property name="baseRate" value="0.5"/>
        </component>
        <component name="watch" type="io.catapult.tribuo.trainer.WatchSpec">
          <property name="every" value="10"/>
          <propertylist name="instruments">
            <item>AGOP</item>
          </propertylist>
          <propertylist name="imageShape">
            <item>1</item>
            <item>3</item>
            <item>4</item>
          </propertylist>
        </component>
      </config>
      """;

  private final DenseDataset<Regressor> data = Tasks.products();

  /** A factory's method that forgets the number of outputs. */
  public static Block identity(int in, int out) {
    return Blocks.identityBlock();
  }

  /** Not a factory's method. */
  public static String words(int in, int out) {
    return in + " to " + out;
  }

  @Test
  void aTrainerFromAConfigurationFileIsTheOneThatIsBuilt(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("trainer.xml"), CONFIGURATION);
    try (ConfigurationManager manager = new ConfigurationManager(file.toString())) {
      @SuppressWarnings("unchecked")
      DjlTrainer<Regressor> trainer = (DjlTrainer<Regressor>) manager.lookup("trainer");
      DjlModel<Regressor> model = trainer.train(data);
      assertArrayEquals(
          Tasks.values(Tasks.regression().build().train(data), data), Tasks.values(model, data));
      TrainingTrace trace = model.getTrainingTrace().orElseThrow();
      assertTrue(trace.header().settings().toString().contains("AGOP"));
      assertEquals(List.of(1L, 3L, 4L), trace.header().settings().get("image shape"));
      assertEquals(List.of(1L, 3L, 4L), trace.features().get(0).inputShape());
    }
  }

  @Test
  void theImageShapeIsASettingOnlyWhereThereIsOne() {
    WatchSpec plain = WatchSpec.builder().build();
    WatchSpec image = WatchSpec.builder().optImageShape(3, 5, 7).build();
    assertFalse(properties(plain).containsKey("imageShape"), "designs without one stay the same");
    assertEquals(List.of("3", "5", "7"), properties(image).get("imageShape"));
    assertEquals(List.of(), shape(plain));
    assertEquals(List.of("3", "5", "7"), shape(image));
  }

  /** What the provenance says. */
  private static List<String> shape(WatchSpec watch) {
    ListProvenance<?> list =
        (ListProvenance<?>) watch.getProvenance().getConfiguredParameters().get("imageShape");
    return list.getList().stream().map(Object::toString).toList();
  }

  /** The settings as a configuration file has them. */
  private static Map<String, List<String>> properties(WatchSpec watch) {
    ConfigurationManager manager = new ConfigurationManager();
    String name = manager.importConfigurable(watch, "watch");
    Map<String, List<String>> properties = new HashMap<>();
    manager
        .getConfigurationData(name)
        .orElseThrow()
        .getProperties()
        .forEach(
            (key, value) -> {
              if (value instanceof ListProperty list) {
                properties.put(
                    key, list.getSimpleList().stream().map(SimpleProperty::getValue).toList());
              }
            });
    return properties;
  }

  @ParameterizedTest
  @EnumSource
  void everyOptimizerLearnsAndSaysWhatItIs(OptimizerSpec.Kind kind) {
    OptimizerSpec spec =
        OptimizerSpec.builder()
            .setKind(kind)
            .setSchedule(LearningRateSchedule.fixed(rate(kind)))
            .optMomentum(kind == OptimizerSpec.Kind.NESTEROV ? 0.5 : 0)
            .build();
    DjlModel<Regressor> model =
        Tasks.regression()
            .setOptimizer(spec)
            .setEpochs(60)
            .optWatch(Tasks.watch())
            .build()
            .train(data);
    double loss = model.getTrainLoss().orElseThrow();
    assertTrue(loss < 0.5, kind + " ended at " + loss);
    Component optimizer = model.getTrainingTrace().orElseThrow().header().training().optimizer();
    String expected = kind == OptimizerSpec.Kind.NESTEROV ? "NESTEROVMOMENTUM" : kind.name();
    String name = optimizer.name().substring(optimizer.name().lastIndexOf('.') + 1);
    assertEquals(expected, name.toUpperCase(Locale.ROOT));
  }

  private static double rate(OptimizerSpec.Kind kind) {
    return switch (kind) {
      case SGD, NESTEROV -> 0.5;
      case ADADELTA -> 50;
      case ADAGRAD -> 0.3;
      default -> 0.05;
    };
  }

  private static Arguments fault(Executable mistake, String message) {
    return Arguments.of(message, mistake);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        fault(
            () -> DjlTrainer.regression().optThreads(0).optStopBelow(Double.NaN).build(),
            "Cannot build DjlTrainer. blockFactory: expected a factory, found null; call"
                + " setBlockFactory. optimizer: expected an optimizer, found null; call"
                + " setOptimizer. epochs: expected at least 1, found 0; call setEpochs. stopBelow:"
                + " expected finite and not negative, found NaN; 0 for no bound. threads: expected"
                + " at least 1, found 0; call optThreads."),
        fault(
            () -> OptimizerSpec.builder().setKind(OptimizerSpec.Kind.ADAM).optMomentum(0.5).build(),
            "Cannot build OptimizerSpec. schedule: expected a schedule, found null; call"
                + " setSchedule. momentum: expected 0 for ADAM, found 0.5; SGD, NESTEROV and"
                + " RMSPROP have momentum."),
        fault(
            () ->
                OptimizerSpec.of(OptimizerSpec.Kind.NESTEROV, LearningRateSchedule.criticalRate(1)),
            "Cannot build OptimizerSpec. momentum: expected above 0 for NESTEROV, found 0.0; call"
                + " optMomentum(0.9), or take SGD. schedule: expected a rate of its own for"
                + " NESTEROV, found CRITICAL_RATE; a critical rate holds for SGD (the fraction of"
                + " one for NESTEROV too); adaptive optimizers have none."),
        fault(
            () -> LearningRateSchedule.fixed(0),
            "Cannot build LearningRateSchedule. baseRate: expected finite and above 0, found 0.0;"
                + " give the learning rate."),
        fault(
            () -> LearningRateSchedule.criticalRate(1).inCriticalRates(),
            "Cannot build LearningRateSchedule. relative: expected false for CRITICAL_RATE, found"
                + " true; only FIXED, STEPS and CYCLE have rates to be given in critical rates."),
        fault(
            () -> LearningRateSchedule.steps(1, new int[] {3}, new double[0]),
            "Expected a rate for each of 1 iterations; found 0 rates. Remedy: give as many rates as"
                + " iterations."),
        fault(
            () -> WatchSpec.builder().optTopEigenspace(0).optOverheadBudget(0).build(),
            "Cannot build WatchSpec. overheadBudget: expected a share above 0, found 0.0; call"
                + " optOverheadBudget(0.1). topEigenspace: expected at least 1, found 0; call"
                + " optTopEigenspace(5)."),
        fault(
            () -> WatchSpec.builder().optImageShape(1, 0, 28).build(),
            "Cannot build WatchSpec. imageShape: expected channels, height and width of at least 1,"
                + " found [1, 0, 28]; call optImageShape(1, 28, 28)."),
        fault(
            () ->
                train(
                    Tasks.regression()
                        .optWatch(WatchSpec.builder().optImageShape(1, 28, 28).build())),
            "Cannot build CatapultListener. imageShape: expected that of inputs of shape (1, 28,"
                + " 28), or of 784 numbers in a row, found inputs of shape (12); give channels,"
                + " height and width of the images, or leave optImageShape out."),
        fault(
            () -> new FullyConnectedFactory(0, 4),
            "Cannot build a fully connected network. depth: expected at least 1, found 0; call"
                + " setDepth."),
        fault(
            () -> new ReferenceAgop(new float[][] {{1, 2}, {3}}, "ragged"),
            "Expected rows of one length, 2; found 1. Remedy: give F as a matrix."),
        fault(
            () -> train(Tasks.regression().optDevice("gpu7")),
            "Expected 'cpu' or one of 0 GPUs, as 'gpu0'; found 'gpu7'. Remedy: leave it empty."),
        fault(
            () -> train(Tasks.regression().optValidationFraction(0.001)),
            "Expected a validation fraction that leaves samples on both sides; found 0.001 of 60"
                + " samples. Remedy: choose another, or give withValidation data."),
        fault(
            () ->
                train(
                    Tasks.regression()
                        .setBlockFactory(new MethodBlockFactory(SettingsTest.class, "identity"))),
            "Expected a network from [n, 12] to [n, 1]; found outputs [(1, 12)] for one sample."
                + " Remedy: let the block factory heed the number of outputs that it is given."));
  }

  private static void train(DjlTrainerBuilder<Regressor> builder) {
    builder.build().train(Tasks.products());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void mistakes(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }

  @Test
  void aMethodThatMakesNoBlockIsRefused() {
    for (String name : new String[] {"words", "missing"}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new MethodBlockFactory(SettingsTest.class, name))
              .getMessage();
      assertTrue(
          message.startsWith("Expected a public static method Block " + name + "(int in, int out)"),
          message);
    }
  }
}
