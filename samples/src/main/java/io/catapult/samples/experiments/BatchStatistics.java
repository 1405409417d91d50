/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.comparison.CorrelationStatistics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Statistics of SGD by its batches: their critical rates, and what an update makes of a batch. */
final class BatchStatistics {

  /** What counts as above 0: the paper's, section 4.4. */
  private static final double EPSILON = 1e-8;

  private BatchStatistics() {}

  /**
   * Whether the batches whose loss an update raises are those above their critical rate: of the
   * updates with one or the other, the share with both. Empty if there is none.
   */
  static Statistic exactMatch() {
    return Statistic.ofTrace(
        "match of rises of the batch's loss and the critical rate",
        "updates that raise L on their own batch by more than 1e-8 with eta - eta_crit(batch) > 1e-8,"
            + " over those with one or the other",
        trace -> share(trace, each -> raises(each) || isAbove(each), e -> raises(e) && isAbove(e)));
  }

  /**
   * Of the updates that raise the loss of their own batch, the share above the critical rate of the
   * batch. Empty if there is none.
   */
  static Statistic matchOfBatchLoss() {
    return Statistic.ofTrace(
        "match rate by the loss of the batch",
        "of the updates that raise L on their own batch by more than 1e-8, those with eta -"
            + " eta_crit(batch) > 1e-8",
        trace -> share(trace, BatchStatistics::raises, BatchStatistics::isAbove));
  }

  /** The largest number of updates above the critical rate of their batch in one epoch. */
  static Statistic mostInOneEpoch() {
    return Statistic.ofTrace(
        "most updates above the critical rate in one epoch",
        "largest number of updates of one epoch with eta - eta_crit(batch) > 1e-8",
        trace -> {
          Map<Integer, Integer> counts = new HashMap<>();
          for (Measurement each : judged(trace)) {
            counts.merge(each.epoch(), isAbove(each) ? 1 : 0, Integer::sum);
          }
          return counts.values().stream().mapToDouble(Integer::doubleValue).max();
        });
  }

  /** The lowest critical rate of a batch over the median, in the first epoch. */
  static Statistic lowestOverMedian() {
    return Statistic.ofTrace(
        "lowest over median critical rate in the first epoch",
        "min over median of eta_crit(batch) of the updates of the first epoch",
        trace -> {
          double[] rates =
              judged(trace).stream()
                  .filter(each -> each.epoch() < 1)
                  .mapToDouble(each -> value(each, Quantity.BATCH_CRITICAL_RATE_KERNEL))
                  .sorted()
                  .toArray();
          return rates.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(rates[0] / median(rates));
        });
  }

