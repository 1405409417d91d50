/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.nn.ActivationFunction;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.TwinFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.tribuo.classification.Label;

/** Networks and their twins generalise alike below the critical rate, and not above it. */
final class TwinsInGeneral {

  private static final String NETWORK = "f";
  private static final String LINEAR = "f_lin";
  private static final String QUADRATIC = "f_quad";

  private static final String CLAIM =
      "Below the critical rate network, linear and quadratic twin reach nearly the same best test"
          + " loss; above it that of network and quadratic twin is lower, and falls with the rate"
          + " in a range, while the linear twin diverges.";

  /** In critical rates. */
  private static final double[] BELOW = {0.4, 0.8};

  private static final double[] ABOVE = {1.3, 1.6};

  /** What "nearly the same" means here: the claim has no number. */
  private static final double NEARLY = 0.1;

  private static final int MOST_UPDATES = 1000;

  /** At desk size: the twins of a convolutional network take a fifth of a second for each. */
  private static final int MOST_UPDATES_CONVOLUTIONAL = 400;

  private static final int BATCH = 32;

  private TwinsInGeneral() {}

  /** Fig. 3.2b, and 3.4 with B.5 of gradient descent on a fully connected network. */
  static Experiment fullyConnected() {
    return described(
            "fig-3.4-fcn",
            "twins of a two-layer network",
            "section 3.4, Fig. 3.2b and 3.4",
            TwinNetwork.fullyConnected(2, ActivationFunction.RELU),
            0,
            "fig-3.4",
            "fig-3.2",
            "b.5")
        .addNote(
            "Of Fig. 3.2 this is panel b. Panel a is a drawing: that the kernel falls above the"
                + " critical rate and not below it is judged by b.1, that the path leaves a ball is"
                + " not.")
        .build();
  }

  /** Fig. 3.4 and B.6a. */
  static Experiment batches() {
    return described(
            "fig-3.4-sgd",
            "twins of a two-layer network, SGD",
            "section 3.4, Fig. 3.4 and B.6a",
            TwinNetwork.fullyConnected(2, ActivationFunction.RELU),
            BATCH,
            "fig-3.4",
            "b.6")
        .build();
  }

