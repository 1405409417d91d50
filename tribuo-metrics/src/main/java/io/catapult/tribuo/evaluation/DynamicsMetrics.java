/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.detect.CatapultRule;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Quantity;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.tribuo.Output;

/**
 * The one dictionary of the metrics of a training: whoever names, prints, compares or exports one
 * reads it here. Each is one number of one run; what was not measured, or is not finite, is absent.
 * The table is in docs/metrics.md.
 */
public enum DynamicsMetrics {
  /** Whether the training diverged. */
  DIVERGED("diverged", "diverged", MetricGroup.RUN, Better.LOWER, Definition.diverged()),
  /** The number of updates. */
  STEPS("steps", "updates made", MetricGroup.RUN, Better.NEITHER, Definition.steps()),
  /** The number of epochs. */
  EPOCHS("epochs", "epochs completed", MetricGroup.RUN, Better.NEITHER, Definition.epochs()),
  /** The training loss at the end. */
  TRAIN_LOSS(
      "train.loss",
      "training loss at the end",
      MetricGroup.GENERALIZATION,
      Better.LOWER,
      Definition.last(Quantity.PROBE_LOSS)),
  /** The best validation loss. */
  VALIDATION_LOSS_BEST(
      "validation.loss.best",
      "best validation loss",
      MetricGroup.GENERALIZATION,
      Better.LOWER,
      Definition.smallest(Quantity.VALIDATION_LOSS)),
  /** The step of the best validation loss. */
  VALIDATION_LOSS_BEST_STEP(
      "validation.loss.best-step",
      "step of the best validation loss",
      MetricGroup.GENERALIZATION,
      Better.NEITHER,
      Definition.stepOfSmallest(Quantity.VALIDATION_LOSS)),
  /** The test loss. */
  TEST_LOSS(
      "test.loss", "test loss", MetricGroup.GENERALIZATION, Better.LOWER, Definition.testLoss()),
  /** The share of wrong predictions. */
  TEST_ERROR(
      "test.error", "test error", MetricGroup.GENERALIZATION, Better.LOWER, Definition.testError()),
  /** The generalisation gap. */
  GENERALIZATION_GAP(
      "generalization-gap",
      "generalisation gap",
      MetricGroup.GENERALIZATION,
      Better.LOWER,
      Definition.gap()),
  /** Catapults by the projected loss. */
  CATAPULTS_PROJECTED_LOSS(CatapultRule.PROJECTED_LOSS, false),
  /** Catapults by the kernel's critical rate. */
  CATAPULTS_KERNEL_CRITICAL_RATE(CatapultRule.KERNEL_CRITICAL_RATE, false),
  /** Catapults by the Hessian's critical rate. */
  CATAPULTS_HESSIAN_CRITICAL_RATE(CatapultRule.HESSIAN_CRITICAL_RATE, false),
  /** Catapults by the projected loss until the best validation loss. */
  CATAPULTS_PROJECTED_LOSS_UNTIL_BEST(CatapultRule.PROJECTED_LOSS, true),
  /** Catapults by the kernel's critical rate until the best validation loss. */
  CATAPULTS_KERNEL_CRITICAL_RATE_UNTIL_BEST(CatapultRule.KERNEL_CRITICAL_RATE, true),
  /** Catapults by the Hessian's critical rate until the best validation loss. */
  CATAPULTS_HESSIAN_CRITICAL_RATE_UNTIL_BEST(CatapultRule.HESSIAN_CRITICAL_RATE, true),
  /** Spikes that were catapults. */
  SPIKES_CATAPULT(Verdict.CATAPULT, "catapults", Better.NEITHER),
  /** Spikes that were bad batches. */
  SPIKES_BAD_BATCH(Verdict.BAD_BATCH, "bad batches", Better.NEITHER),
  /** Spikes that were divergences. */
  SPIKES_DIVERGENCE(Verdict.DIVERGENCE, "divergences", Better.LOWER),
  /** Spikes that could not be judged. */
  SPIKES_UNRESOLVED(Verdict.UNRESOLVED, "unresolved", Better.NEITHER),
  /** The match rate. */
  MATCH_RATE(
      "match-rate", "match rate", MetricGroup.CATAPULTS, Better.NEITHER, Definition.matchRate()),
  /** The sign agreement. */
  SIGN_AGREEMENT(
      "sign-agreement",
      "sign agreement",
      MetricGroup.CATAPULTS,
      Better.NEITHER,
      Definition.signAgreement()),
  /** The share of the loss's rises in the top eigenspace. */
  RISES_TOP_SHARE(
      "rises.top-eigenspace-share",
      "share of the rises in the top eigenspace",
      MetricGroup.CATAPULTS,
      Better.NEITHER,
      Definition.topShareOfRises()),
  /** The largest NTK norm. */
  NTK_NORM_LARGEST(
      "ntk.spectral-norm.largest",
      "largest NTK norm",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.largest(Quantity.PROBE_NTK_NORM)),
  /** The NTK norm at the end. */
  NTK_NORM_END(
      "ntk.spectral-norm.end",
      "NTK norm at the end",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.last(Quantity.PROBE_NTK_NORM)),
  /** The drop of the NTK norm. */
  NTK_NORM_DROP(
      "ntk.spectral-norm.drop",
      "drop of the NTK norm",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.drop(Quantity.PROBE_NTK_NORM)),
  /** The critical rate at the start. */
  CRITICAL_RATE_START(
      "critical-rate.start",
      "critical rate at the start",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.first(Quantity.PROBE_CRITICAL_RATE_KERNEL)),
  /** The critical rate at the end. */
  CRITICAL_RATE_END(
      "critical-rate.end",
      "critical rate at the end",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.last(Quantity.PROBE_CRITICAL_RATE_KERNEL)),
  /** The largest learning rate in units of the critical rate. */
  RATE_RATIO_LARGEST(
      "critical-rate.ratio.largest",
      "largest rate over critical rate",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.largestRateRatio()),
  /** The share of updates above the critical rate. */
  RATE_RATIO_SHARE_ABOVE(
      "critical-rate.ratio.share-above",
      "share of updates above the critical rate",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.shareAboveCritical()),
  /** The sharpness at the end. */
  SHARPNESS_END(
      "sharpness.end",
      "sharpness at the end",
      MetricGroup.CURVATURE,
      Better.NEITHER,
      Definition.last(Quantity.SHARPNESS)),
  /** The AGOP alignment at the start. */
  AGOP_ALIGNMENT_START(
      "agop.alignment.start",
      "AGOP alignment at the start",
      MetricGroup.FEATURES,
      Better.NEITHER,
      Definition.first(Quantity.AGOP_ALIGNMENT)),
  /** The best AGOP alignment. */
  AGOP_ALIGNMENT_BEST(
      "agop.alignment.best",
      "best AGOP alignment",
      MetricGroup.FEATURES,
      Better.HIGHER,
      Definition.largest(Quantity.AGOP_ALIGNMENT)),
  /** The AGOP alignment at the end. */
  AGOP_ALIGNMENT_END(
      "agop.alignment.end",
      "AGOP alignment at the end",
      MetricGroup.FEATURES,
      Better.HIGHER,
      Definition.last(Quantity.AGOP_ALIGNMENT)),
  /** The time spent training. */
  TRAINING_TIME(
      "time.training",
      "time spent training",
      MetricGroup.TIME,
      Better.LOWER,
      Definition.trainingTime()),
  /** The time spent measuring. */
  MEASURING_TIME(
      "time.measuring",
      "time spent measuring",
      MetricGroup.TIME,
      Better.LOWER,
      Definition.measuringTime()),
  /** The measuring overhead. */
  MEASURING_OVERHEAD(
      "time.measuring-overhead",
      "measuring over training time",
      MetricGroup.TIME,
      Better.LOWER,
      Definition.overhead());

