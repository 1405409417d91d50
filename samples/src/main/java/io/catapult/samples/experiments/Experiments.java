/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.UsageFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All experiments. */
public final class Experiments {

  private static final String ALL = "all";

  private static final List<Experiment> EXPERIMENTS =
      List.of(
          TransitionToLinearity.experiment(),
          KernelThresholds.ofTwins(),
          KernelThresholds.ofNetworks(),
          TwinSpikes.twins(),
          TwinSpikes.networks(),
          GeneralQuadratics.models(),
          GeneralQuadratics.networks(),
          TwinsInGeneral.fullyConnected(),
          TwinsInGeneral.batches(),
          TwinsInGeneral.convolutional(),
          TwinsInGeneral.threeLayers(),
          TwinsInGeneral.swish(),
          TwinsInGeneral.tanh(),
          TwinsInGeneral.convolutionalSwish(),
          TwinsInGeneral.convolutionalTanh(),
          BatchSizes.experiment(),
          DeepBatchSizes.rank3(),
          DeepBatchSizes.rank4(),
          DeepBatchSizes.images(),
          BatchSizes.standard(),
          SingleCatapult.cifar(),
          SingleCatapult.svhn(),
          SingleCatapult.rankTwo(),
          SingleCatapult.wideResNet(),
          TenClasses.fullyConnected(),
          TenClasses.convolutional(),
          MultipleCatapults.preprint(),
          MultipleCatapults.dissertation(),
          DoubledSample.experiment(),
          BatchRates.experiment(),
          CriticalRates.experiment(),
          BatchAgreement.matches(),
          BatchAgreement.signs(),
          DeepNetworks.images(),
          DeepNetworks.standard(),
          DeepNetworks.houseNumbers(),
          MoreImages.experiment(),
          MoreImages.tenClasses(),
          CyclicalRates.experiment(),
          SmallBatchSpikes.rank2(),
          SmallBatchSpikes.rank4(),
          CatapultCounts.lowRank(),
          DeepCatapultCounts.rank3(),
          DeepCatapultCounts.faces(),
          DeepCatapultCounts.rank4(),
          DeepCatapultCounts.fashion(),
          CatapultCounts.fullRank(),
          SmallRates.experiment(),
          Optimizers.rank2(),
          Optimizers.rank3(),
          Optimizers.rank4(),
          EdgeOfStability.phases(),
          EdgeOfStability.outputLayer(),
          EdgeOfStability.outputLayerOfResNet(),
          EdgeOfStability.residual(),
          SpikeOfNetworks.experiment(),
          SpikeOfNetworks.convolutional(),
          SpikeOfNetworks.deep(),
          SpikeToy.experiment(),
          SpikeFrequencies.experiment(),
          TestDirections.experiment(),
          TestProjections.experiment(),
          TestProjections.batches(),
          SpikeCondensation.experiment(),
          CondensationOverRates.experiment(),
          EarlyCondensation.experiment(),
          CondensationOverStarts.experiment(),
          DecayedRates.experiment(),
          GradientSlices.experiment(),
          NetworkScales.experiment(),
          TwoCycles.experiment(),
          FlatnessMotion.experiment(),
          DecayTimes.experiment(),
          DataScales.experiment());

  private Experiments() {}

  /** All, in the order of the papers. */
  public static List<Experiment> all() {
    return EXPERIMENTS;
  }

  /**
   * Those of a list.
   *
   * @param ids their names, or those of figures that they show, in any case and order, or "all"
   * @return each once, in the order of the list
   * @throws UsageFault naming all that there are, if there is none of a name
   */
  public static List<Experiment> of(List<String> ids) {
    List<Experiment> chosen = new ArrayList<>();
    for (String id : ids) {
      List<Experiment> named =
          EXPERIMENTS.stream().filter(one -> ALL.equalsIgnoreCase(id) || shows(one, id)).toList();
      if (named.isEmpty()) {
        throw new UsageFault(
            "Expected experiments, found '%s'; choose among %s, or all.".formatted(id, ids()));
      }
      named.stream().filter(one -> !chosen.contains(one)).forEach(chosen::add);
    }
    return chosen;
  }

  private static boolean shows(Experiment experiment, String id) {
    return experiment.id().equalsIgnoreCase(id)
        || experiment.figures().stream().anyMatch(id::equalsIgnoreCase);
  }

  /** All names, as a person types them. */
  public static String ids() {
    return EXPERIMENTS.stream().map(Experiment::id).collect(Collectors.joining(", "));
  }
}