  /** Fig. 3.4, B.6b and B.7b. */
  static Experiment convolutional() {
    return described(
            "fig-3.4-cnn",
            "twins of a two-layer convolutional network",
            "section 3.4, Fig. 3.4, B.6b and B.7b",
            TwinNetwork.convolutional(ActivationFunction.RELU),
            0,
            "fig-3.4",
            "b.6",
            "b.7")
        .addNote(
            "400 updates at desk size: with 1000 the best loss came later only below the critical"
                + " rate, and was lower by 0.003 at 0.4 of it for the network, by less than 0.001"
                + " elsewhere (seed 1).")
        .explain(
            "The best loss of the quadratic twin falls from 0.2144 to 0.2095 at 1.3 critical rates,"
                + " and is 0.2151 at 1.6 (seed 1): its range of rates that help ends before. That"
                + " of the network goes on falling.",
            Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST).name())
        .build();
  }

  /** Fig. B.8 and B.9. */
  static Experiment threeLayers() {
    return described(
            "b.8",
            "twins of a three-layer network",
            "appendix B.14, Fig. B.8 and B.9",
            TwinNetwork.fullyConnected(3, ActivationFunction.RELU),
            0,
            "b.9")
        .build();
  }

  /** Fig. B.10a and B.11a. */
  static Experiment swish() {
    return described(
            "b.11-swish",
            "twins of a two-layer network with swish",
            "appendix B.14, Fig. B.10a and B.11a",
            TwinNetwork.fullyConnected(2, ActivationFunction.SWISH),
            0,
            "b.10",
            "b.11")
        .build();
  }

  /** Fig. B.11b. */
  static Experiment tanh() {
    return described(
            "b.11-tanh",
            "twins of a two-layer network with tanh",
            "appendix B.14, Fig. B.11b",
            TwinNetwork.fullyConnected(2, ActivationFunction.TANH),
            0,
            "b.10",
            "b.11")
        .explain(
            "With tanh the range of rates that help ends before 1.6 critical rates: there the best"
                + " loss of the network is 0.195, that of the quadratic twin 0.222, and below the"
                + " critical rate 0.193 (seed 1). At 1.3 it is 0.187 and 0.186.",
            Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST).name())
        .build();
  }

  /** Fig. B.12a and B.13a. */
  static Experiment convolutionalSwish() {
    return convolutional("b.12-swish", ActivationFunction.SWISH).build();
  }

  /** Fig. B.12b and B.13b, whose panels the text at hand does not name. */
  static Experiment convolutionalTanh() {
    return convolutional("b.12-tanh", ActivationFunction.TANH)
        .explain(
            "With tanh hardly any rate above the critical one helps: at 1.3 of it the best loss is"
                + " that below it to 0.0002, for network and quadratic twin; at 1.6 that of the"
                + " network is 0.231 for 0.226, and the quadratic twin diverges (seed 1).",
            Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST).name(),
            CatapultStatistics.blewUp().name())
        .build();
  }

  private static Experiment.Builder convolutional(String id, ActivationFunction activation) {
    String name = activation.name().toLowerCase(Locale.ROOT);
    return described(
        id,
        "twins of a two-layer convolutional network with " + name,
        "appendix B.14, Fig. B.12 and B.13",
        TwinNetwork.convolutional(activation),
        0,
        "b.12",
        "b.13");
  }

  private static Experiment.Builder described(
      String id, String title, String where, TwinNetwork network, int batch, String... figures) {
    Experiment.Builder builder =
        Experiment.builder(id)
            .setTitle(title)
            .addFigures(figures)
            .setClaim(CLAIM, "Zhu, dissertation, " + where)
            .setTime(network.isConvolutional() ? "5 minutes" : "2 minutes")
            .setPlan(Size.DESK, images -> plan(network, false, images, batch))
            .setPlan(Size.PAPER, images -> plan(network, true, images, batch));
    for (double rate : BELOW) {
      builder.addCheck(
          new SpreadCheck(
              Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST),
              NEARLY,
              List.of(row(NETWORK, rate), row(LINEAR, rate), row(QUADRATIC, rate))));
    }
    for (String model : List.of(NETWORK, QUADRATIC)) {
      builder.addCheck(
          Check.trend(
              Trend.FALLS,
              Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST),
              List.of(row(model, BELOW[1]), row(model, ABOVE[0]))));
      builder.addCheck(
          Check.trend(
              Trend.NEVER_ABOVE_FIRST,
              Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST),
              List.of(row(model, BELOW[1]), row(model, ABOVE[0]), row(model, ABOVE[1]))));
      builder.addCheck(
          Check.everyRun(CatapultStatistics.blewUp(), Bound.EXACTLY, 0, rows(model, ABOVE)));
    }
    return builder
        .addCheck(
            Check.everyRun(CatapultStatistics.blewUp(), Bound.EXACTLY, 1, rows(LINEAR, ABOVE)))
        .addNote(
            "The best test loss of a training is that on the validation images, by which nothing is"
                + " chosen. The claim of nearly the same loss has no number: the bar of 10 % is"
                + " ours.")
        .addNote(
            "Rates are in critical rates of the Hessian at the start; for the linear twin that of"
                + " its own loss, which is the kernel's. Pixels have mean 0 and deviation 1.")
        .addNote(
            "All panels are on CIFAR-2 here, those of MNIST and SVHN too; the speech and text sets"
                + " of these figures, FSDD and AG NEWS, have no loader. The figures of accuracies show the same trainings; on"
                + " 256 images accuracies differ by one or two images, and are not judged.")
        .addNote(
            "At first one check asked for a fall up to 1.6 critical rates, which is more than the"
                + " claim; it was taken apart after seed 1 of the three-layer network, whose"
                + " quadratic twin had 0.177, 0.172 and 0.174.");
  }

  private static String[] rows(String model, double[] rates) {
    return DoubleStream.of(rates).mapToObj(rate -> row(model, rate)).toArray(String[]::new);
  }

  private static String row(String model, double rate) {
    return model + ", " + rate + " critical rates";
  }

  private static Plan plan(TwinNetwork network, boolean isPaper, PaperImages images, int batch) {
    Chosen chosen =
        images.choose(
            Wish.cifar2(network.images(isPaper)).dividedBy(isPaper ? 1 : 2).standardized());
    List<Configuration<Label>> rows = new ArrayList<>();
    int updates = network.isConvolutional() && !isPaper ? MOST_UPDATES_CONVOLUTIONAL : MOST_UPDATES;
    models(network.factory(isPaper, chosen))
        .forEach((model, factory) -> addRows(model, factory, updates, batch, rows));
    return new Plan(
        new ComparisonSetup<>(chosen.task(), rows, DynamicsMetrics.VALIDATION_LOSS_BEST),
        isPaper ? 5 : 1,
        chosen.words(network.words(isPaper), isPaper ? "" : "One run of each in place of five."));
  }

  private static Map<String, BlockFactory> models(BlockFactory network) {
    Map<String, BlockFactory> models = new LinkedHashMap<>();
    models.put(NETWORK, network);
    models.put(LINEAR, new TwinFactory(network, TwinFactory.Order.LINEAR));
    models.put(QUADRATIC, new TwinFactory(network, TwinFactory.Order.QUADRATIC));
    return models;
  }

  private static void addRows(
      String model, BlockFactory factory, int updates, int batch, List<Configuration<Label>> rows) {
    Training<Label> training =
        Training.gradientDescent(new ClassificationBridge(), factory, updates)
            .inBatches(batch, 0)
            .measuredFor(MeasuringCost.FORWARD_PASS);
    DoubleStream.concat(DoubleStream.of(BELOW), DoubleStream.of(ABOVE))
        .mapToObj(
            rate -> training.row(row(model, rate), LearningRateSchedule.criticalFraction(rate)))
        .forEach(rows::add);
  }
}
