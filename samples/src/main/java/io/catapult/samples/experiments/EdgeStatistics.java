/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.detect.Phase;
import io.catapult.djl.detect.SlowMotion;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Numbers of gradient descent at the edge of stability. The sharpness Lambda is lambda_1(M), M =
 * (2/n) J J^T, and is held against 2 / eta.
 */
final class EdgeStatistics {

  private static final Quantity SHARPNESS = Quantity.GRAM_EIGENVALUES;

  /** As far from the threshold as that it still hovers there. */
  private static final double NEAR = 0.25;

  private EdgeStatistics() {}

  /** Lambda over 2 / eta at the first measurement. */
  static Statistic sharpnessAtStart() {
    return Statistic.ofTrace(
        "sharpness at the start over 2/eta",
        "eta Lambda(0) / 2",
        trace -> Arrays.stream(ratios(trace)).findFirst());
  }

  /** The largest Lambda over 2 / eta. */
  static Statistic highestSharpness() {
    return Statistic.ofTrace(
        "highest sharpness over 2/eta",
        "max over t of eta Lambda(t) / 2",
        trace -> Arrays.stream(ratios(trace)).max());
  }

  /**
   * Of the measurements before the sharpness first reaches its threshold, the share at which it is
   * higher than at the one before.
   */
  static Statistic sharpening() {
    return Statistic.ofTrace(
        "share of rises of the sharpness before it reaches 2/eta",
        "t with Lambda(t+1) > Lambda(t), over all t before Lambda is first at 2/eta",
        trace -> shareOfRises(untilReached(ratios(trace))));
  }

  private static double[] untilReached(double[] ratios) {
    return Arrays.stream(ratios).takeWhile(ratio -> ratio < 1).toArray();
  }

  private static OptionalDouble shareOfRises(double[] values) {
    return share(changes(values), change -> change > 0);
  }

  /** From each value to the next. */
  private static DoubleStream changes(double[] values) {
    return IntStream.range(1, values.length).mapToDouble(i -> values[i] - values[i - 1]);
  }

  /** Of the measurements since the sharpness reached its threshold, the share within a quarter. */
  static Statistic hovering() {
    return Statistic.ofTrace(
        "share of steps within a quarter of 2/eta since it was reached",
        "t with |eta Lambda(t) / 2 - 1| <= 1/4, over all t since Lambda was first at 2/eta",
        trace ->
            share(
                Arrays.stream(ratios(trace)).dropWhile(ratio -> ratio < 1),
                ratio -> Math.abs(ratio - 1) <= NEAR));
  }

