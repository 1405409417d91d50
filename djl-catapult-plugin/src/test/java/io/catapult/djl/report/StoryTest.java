/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.StepNumbers;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.report.RunStory.Sentence;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoryTest {

  private static final double UNKNOWN = Double.NaN;

  /** The sentence with these words in it. */
  private static Sentence about(String words, TrainingTrace trace) {
    List<Sentence> story = MadeRun.story(trace);
    return story.stream()
        .filter(sentence -> sentence.text().contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no '" + words + "' in " + story));
  }

  private static void assertTold(
      String text, Tone tone, Long step, String chart, Sentence sentence) {
    assertEquals(new Sentence(text, tone, step, chart), sentence);
  }

  private static boolean tells(String words, TrainingTrace trace) {
    return MadeRun.story(trace).stream().anyMatch(sentence -> sentence.text().contains(words));
  }

  @Test
  void eachOfAFewCatapultsIsTold() {
    TrainingTrace trace = MadeRun.begin().loss(1, 0.5).catapult(3).catapult(9).ended();
    assertTold(
        "The first catapult lasted from step 3 to step 7: the loss rose from 0.5 to 5 and came"
            + " back; the NTK norm fell from 40 to 20.",
        Tone.GOOD,
        3L,
        "loss",
        about("first catapult", trace));
    assertTold(
        "90 % of the rise of the loss lay in the top eigenspace of the tangent kernel.",
        Tone.PLAIN, null, "split", about("eigenspace", trace));
    assertTrue(tells("second catapult lasted from step 9", trace));
  }

  @Test
  void manyCatapultsAreToldTogether() {
    MadeRun run = MadeRun.begin().loss(1, 0.5);
    for (int i = 0; i < 5; i++) {
      SpikeSigns signs = new SpikeSigns(3, 2, 40 - i, 39 - i, 0.5 + 0.1 * i, true);
      run.detected(MadeRun.spike(Verdict.CATAPULT, 10L * i, signs));
    }
    TrainingTrace trace = run.ended();
    assertTrue(
        tells(
            "In the highest of the five catapults, at step 0, the loss rose from 0.5 to 5; the"
                + " median peak was 10 times what it rose from.",
            trace));
    assertTrue(
        tells("The NTK norm was 40 before the first catapult and 35 after the last.", trace));
    assertTrue(tells("At the median 70 % of the rise of the loss lay in", trace));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    MadeRun run = MadeRun.begin().loss(1, 0.5);
    for (double share : new double[] {0.5, 0.6, 0.8, 1}) {
      run.detected(
          MadeRun.spike(
              Verdict.CATAPULT,
              Math.round(100 * share),
              new SpikeSigns(3, 2, 40, 20, share, true)));
    }
    assertTrue(tells("At the median 70 % of the rise of the loss lay in", run.ended()));
  }

  @Test
  void badBatchesAreToldWithWhatSpeaksAgainstACatapult() {
    SpikeSigns below = new SpikeSigns(1, 2, 40, 20, 0.9, true);
    SpikeSigns elsewhere = new SpikeSigns(UNKNOWN, UNKNOWN, 40, 41, 0.1, true);
    assertTold(
        "A bad batch at step 3: the loss rose from 0.5 to 5 and came back, but the learning rate was"
            + " not above the critical rate.",
        Tone.PLAIN,
        3L,
        "loss",
        about("bad batch", badBatch(below).ended()));
    assertTrue(
        about("bad batch", badBatch(elsewhere).ended())
            .text()
            .endsWith(
                "but the NTK norm did not fall, and most of the rise lay outside the top"
                    + " eigenspace."));
    SpikeSigns flat = new SpikeSigns(3, Double.POSITIVE_INFINITY, 0, 0, 0.9, true);
    assertTrue(
        tells("but the learning rate was not above the critical rate.", badBatch(flat).ended()));
    assertTrue(
        tells(
            "Two bad batches, the first at step 3: the loss rose and came back, but the learning"
                + " rate was not above the critical rate.",
            badBatch(below).detected(MadeRun.spike(Verdict.BAD_BATCH, 30, below)).ended()));
  }

  private static MadeRun badBatch(SpikeSigns signs) {
    return MadeRun.begin().loss(1, 0.5).detected(MadeRun.spike(Verdict.BAD_BATCH, 3, signs));
  }

  @Test
  void anUnresolvedSpikeIsToldWithItsDoubt() {
    String could = "A spike at step 3, where the loss rose from 0.5 to 5, could not be judged: ";
    assertTrue(
        tells(could + "too little evidence was measured.", unresolved(UNKNOWN, UNKNOWN, true)));
    assertTrue(tells(could + "the loss did not come back.", unresolved(3, 20, false)));
    assertTrue(
        tells(
            could + "the evidence contradicts itself, since the NTK norm did not fall.",
            unresolved(3, 50, true)));
  }

  private static TrainingTrace unresolved(double rate, double normAfter, boolean isBack) {
    SpikeSigns signs =
        new SpikeSigns(rate, 2, Double.isNaN(normAfter) ? UNKNOWN : 40, normAfter, UNKNOWN, isBack);
    return MadeRun.begin()
        .loss(1, 0.5)
        .detected(MadeRun.spike(Verdict.UNRESOLVED, 3, signs))
        .ended();
  }

  @Test
  void divergencesAreBad() {
    SpikeSigns signs = new SpikeSigns(3, 2, 40, UNKNOWN, UNKNOWN, false);
    MadeRun run =
        MadeRun.begin().loss(1, 0.5).detected(MadeRun.spike(Verdict.DIVERGENCE, 3, signs));
    assertTold(
        "The training diverged at step 3: the loss rose from 0.5 to 5, and it did not come back; the"
            + " learning rate was 1.5 times the critical rate.",
        Tone.BAD,
        3L,
        "loss",
        about("diverged", run.open()));
    run.add(Measurement.at(100, 0).put(Quantity.PROBE_LOSS, 0.5));
    assertTrue(tells("and the training went on from earlier weights", run.open()));
    run.detected(MadeRun.spike(Verdict.DIVERGENCE, 200, signs));
    run.detected(MadeRun.spike(Verdict.DIVERGENCE, 300, signs));
    assertTrue(
        tells(
            "The training diverged three times, first at step 3 and last at step 300.",
            run.open()));
  }

  @Test
  void theLearningRateIsHeldAgainstTheCriticalRate() {
    MadeRun run = MadeRun.begin();
    double[] rates = {1, 1, 3, 1};
    for (int step = 0; step < rates.length; step++) {
      run.add(
          Measurement.at(step, 0)
              .put(Quantity.PROBE_LOSS, 1)
              .put(Quantity.LEARNING_RATE, rates[step])
              .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 2));
    }
    assertTold(
        "The learning rate was above the critical rate at 1 of the 4 steps at"
            + " which that was measured, at most 1.5"
            + " times as high.",
        Tone.PLAIN,
        2L,
        "rate",
        about("learning rate was", run.ended()));
  }

  @Test
  void whatTheRulesCountIsTold() {
    DynamicsDetector detector = DynamicsDetector.create();
    for (int step = 0; step < 40; step++) {
      detector.accept(
          new StepNumbers(
              step,
              step < 10 ? 3 : 1,
              UNKNOWN,
              UNKNOWN,
              2,
              UNKNOWN,
              step < 4 ? 1 : -1,
              UNKNOWN,
              UNKNOWN,
              UNKNOWN,
              UNKNOWN,
              UNKNOWN));
    }
    assertTold(
        "Catapults counted update by update: by the projected loss 4 of 40 updates (10 %), by the"
            + " critical rate of the batch 10 of 40 updates (25 %).",
        Tone.PLAIN,
        null,
        "batch",
        about("update by update", MadeRun.begin().loss(1, 1).ended(detector.summary().toMap())));
  }

  /** Sharpness over the threshold 2 / eta = 2. */
  private static TrainingTrace sharpness(double... ratios) {
    MadeRun run = MadeRun.begin();
    for (int step = 0; step < ratios.length; step++) {
      double sharpness = 2 * ratios[step];
      run.add(
          Measurement.at(step, 0)
              .put(Quantity.SHARPNESS, sharpness)
              .put(Quantity.PROBE_CRITICAL_RATE_HESSIAN, 2 / sharpness)
              .put(Quantity.LEARNING_RATE, 1));
    }
    return run.ended();
  }

  /** Of the Gram matrix where the Hessian was not measured. */
  @Test
  void theSharpnessOfTheGramMatrixIsHeldAgainstItsThreshold() {
    MadeRun run = MadeRun.begin();
    for (int step = 0; step < 3; step++) {
      run.add(
          Measurement.at(step, 0)
              .put(Quantity.GRAM_EIGENVALUES, 1.8)
              .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 2 / 1.8)
              .put(Quantity.LEARNING_RATE, 1));
    }
    assertTrue(tells("The sharpness stayed below its threshold, at most 0.9 of it.", run.ended()));
  }

  @Test
  void theSharpnessIsHeldAgainstItsThreshold() {
    assertTold(
        "The sharpness stayed below its threshold, at most 0.9 of it.",
        Tone.PLAIN,
        1L,
        "sharpness",
        about("sharpness stayed", sharpness(0.5, 0.9, 0.7)));
    assertTold(
        "The sharpness reached its threshold at step 2 and stayed within a quarter of it at 5 of 6"
            + " measured steps (83 %) since: the edge of stability.",
        Tone.PLAIN,
        2L,
        "sharpness",
        about("edge", sharpness(0.5, 0.9, 1.1, 1.05, 0.5, 0.95, 1, 1.1)));
    assertTrue(
        tells(
            "The sharpness was above its threshold at 1 of 5 measured steps (20 %), first at step 0,"
                + " and ended below it.",
            sharpness(1.5, 0.3, 0.4, 0.2, 0.3)));
    assertTrue(
        tells(
            "The sharpness was 1.5 times its threshold at step 0, the only one at which both"
                + " are known.",
            sharpness(1.5)));
  }

  @Test
  void theAlignmentIsTold() {
    TrainingTrace rose = MadeRun.begin().series(Quantity.AGOP_ALIGNMENT, 0.02, 0.5, 0.988).ended();
    assertTold(
        "The alignment of the learned features with the reference rose from 0.02 to 0.988.",
        Tone.GOOD,
        null,
        "alignment",
        about("alignment", rose));
    assertTrue(
        tells(
            "reference was 0.3 at step 0",
            MadeRun.begin().series(Quantity.AGOP_ALIGNMENT, 0.3).ended()));
    assertTrue(
        tells(
            "reference stayed at 0.301",
            MadeRun.begin().series(Quantity.AGOP_ALIGNMENT, 0.3, 0.301).ended()));
  }

  @Test
  void theValidationLossIsToldWhereItWasBest() {
    assertTold(
        "The validation loss was lowest at step 1, 0.2, and rose to 0.4.",
        Tone.BAD,
        1L,
        "loss",
        about("validation", MadeRun.begin().series(Quantity.VALIDATION_LOSS, 1, 0.2, 0.4).ended()));
    assertTold(
        "The validation loss was lowest at the end, 0.1.",
        Tone.GOOD,
        2L,
        "loss",
        about("validation", MadeRun.begin().series(Quantity.VALIDATION_LOSS, 1, 0.2, 0.1).ended()));
    assertTold(
        "The validation loss was lowest at step 1, 0.2, and ended at 0.21.",
        Tone.PLAIN,
        1L,
        "loss",
        about(
            "validation", MadeRun.begin().series(Quantity.VALIDATION_LOSS, 1, 0.2, 0.21).ended()));
  }

  @Test
  void failuresOfMeasuringAreBad() {
    MadeRun run = MadeRun.begin().loss(1, 1).failure(40, "the tangent kernel", "out of memory.");
    assertTold(
        "The tangent kernel failed at step 40 (out of memory).",
        Tone.BAD,
        40L,
        null,
        about("failed", run.open()));
    run.failure(50, "the AGOP", "again");
    assertTrue(
        tells(
            "The tangent kernel failed at step 40 (out of memory), and one other failure after it;"
                + " measuring failed 17 times in all.",
            run.ended(Map.of("failures", Map.of("a", 12, "b", 5)))));
  }

  @Test
  void aRecordingWithoutAnEndIsBad() {
    assertTrue(
        tells(
            "The recording has no end: the training was killed after step 1, or it still goes on.",
            MadeRun.begin().loss(1, 1).open()));
  }

  @Test
  void whatWasNotMeasuredIsNamed() {
    assertTold(
        "Not measured, and so not told: the tangent kernel (what spikes did to it), the critical"
            + " rate (whether the learning rate was above it), the sharpness (the edge of"
            + " stability) and the AGOP (the learned features).",
        Tone.PLAIN,
        null,
        null,
        about("Not measured", MadeRun.begin().loss(1, 1).ended()));
  }

  @Test
  void theCostIsTold() {
    assertTold(
        "Measuring took 1 s beside 4 s of training, 25 % of it.",
        Tone.PLAIN, null, "cost", about("Measuring took", MadeRun.begin().loss(1, 1).ended()));
  }

  @Test
  void theLightestSentencesAreLeftOutFirst() {
    MadeRun run = MadeRun.begin().loss(2, 1, 0.1).catapult(14).catapult(61).catapult(140);
    run.series(Quantity.AGOP_ALIGNMENT, 0, 1).series(Quantity.VALIDATION_LOSS, 1, 0.5);
    run.series(Quantity.LEARNING_RATE, 1, 1).series(Quantity.PROBE_CRITICAL_RATE_KERNEL, 2, 2);
    run.failure(40, "the sharpness", "not converged");
    TrainingTrace trace = run.ended();
    assertEquals(8, MadeRun.story(trace).size());
    assertTrue(tells("failed", trace));
    assertFalse(tells("Measuring took", trace));
  }

  @Test
  void howFarTheQuadraticTwinExplainsARunIsTold() {
    MadeRun run = MadeRun.begin().series(Quantity.TWIN_LOSS, 1, 0.9, 0.8, 0.7);
    TrainingTrace explained = run.series(Quantity.TWIN_DISTANCE, 0.001, 0.02, 0.034).ended();
    assertTold(
        "The second order explains the run: the outputs of the quadratic twin were never off by"
            + " more than 3.4 % of the way that the network's had gone.",
        Tone.PLAIN, 2L, "twin", about("second order", explained));
    TrainingTrace left =
        MadeRun.begin()
            .series(Quantity.TWIN_LOSS, 1, 0.9, 0.8, 0.1)
            .series(Quantity.TWIN_DISTANCE, 0.05, 0.2, 0.6, 0.02)
            .ended();
    assertTold(
        "The second order explains the run up to step 1: the outputs of the quadratic twin were off"
            + " by up to 60 % of the way that the network's had gone, at step 2, and by 2 % at the"
            + " end.",
        Tone.PLAIN, 2L, "twin", about("second order", left));
  }

  @Test
  void aTwinThatDivergedIsTold() {
    double[] twin = {1, 30, Double.POSITIVE_INFINITY};
    TrainingTrace alone =
        MadeRun.begin().loss(1, 0.9, 0.8).series(Quantity.TWIN_LOSS, twin).ended();
    assertTold(
        "The quadratic twin diverged after step 1, the network did not: what held it together is"
            + " beyond the second order.",
        Tone.PLAIN,
        1L,
        "loss",
        about("twin", alone));
    TrainingTrace both =
        MadeRun.begin()
            .loss(1, 0.9, Double.POSITIVE_INFINITY)
            .series(Quantity.TWIN_LOSS, twin)
            .ended();
    assertTrue(tells("diverged after step 1 and the network as well", both));
  }
}
