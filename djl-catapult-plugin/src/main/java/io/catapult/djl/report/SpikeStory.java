/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.Verdict;
import io.catapult.djl.report.RunStory.Tone;
import java.util.List;

/** Tells of the spikes of the loss that came back: what they were and did, by what evidence. */
final class SpikeStory {

  /** More catapults than these are told of together. */
  private static final int TOLD = 3;

  private static final String LOSS = "loss";

  private SpikeStory() {}

  static void tell(RecordedRun run, Telling telling) {
    List<RecordedSpike> catapults = run.spikes(Verdict.CATAPULT);
    if (catapults.size() <= TOLD) {
      for (int i = 0; i < catapults.size(); i++) {
        String which = catapults.size() == 1 ? "the" : "the " + Words.ordinal(i);
        tellCatapult(which, catapults.get(i), telling);
      }
    } else {
      tellTogether(catapults, telling);
    }
    tellWhere(catapults, telling);
    tellBadBatches(run.spikes(Verdict.BAD_BATCH), telling);
    tellUnresolved(run.spikes(Verdict.UNRESOLVED), telling);
  }

  private static void tellCatapult(String which, RecordedSpike spike, Telling telling) {
    String norm =
        spike.signs().knowsNorm()
            ? "; the NTK norm %s from %s to %s"
                .formatted(
                    spike.signs().hasNormFallen() ? "fell" : "did not fall,",
                    Words.value(spike.signs().normBefore()),
                    Words.value(spike.signs().normAfter()))
            : "";
    telling.add(
        8,
        Tone.GOOD,
        "%s catapult lasted from step %s to step %s: the loss %s and came back%s"
            .formatted(
                which,
                Words.figures(spike.onset()),
                Words.figures(spike.end()),
                spike.rise(),
                norm),
        spike.onset(),
        LOSS);
  }

  private static void tellTogether(List<RecordedSpike> catapults, Telling telling) {
    RecordedSpike highest = catapults.stream().min(RecordedSpike.MOST_STRIKING).orElseThrow();
    List<Double> growths = catapults.stream().map(RecordedSpike::growth).sorted().toList();
    telling.add(
        8,
        Tone.GOOD,
        "in the highest of the %s catapults, at step %s, the loss %s; the median peak was %s times what it rose from"
            .formatted(
                Words.number(catapults.size()),
                Words.figures(highest.onset()),
                highest.rise(),
                Words.value(median(growths))),
        highest.onset(),
        LOSS);
    List<RecordedSpike> known =
        catapults.stream().filter(spike -> spike.signs().knowsNorm()).toList();
    if (!known.isEmpty()) {
      telling.add(
          7,
          Tone.GOOD,
          "the NTK norm was %s before the first catapult and %s after the last"
              .formatted(
                  Words.value(known.get(0).signs().normBefore()),
                  Words.value(known.get(known.size() - 1).signs().normAfter())),
          null,
          "ntk");
    }
  }

  private static void tellWhere(List<RecordedSpike> catapults, Telling telling) {
    List<Double> shares =
        catapults.stream()
            .filter(spike -> spike.signs().knowsShare())
            .map(spike -> spike.signs().topShare())
            .sorted()
            .toList();
    if (shares.isEmpty()) {
      return;
    }
    telling.add(
        5,
        Tone.PLAIN,
        shareOf(shares)
            + " of the rise of the loss lay in the top eigenspace of the tangent kernel"
            + (shares.get(shares.size() - 1) > 1 ? ", over 100 % where the rest fell" : ""),
        null,
        "split");
  }

  /**
   * @param shares ascending
   */
  private static String shareOf(List<Double> shares) {
    long low = Math.round(100 * shares.get(0));
    long high = Math.round(100 * shares.get(shares.size() - 1));
    if (low == high) {
      return low + " %";
    }
    return shares.size() <= TOLD
        ? low + " to " + high + " %"
        : "at the median " + Math.round(100 * median(shares)) + " %";
  }

  /**
   * The middle one, or the mean of the two in the middle.
   *
   * @param numbers ascending, at least one
   */
  private static double median(List<Double> numbers) {
    int size = numbers.size();
    return (numbers.get((size - 1) / 2) + numbers.get(size / 2)) / 2;
  }

  private static void tellBadBatches(List<RecordedSpike> spikes, Telling telling) {
    if (spikes.isEmpty()) {
      return;
    }
    RecordedSpike first = spikes.get(0);
    String words =
        spikes.size() == 1
            ? "a bad batch at step %s: the loss %s and came back, but %s"
                .formatted(Words.figures(first.onset()), first.rise(), first.whyNoCatapult())
            : "%s, the first at step %s: the loss rose and came back, but %s"
                .formatted(
                    Words.count(spikes.size(), "bad batch"),
                    Words.figures(first.onset()),
                    whyNoCatapults(spikes));
    telling.add(6, Tone.PLAIN, words, first.onset(), LOSS);
  }

  /** What holds of all of them, or of the first. */
  private static String whyNoCatapults(List<RecordedSpike> spikes) {
    String why = spikes.get(0).whyNoCatapult();
    boolean isShared = spikes.stream().allMatch(spike -> spike.whyNoCatapult().equals(why));
    return isShared ? why : "not every sign of a catapult was there: at the first, " + why;
  }

  private static void tellUnresolved(List<RecordedSpike> spikes, Telling telling) {
    if (spikes.isEmpty()) {
      return;
    }
    RecordedSpike first = spikes.get(0);
    String words =
        spikes.size() == 1
            ? "a spike at step %s, where the loss %s, could not be judged: %s"
                .formatted(Words.figures(first.onset()), first.rise(), first.doubt())
            : "%s could not be judged, the first at step %s: there %s"
                .formatted(
                    Words.count(spikes.size(), "spike"),
                    Words.figures(first.onset()),
                    first.doubt());
    telling.add(6, Tone.PLAIN, words, first.onset(), LOSS);
  }
}
