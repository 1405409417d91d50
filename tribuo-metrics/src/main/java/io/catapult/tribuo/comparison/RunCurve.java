/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.report.Downsampling;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.Series;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** The training loss of a run over its steps, with the spikes in it, for a small chart. */
final class RunCurve {

  /** The loss that is drawn: the first of these that was measured more than once. */
  static final List<Quantity> LOSSES = List.of(Quantity.PROBE_LOSS, Quantity.BATCH_LOSS);

  private static final MathContext DIGITS = new MathContext(6);
  private static final int MOST_SPIKES = 60;

  /** Catapults first, the highest first. */
  private static final Comparator<TraceEvent> STRIKING =
      Comparator.comparing((TraceEvent spike) -> !isCatapult(spike))
          .thenComparing(Comparator.comparingDouble(RunCurve::peakLoss).reversed());

  private final TrainingTrace trace;
  private final int most;

  /**
   * A curve.
   *
   * @param most about the most points that are kept; extremes are always among them
   */
  RunCurve(TrainingTrace trace, int most) {
    this.trace = trace;
    this.most = most;
  }

  void put(ObjectNode curve) {
    Quantity loss =
        LOSSES.stream()
            .filter(quantity -> trace.series(quantity).size() > 1)
            .findFirst()
            .orElse(LOSSES.get(0));
    List<TraceEvent> spikes = trace.events(TraceEvent.Kind.SPIKE);
    putPoints(curve.put("quantity", loss.id()), trace.series(loss), spikes);
    ArrayNode marks = curve.put("spikesOf", spikes.size()).putArray("spikes");
    spikes.stream()
        .sorted(STRIKING)
        .limit(MOST_SPIKES)
        .sorted(Comparator.comparingLong(TraceEvent::step))
        .forEach(spike -> putSpike(marks.addObject(), spike));
  }

  private static void putSpike(ObjectNode mark, TraceEvent spike) {
    mark.put("verdict", String.valueOf(spike.evidence().get("verdict")));
    mark.put("peak", step(spike, "peak"));
  }

  private static boolean isCatapult(TraceEvent spike) {
    return Verdict.CATAPULT.name().equals(spike.evidence().get("verdict"));
  }

  private static double peakLoss(TraceEvent spike) {
    return spike.evidence().get("loss at peak") instanceof Number loss ? loss.doubleValue() : 0;
  }

  private static long step(TraceEvent spike, String name) {
    return spike.evidence().get(name) instanceof Number number ? number.longValue() : spike.step();
  }

  private void putPoints(ObjectNode curve, Series series, List<TraceEvent> spikes) {
    long[] steps = series.steps();
    double[] values = series.values();
    LongStream marked =
        spikes.stream().flatMapToLong(s -> LongStream.of(step(s, "onset"), step(s, "peak")));
    ArrayNode drawnSteps = curve.put("of", steps.length).putArray("steps");
    ArrayNode drawnValues = curve.putArray("values");
    for (int i : Downsampling.keep(steps, values, most, marked.sorted().toArray())) {
      drawnSteps.add(steps[i]);
      if (Double.isFinite(values[i])) {
        drawnValues.add(BigDecimal.valueOf(values[i]).round(DIGITS).doubleValue());
      } else {
        drawnValues.addNull();
      }
    }
  }
}