  /** How often the phases II, III and IV followed each other. */
  static Statistic cycles() {
    return Statistic.ofTrace(
        "cycles of the phases",
        "how often phase III follows phase II and phase IV follows that",
        trace -> {
          List<Object> phases =
              trace.events(TraceEvent.Kind.PHASE).stream()
                  .map(event -> event.evidence().get("to"))
                  .toList();
          List<Object> cycle = List.of(Phase.II.name(), Phase.III.name(), Phase.IV.name());
          return phases.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  IntStream.rangeClosed(0, phases.size() - 3)
                      .filter(i -> phases.subList(i, i + 3).equals(cycle))
                      .count());
        });
  }

  /** Of the updates, the share that raises the loss. */
  static Statistic risesOfLoss() {
    return Statistic.ofTrace(
        "share of updates that raise the loss",
        "t with L(t+1) > L(t), over all t",
        trace -> shareOfRises(trace.series(Quantity.PROBE_LOSS).values()));
  }

  /** The last loss over the first. */
  static Statistic lastLoss() {
    return Statistic.ofTrace(
        "last loss over the first",
        "L(T) / L(0)",
        trace -> {
          double[] losses = trace.series(Quantity.PROBE_LOSS).values();
          return losses.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(losses[losses.length - 1] / losses[0]);
        });
  }

  /** The last loss over that where the sharpness first was at its threshold. */
  static Statistic lossSinceReached() {
    return Statistic.ofTrace(
        "last loss over that when 2/eta was reached",
        "L(T) / L(t), t the first step with Lambda(t) >= 2/eta",
        trace -> {
          double[] losses = trace.series(Quantity.PROBE_LOSS).values();
          int reached = untilReached(ratios(trace)).length;
          return reached < losses.length - 1
              ? OptionalDouble.of(losses[losses.length - 1] / losses[reached])
              : OptionalDouble.empty();
        });
  }

  /** What a listener would advise at the end of the time at the first learning rate. */
  static Statistic motionStopped() {
    return Statistic.ofTrace(
        "whether the slow motion had stopped",
        "1 if the last verdict at the first learning rate allows a decay, or else 0",
        trace -> {
          double[] rates = trace.series(Quantity.LEARNING_RATE).values();
          OptionalDouble last = OptionalDouble.empty();
          for (Measurement m : trace.measurements()) {
            OptionalDouble rate = m.value(Quantity.LEARNING_RATE);
            if (rate.isPresent() && rate.getAsDouble() != rates[0]) {
              break;
            }
            Optional<SlowMotion.Reading> motion = RecordedDynamics.slowMotion(m);
            if (motion.isPresent()) {
              last = OptionalDouble.of(motion.get().verdict().allowsDecay() ? 1 : 0);
            }
          }
          return last;
        });
  }

  /** How often sharpness and norm of the output layer move in the same direction. */
  static Statistic agreement() {
    return Statistic.ofTrace(
        "agreement of sharpness and output layer",
        "t with sign(Lambda(t+1) - Lambda(t)) = sign(||A(t+1)|| - ||A(t)||), over all that can be"
            + " judged",
        trace -> RecordedDynamics.summary(trace).directions().value());
  }

  /** The largest share that the output layer's part of M has in the sharpness. */
  static Statistic outputLayerPart() {
    return Statistic.ofTrace(
        "largest part of the output layer in the sharpness",
        "max over t of lambda_1(M_A(t)) / lambda_1(M(t))",
        trace ->
            trace.measurements().stream()
                .filter(m -> m.value(Quantity.OUTPUT_LAYER_GRAM).isPresent())
                .mapToDouble(m -> value(m, Quantity.OUTPUT_LAYER_GRAM) / value(m, SHARPNESS))
                .max());
  }

  /** The largest second eigenvalue over 1 / eta. */
  static Statistic highestSecond() {
    return Statistic.ofTrace(
        "highest second eigenvalue over 1/eta",
        "max over t of eta lambda_2(M(t))",
        trace ->
            trace.measurements().stream()
                .filter(m -> m.values(SHARPNESS).length > 1)
                .filter(m -> m.value(Quantity.LEARNING_RATE).isPresent())
                .mapToDouble(m -> value(m, Quantity.LEARNING_RATE) * m.values(SHARPNESS)[1])
                .max());
  }

  /** Of the updates, the share that lowers R, the residual outside the first eigenvector. */
  static Statistic fallsOfRest() {
    return Statistic.ofTrace(
        "share of updates that lower R",
        "t with ||R(t+1)|| < ||R(t)||, over all t",
        EdgeStatistics::fallsOfRest);
  }

  private static OptionalDouble fallsOfRest(TrainingTrace trace) {
    return share(changes(trace.series(Quantity.PROBE_LOSS_REST, 0).values()), change -> change < 0);
  }

  /** How much rarer R rises than the loss. */
  static Statistic risesOfRestOverLoss() {
    return Statistic.ofTrace(
        "updates that raise R over those that raise the loss",
        "(t with ||R(t+1)|| >= ||R(t)||) / (t with L(t+1) > L(t))",
        trace -> {
          OptionalDouble falls = fallsOfRest(trace);
          OptionalDouble rises = shareOfRises(trace.series(Quantity.PROBE_LOSS).values());
          return falls.isEmpty() || rises.orElse(0) == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of((1 - falls.getAsDouble()) / rises.getAsDouble());
        });
  }

  /** How far R comes from R', over what R is at the start. */
  static Statistic distanceOfRest() {
    return Statistic.ofTrace(
        "largest distance of R from R'",
        "max over t of ||R(t) - R'(t)|| / ||R(0)||",
        trace -> {
          double[] distances = trace.series(Quantity.RESIDUAL_AUXILIARY_DISTANCE).values();
          double[] rest = trace.series(Quantity.PROBE_LOSS_REST, 0).values();
          return distances.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  Math.sqrt(Arrays.stream(distances).max().orElseThrow() / rest[0]));
        });
  }

  /** eta Lambda / 2 of each measurement of both. */
  private static double[] ratios(TrainingTrace trace) {
    return trace.measurements().stream()
        .filter(m -> m.value(SHARPNESS).isPresent())
        .filter(m -> m.value(Quantity.LEARNING_RATE).isPresent())
        .mapToDouble(m -> value(m, Quantity.LEARNING_RATE) * value(m, SHARPNESS) / 2)
        .toArray();
  }

  private static double value(Measurement of, Quantity quantity) {
    return of.value(quantity).orElseThrow();
  }

  private static OptionalDouble share(DoubleStream values, DoublePredicate holds) {
    return values.map(value -> holds.test(value) ? 1 : 0).average();
  }
}