  /**
   * Of the updates after which the loss of the probe data is higher by more than a share of it,
   * those above the critical rate of their batch. Empty if there is none.
   *
   * @param share the least rise, over the loss before; above 0
   */
  static Statistic matchOfSpikes(double share) {
    return Statistic.ofTrace(
        "match rate of rises by more than %.0f %%".formatted(100 * share),
        "of the updates with L(t+1) > (1 + %s) L(t), those with eta - eta_crit(batch) > 1e-8"
            .formatted(share),
        trace -> {
          int all = 0;
          int above = 0;
          List<Measurement> measured = trace.measurements();
          for (int t = 0; t + 1 < measured.size(); t++) {
            double ratio = ratio(measured.get(t), measured.get(t + 1));
            if (ratio > 1 + share && isJudged(measured.get(t))) {
              all++;
              above += isAbove(measured.get(t)) ? 1 : 0;
            }
          }
          return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) above / all);
        });
  }

  /** How far one update raises the loss of the probe data at most, over the loss before. */
  static Statistic largestRise() {
    return Statistic.ofTrace(
        "largest rise of the loss by one update",
        "max_t (L(t+1) - L(t)) / L(t), at least 0",
        trace -> {
          double largest = Double.NaN;
          List<Measurement> measured = trace.measurements();
          for (int t = 0; t + 1 < measured.size(); t++) {
            double ratio = ratio(measured.get(t), measured.get(t + 1));
            largest = Double.isNaN(ratio) ? largest : Math.max(zeroIfNone(largest), ratio - 1);
          }
          return Double.isNaN(largest) ? OptionalDouble.empty() : OptionalDouble.of(largest);
        });
  }

  private static double zeroIfNone(double largest) {
    return Double.isNaN(largest) ? 0 : largest;
  }

  /** NaN unless both were measured, one update apart. */
  private static double ratio(Measurement now, Measurement next) {
    return next.step() == now.step() + 1
        ? value(next, Quantity.PROBE_LOSS) / value(now, Quantity.PROBE_LOSS)
        : Double.NaN;
  }

  /**
   * Pearson's coefficient of the logarithms of the critical rates of batches by the Hessian and by
   * the kernel: in a catapult they rise by a factor of 10 and more, and few points would make the
   * coefficient of the rates themselves.
   */
  static Statistic correlationOfCriticalRates() {
    return Statistic.ofTrace(
        "correlation of the critical rates",
        "Pearson's coefficient of log eta_crit(batch) by the Hessian and by the kernel, over batches",
        trace -> {
          List<Measurement> both = withBothRates(trace);
          return CorrelationStatistics.pearson(
                  logarithms(rates(both, Quantity.BATCH_CRITICAL_RATE_HESSIAN)),
                  logarithms(rates(both, Quantity.BATCH_CRITICAL_RATE_KERNEL)))
              .map(estimate -> OptionalDouble.of(estimate.value()))
              .orElseGet(OptionalDouble::empty);
        });
  }

  /** How far the critical rate of a batch by the kernel is from that by the Hessian. */
  static Statistic deviationOfCriticalRates() {
    return Statistic.ofTrace(
        "median deviation of the critical rates",
        "median of |eta_kernel / eta_hessian - 1| over batches",
        trace -> {
          List<Measurement> both = withBothRates(trace);
          double[] hessian = rates(both, Quantity.BATCH_CRITICAL_RATE_HESSIAN);
          double[] kernel = rates(both, Quantity.BATCH_CRITICAL_RATE_KERNEL);
          double[] deviations = new double[hessian.length];
          for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.abs(kernel[i] / hessian[i] - 1);
          }
          Arrays.sort(deviations);
          return deviations.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(median(deviations));
        });
  }

  private static List<Measurement> withBothRates(TrainingTrace trace) {
    return trace.measurements().stream()
        .filter(each -> Double.isFinite(value(each, Quantity.BATCH_CRITICAL_RATE_HESSIAN)))
        .filter(each -> Double.isFinite(value(each, Quantity.BATCH_CRITICAL_RATE_KERNEL)))
        .toList();
  }

  private static double[] rates(List<Measurement> of, Quantity quantity) {
    return of.stream().mapToDouble(each -> value(each, quantity)).toArray();
  }

  private static double[] logarithms(double[] rates) {
    return Arrays.stream(rates).map(Math::log).toArray();
  }

  /** The upper one of two in the middle. */
  static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static OptionalDouble share(
      TrainingTrace trace, Predicate<Measurement> of, Predicate<Measurement> which) {
    List<Measurement> all = judged(trace).stream().filter(of).toList();
    return all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) all.stream().filter(which).count() / all.size());
  }

  private static List<Measurement> judged(TrainingTrace trace) {
    return trace.measurements().stream().filter(BatchStatistics::isJudged).toList();
  }

  private static boolean isJudged(Measurement each) {
    return each.value(Quantity.BATCH_CRITICAL_RATE_KERNEL).isPresent();
  }

  private static boolean raises(Measurement each) {
    return value(each, Quantity.BATCH_LOSS_DIFFERENCE) > EPSILON;
  }

  private static boolean isAbove(Measurement each) {
    return value(each, Quantity.LEARNING_RATE) - value(each, Quantity.BATCH_CRITICAL_RATE_KERNEL)
        > EPSILON;
  }

  private static double value(Measurement measurement, Quantity quantity) {
    return measurement.value(quantity).orElse(Double.NaN);
  }
}