  private final String id;
  private final String label;
  private final MetricGroup group;
  private final Better better;
  private final Definition definition;

  DynamicsMetrics(
      String id, String label, MetricGroup group, Better better, Definition definition) {
    this.id = id;
    this.label = label;
    this.group = group;
    this.better = better;
    this.definition = definition;
  }

  DynamicsMetrics(CatapultRule rule, boolean untilBest) {
    this(
        "catapults." + Definition.id(rule) + (untilBest ? ".until-best-validation" : ""),
        "catapults by the " + Definition.words(rule) + (untilBest ? " until best validation" : ""),
        MetricGroup.CATAPULTS,
        Better.NEITHER,
        Definition.catapults(rule, untilBest));
  }

  DynamicsMetrics(Verdict verdict, String label, Better better) {
    this(
        "spikes." + Definition.id(verdict),
        "spikes: " + label,
        MetricGroup.CATAPULTS,
        better,
        Definition.spikes(verdict));
  }

  /**
   * The metric of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DynamicsMetrics of(String id) {
    return Arrays.stream(values())
        .filter(metric -> metric.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected the id of a metric; found '%s'. Remedy: choose one of %s."
                        .formatted(id, Arrays.stream(values()).map(DynamicsMetrics::id).toList())));
  }

  /** The name in evaluations, files and options, lower case with dots; it never changes. */
  public String id() {
    return id;
  }

  /** A few words for a person. */
  public String label() {
    return label;
  }

  /** What it tells about. */
  public MetricGroup group() {
    return group;
  }

  /** Which values are wished for. */
  public Better better() {
    return better;
  }

  /** The unit: 1 for a pure number, s for seconds. */
  public String unit() {
    return definition.unit();
  }

  /** What it is, as plain text. */
  public String formula() {
    return definition.formula();
  }

  /** Where it is defined: title, section, equation. */
  public String source() {
    return definition.source();
  }

  /** The value in a training; empty where it was not measured or is not finite. */
  OptionalDouble compute(TraceNumbers trace, TestNumbers test) {
    OptionalDouble value = definition.reading().of(trace, test);
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? value
        : OptionalDouble.empty();
  }

  /** The same as a metric of Tribuo, for outputs of any type. */
  public <T extends Output<T>> DynamicsMetric<T> metric() {
    return new DynamicsMetric<>(this);
  }
}
