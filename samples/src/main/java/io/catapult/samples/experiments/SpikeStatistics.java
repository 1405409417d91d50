/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.Series;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Numbers of the spikes of a run, as its trace has them. A spike has an onset, at the low before
 * it, a peak, and an end, where the loss is back at the low or the run is over. Here it is one in
 * which the loss of the probe data rises by {@value #RISE} times the low or more, and that is no
 * divergence: small oscillations are not meant. All are empty if there is none.
 */
final class SpikeStatistics {

  /** Lower than this many times the low, a peak is no spike. */
  static final double RISE = 2;

  private static final String VERDICT = "verdict";

  private SpikeStatistics() {}

  /**
   * The part of the spikes' rises that lies in the top eigenspace of the kernel: {@code sum
   * (L_top(s, peak) - L_top(s, onset)) / sum (L(peak) - L(onset))}. Both losses are of the probe
   * data, each split by the eigenvectors at its own step.
   *
   * @param s the dimension of the eigenspace, at least 1
   */
  static Statistic riseInTop(int s) {
    return ofSpikes(
        "share of the spikes' rises in the top " + s,
        "sum over spikes of L_top(%d) at the peak less that at the onset, over that of L"
            .formatted(s),
        (trace, spikes) -> {
          Curve loss = new Curve(trace.series(Quantity.PROBE_LOSS));
          Curve top = new Curve(trace.series(Quantity.PROBE_LOSS_TOP, s - 1));
          return OptionalDouble.of(sumOfRises(top, spikes) / sumOfRises(loss, spikes));
        });
  }

  private static double sumOfRises(Curve curve, List<Window> spikes) {
    return spikes.stream()
        .mapToDouble(spike -> curve.at(spike.peak()) - curve.at(spike.onset()))
        .sum();
  }

  /**
   * Of the spikes from which the loss came back, the share with a lower norm of the kernel at the
   * end than at the onset. Empty, too, if it came back from none.
   */
  static Statistic fallsOfNorm() {
    return ofSpikes(
        "share of spikes with a lower NTK norm after than before",
        "spikes that came back with ||K||_2 at the end below that at the onset, over all that came"
            + " back",
        (trace, spikes) -> {
          Curve loss = new Curve(trace.series(Quantity.PROBE_LOSS));
          Curve norm = new Curve(trace.series(Quantity.PROBE_NTK_NORM));
          return spikes.stream()
              .filter(spike -> loss.at(spike.end()) <= loss.at(spike.onset()))
              .mapToDouble(spike -> norm.at(spike.end()) < norm.at(spike.onset()) ? 1 : 0)
              .average();
        });
  }

  /**
   * Of the spikes, the share that begins in a rising half of a cycle of the learning rate: with an
   * update from that at the lowest rate to that at the highest.
   */
  static Statistic spikesInRisingHalves() {
    return ofSpikes(
        "share of spikes that begin in a rising half",
        "spikes with the onset in a rising half of the learning rate, over all",
        (trace, spikes) -> {
          List<Window> halves = risingHalves(trace);
          return spikes.stream()
              .mapToDouble(spike -> halves.stream().anyMatch(half -> begins(spike, half)) ? 1 : 0)
              .average();
        });
  }

  /** Of the rising halves of the cycles of the learning rate, the share in which a spike begins. */
  static Statistic risingHalvesWithSpike() {
    return ofSpikes(
        "share of rising halves in which a spike begins",
        "rising halves of the learning rate with the onset of a spike, over all",
        (trace, spikes) ->
            risingHalves(trace).stream()
                .mapToDouble(half -> spikes.stream().anyMatch(spike -> begins(spike, half)) ? 1 : 0)
                .average());
  }

  private static boolean begins(Window spike, Window half) {
    return spike.onset() >= half.onset() && spike.onset() <= half.end();
  }

  /** From each lowest rate to the highest after it. */
  private static List<Window> risingHalves(TrainingTrace trace) {
    Series series = trace.series(Quantity.LEARNING_RATE);
    long[] steps = series.steps();
    double[] rates = series.values();
    List<Window> halves = new ArrayList<>();
    int low = 0;
    for (int i = 1; i < rates.length; i++) {
      boolean isLast = i + 1 == rates.length || rates[i + 1] <= rates[i];
      if (rates[i] <= rates[i - 1]) {
        low = i;
      } else if (isLast) {
        halves.add(new Window(steps[low], steps[i], steps[i]));
      }
    }
    return halves;
  }

  /** Steps at which something begins, is highest, and ends. */
  private record Window(long onset, long peak, long end) {}

  private interface Reading {
    OptionalDouble of(TrainingTrace trace, List<Window> spikes);
  }

  /** The values of a series by step; NaN where there is none. */
  private static final class Curve {

    private final long[] steps;
    private final double[] values;

    Curve(Series series) {
      steps = series.steps();
      values = series.values();
    }

    double at(long step) {
      int index = Arrays.binarySearch(steps, step);
      return index < 0 ? Double.NaN : values[index];
    }
  }

  private static Statistic ofSpikes(String name, String formula, Reading reading) {
    Function<TrainingTrace, OptionalDouble> ofTrace =
        trace -> {
          List<Window> spikes = spikes(trace);
          return spikes.isEmpty() ? OptionalDouble.empty() : reading.of(trace, spikes);
        };
    return new Statistic(
        name, formula, run -> run.trace().map(ofTrace).orElseGet(OptionalDouble::empty));
  }

  private static List<Window> spikes(TrainingTrace trace) {
    Curve loss = new Curve(trace.series(Quantity.PROBE_LOSS));
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .filter(event -> !Verdict.DIVERGENCE.name().equals(event.evidence().get(VERDICT)))
        .map(event -> new Window(step(event, "onset"), step(event, "peak"), step(event, "end")))
        .filter(spike -> loss.at(spike.peak()) >= RISE * loss.at(spike.onset()))
        .toList();
  }

  private static long step(TraceEvent event, String name) {
    return ((Number) event.evidence().get(name)).longValue();
  }
}
