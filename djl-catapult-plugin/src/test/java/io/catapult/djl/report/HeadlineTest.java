/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.StepNumbers;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import org.junit.jupiter.api.Test;

final class HeadlineTest {

  private static void assertHeadline(String expected, TrainingTrace trace) {
    assertEquals(expected, MadeRun.headline(trace));
  }

  /** A loss of which no spike is seen, and rates below or above the critical rate of 2. */
  private static MadeRun rates(double... rates) {
    MadeRun run = MadeRun.begin();
    for (int step = 0; step < rates.length; step++) {
      run.add(
          Measurement.at(step, 0)
              .put(Quantity.PROBE_LOSS, 1)
              .put(Quantity.LEARNING_RATE, rates[step])
              .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 2));
    }
    return run;
  }

  @Test
  void catapultsAreCountedAndPlacedWithWhatTheyDid() {
    assertHeadline(
        "Three catapults, at steps 14, 61 and 140; each lowered the NTK norm, and the loss ended"
            + " 20 times lower than it began.",
        MadeRun.begin().loss(2, 1, 0.1).catapult(14).catapult(61).catapult(140).ended());
    assertHeadline(
        "Two catapults, at steps 14 and 61; both lowered the NTK norm, and the loss ended where it"
            + " began.",
        MadeRun.begin().loss(2, 1, 2).catapult(14).catapult(61).ended());
    assertHeadline(
        "One catapult, at step 14; it lowered the NTK norm, and the loss ended 2 times higher than"
            + " it began.",
        MadeRun.begin().loss(1, 1, 2).catapult(14).ended());
  }

  @Test
  void aNormThatDidNotFallIsTold() { // as another writer may judge
    SpikeSigns stayed = new SpikeSigns(3, 2, 40, 41, 0.9, true);
    MadeRun run = MadeRun.begin().loss(2, 2).detected(MadeRun.spike(Verdict.CATAPULT, 3, stayed));
    assertHeadline(
        "One catapult, at step 3; it did not lower the NTK norm, and the loss ended where it began.",
        run.open());
    run.detected(MadeRun.spike(Verdict.CATAPULT, 9, stayed));
    assertHeadline(
        "Two catapults, at steps 3 and 9; none of them lowered the NTK norm, and the loss ended"
            + " where it began.",
        run.open());
    assertHeadline(
        "Three catapults, at steps 3, 9 and 20; one of them lowered the NTK norm, and the loss ended"
            + " where it began.",
        run.catapult(20).open());
  }

  @Test
  void manyCatapultsAreCountedNotListed() {
    MadeRun run = MadeRun.begin().loss(1, 0.5);
    for (int i = 0; i < 3456; i++) {
      run.catapult(10L * i);
    }
    assertHeadline(
        "3456 catapults between steps 0 and 34\u202F554; each lowered the NTK norm, and the loss"
            + " ended 2 times lower than it began.",
        run.ended());
  }

  @Test
  void aNormThatWasNotMeasuredIsNotTold() {
    assertHeadline(
        "One catapult, at step 3; the loss ended 2 times lower than it began.",
        MadeRun.begin()
            .loss(1, 0.5)
            .detected(MadeRun.bareSpike(Verdict.CATAPULT, 3, true))
            .ended());
  }

  @Test
  void withoutACatapultTheRateIsTheReason() {
    assertHeadline(
        "No catapult: the learning rate stayed below the critical rate; the loss ended where it"
            + " began.",
        rates(1, 1.5).ended());
    assertHeadline(
        "No catapult, although the learning rate was above the critical rate at 1 of 4 measured"
            + " steps (25 %); the loss ended where it began.",
        rates(1, 1, 3, 1).ended());
    assertHeadline(
        "No catapult: the critical rate was not measured; the loss ended 2 times lower than it"
            + " began.",
        MadeRun.begin().loss(1, 0.5).ended());
    assertHeadline(
        "No catapult; the loss ended 2 times lower than it began.",
        MadeRun.adaptive().loss(1, 0.5).ended());
  }

  @Test
  void otherSpikesAreNamedWhereThereIsNoCatapult() {
    SpikeSigns below = new SpikeSigns(1, 2, 40, 41, 0.2, true);
    assertHeadline(
        "No catapult, but two bad batches: the learning rate stayed below the critical rate; the"
            + " loss ended where it began.",
        rates(1, 1)
            .detected(MadeRun.spike(Verdict.BAD_BATCH, 3, below))
            .detected(MadeRun.spike(Verdict.BAD_BATCH, 30, below))
            .ended());
    assertHeadline(
        "No certain catapult, but one spike of the loss that could not be judged: the critical rate"
            + " was not measured; the loss ended 2 times lower than it began.",
        MadeRun.begin()
            .loss(1, 0.5)
            .detected(MadeRun.bareSpike(Verdict.UNRESOLVED, 3, true))
            .ended());
  }

  @Test
  void aDivergenceComesFirst() {
    SpikeSigns signs = new SpikeSigns(3, 2, 40, Double.NaN, 0.9, false);
    assertHeadline(
        "The training diverged at step 12: the loss rose from 0.5 to 5 and did not come back, with a"
            + " learning rate of 1.5 times the critical rate.",
        MadeRun.begin()
            .loss(1, 0.5)
            .detected(MadeRun.spike(Verdict.DIVERGENCE, 12, signs))
            .ended());
    assertHeadline(
        "After two catapults the training diverged at step 12: the loss rose from 0.5 to 5 and did"
            + " not come back.",
        MadeRun.begin()
            .loss(1, 0.5)
            .catapult(0)
            .catapult(5)
            .detected(MadeRun.bareSpike(Verdict.DIVERGENCE, 12, false))
            .ended());
  }

  @Test
  void aDivergenceFromWhichEarlierWeightsCameBackIsNotTheEnd() {
    MadeRun run = MadeRun.begin().loss(1, 0.5, 5, 50, 500, 50_000);
    run.detected(MadeRun.bareSpike(Verdict.DIVERGENCE, 1, false));
    run.add(Measurement.at(6, 0).put(Quantity.PROBE_LOSS, 0.5));
    assertHeadline(
        "No catapult: the critical rate was not measured; the loss ended 2 times lower than it"
            + " began.",
        run.ended());
  }

  @Test
  void aLossThatIsNoNumberIsADivergence() {
    assertHeadline(
        "The training diverged: after step 1 the loss was no finite number.",
        MadeRun.begin().loss(1, 2, Double.NaN).ended());
    assertHeadline("The loss was never a finite number.", MadeRun.begin().loss(Double.NaN).ended());
  }

  @Test
  void theRulesSpeakWhereTheFullLossIsSilent() {
    double unknown = Double.NaN;
    DynamicsDetector detector = DynamicsDetector.create();
    MadeRun run = MadeRun.begin();
    for (int step = 0; step < 20_000; step++) {
      double rate = step % 10 == 0 ? 3 : 1;
      detector.accept(
          new StepNumbers(
              step, rate, unknown, unknown, 2, unknown, unknown, unknown, unknown, unknown, unknown,
              unknown));
    }
    run.series(Quantity.BATCH_LOSS, 4, 1);
    assertHeadline(
        "2000 of 20\u202F000 updates (10 %) were catapults by the critical rate of the batch; the"
            + " loss ended 4 times lower than it began.",
        run.ended(detector.summary().toMap()));
  }

  @Test
  void whatCannotBeKnownIsSaid() {
    assertHeadline("Nothing was measured.", MadeRun.begin().ended());
    assertHeadline(
        "Whether there were catapults cannot be said: the loss on the probe data was not measured.",
        MadeRun.begin().series(Quantity.BATCH_LOSS, 1, 1).ended());
  }

  @Test
  void aRunThatGoesOnIsToldInThePresent() {
    TrainingTrace trace = MadeRun.begin().loss(2, 1, 0.1).catapult(14).open();
    RecordedRun run = RecordedRun.live(trace, DynamicsDetector.create().summary());
    assertEquals(
        "So far: one catapult, at step 14; it lowered the NTK norm, and the loss is 20 times lower"
            + " than at the beginning.",
        Headline.of(run));
    TrainingTrace nothing = MadeRun.begin().open();
    assertEquals(
        "So far: nothing has been measured.",
        Headline.of(RecordedRun.live(nothing, DynamicsDetector.create().summary())));
  }
}
