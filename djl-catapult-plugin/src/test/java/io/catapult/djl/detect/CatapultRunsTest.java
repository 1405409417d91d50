/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose catapults are known in closed form. */
class CatapultRunsTest {

  private static Run run(UvModel model, double rate, int steps) {
    Run run = new Run();
    for (int step = 0; step < steps && Double.isFinite(model.loss()); step++) {
      run.accept(model.step(step, rate));
    }
    return run;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 1.9})
  void belowTheCriticalRateNothingHappens(double multipleOfOneOverK) {
    Run run = run(new UvModel(1e4, 1, 2), multipleOfOneOverK / 2, 300).finish();
    assertEquals(List.of(), run.spikes());
    assertEquals(0, run.summary().count(CatapultRule.KERNEL_CRITICAL_RATE).catapults());
    assertEquals(0, run.summary().count(CatapultRule.PROJECTED_LOSS).catapults());
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.1, 2.5, 3, 3.5, 3.8})
  void betweenTwoAndFourOverTheKernelThereIsOneCatapult(double multipleOfOneOverK) {
    Run run = run(new UvModel(1e4, 1, 2), multipleOfOneOverK / 2, 1000).finish();
    assertEquals(List.of(Verdict.CATAPULT), run.verdicts());
    Spike spike = run.spikes().get(0);
    assertEquals(0, spike.onset());
    assertTrue(spike.onset() < spike.peak() && spike.peak() < spike.end());
    assertTrue(spike.signs().normAfter() < spike.signs().normBefore(), spike.words());
    assertEquals(1, spike.signs().topShare(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {4.5, 5, 8})
  void beyondFourOverTheKernelItDiverges(double multipleOfOneOverK) {
    Run run = new Run();
    UvModel model = new UvModel(1e4, 1, 2);
    int step = 0;
    for (; Double.isFinite(model.loss()); step++) {
      run.accept(model.step(step, multipleOfOneOverK / 2));
    }
    run.accept(Run.loss(step, Double.POSITIVE_INFINITY)).finish();
    assertEquals(List.of(Verdict.DIVERGENCE), run.verdicts());
  }

  /** The rate is raised anew whenever the loss has come down below where it was raised before. */
  @ParameterizedTest
  @CsvSource({"1,1e-2", "2,1e-2", "4,1e-2", "3,1e-6", "3,1e-11"})
  void everyRaiseAboveTheCriticalRateIsACatapult(int raises, double level) {
    UvModel model = new UvModel(1e4, 1, 2);
    Run run = new Run();
    int step = descend(model, run, 0, 0.5 / model.kernel(), level, 0);
    for (int raise = 0; raise < raises; raise++) {
      step = descend(model, run, step, 2.6 / model.kernel(), model.loss() / 2, 1);
    }
    run.accept(model.step(step, 0.5 / model.kernel())).finish();
    assertEquals(Collections.nCopies(raises, Verdict.CATAPULT), run.verdicts());
    assertEquals(raises, run.summary().spikes(Verdict.CATAPULT));
  }

  private static int descend(
      UvModel model, Run run, int first, double rate, double level, double height) {
    int step = first;
    for (double top = 0; top < height || model.loss() > level; step++) {
      run.accept(model.step(step, rate));
      top = Math.max(top, model.loss());
    }
    return step;
  }

  @ParameterizedTest
  @CsvSource({"1.05,40000", "1.3,2000", "2,400", "4,200"})
  void aLinearModelThatDivergesIsOneDivergenceAndNoCatapult(double overCritical, int steps) {
    Run run = new Run();
    double f = 1;
    for (int step = 0; step < steps && f * f < 1e300; step++) {
      double loss = f * f / 2;
      run.accept(
          Numbers.at(step)
              .rate(2 * overCritical)
              .loss(loss)
              .top(loss)
              .norm(1)
              .sharpness(1)
              .critical(2)
              .batchKernel(2)
              .numbers());
      f *= 1 - 2 * overCritical;
    }
    run.finish();
    assertEquals(List.of(Verdict.DIVERGENCE), run.verdicts());
  }

  /** The loss at the low before the second raise has underflowed far below the peak to come. */
  @Test
  void aCatapultFromANearlyPerfectFitIsNoDivergence() {
    UvModel model = new UvModel(1e4, 1, 2);
    Run run = new Run();
    int step = 0;
    while (model.loss() > 1e-13) {
      run.accept(model.step(step++, 0.25));
    }
    for (int i = 0; i < 400; i++) {
      run.accept(model.step(step++, 1.5));
    }
    assertEquals(List.of(Verdict.CATAPULT), run.finish().verdicts());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7})
  void sparseMeasuringFindsTheSameCatapult(int every) {
    UvModel model = new UvModel(1e4, 1, 2);
    Run run = new Run();
    for (int step = 0; step < 600; step++) {
      StepNumbers numbers = model.step(step, 1.2);
      if (step % every == 0) {
        run.accept(numbers);
      }
    }
    run.finish();
    assertEquals(List.of(Verdict.CATAPULT), run.verdicts());
    assertEquals(
        (600 + every - 1) / every, run.summary().count(CatapultRule.KERNEL_CRITICAL_RATE).judged());
    assertEquals(0, run.summary().matches().judged());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10})
  void theKernelMayBeMeasuredMoreSeldomThanTheLoss(int every) {
    UvModel model = new UvModel(1e4, 1, 2);
    Run run = new Run();
    for (int step = 0; step < 600; step++) {
      StepNumbers full = model.step(step, 1.2);
      run.accept(step % every == 0 ? full : Run.loss(step, full.loss()));
    }
    assertEquals(List.of(Verdict.CATAPULT), run.finish().verdicts());
  }

  /** Its rise of 8.7 percent is no spike in a run that has only begun, see the next test. */
  @Test
  void aRiseOfAFewPercentStandsOutOfACalmRun() {
    UvModel model = new UvModel(1000, 3, 2);
    Run run = new Run();
    for (int step = 0; step < 500; step++) {
      run.accept(model.step(step, step < 120 ? 1e-5 : 1.02));
    }
    assertEquals(List.of(Verdict.CATAPULT), run.finish().verdicts());
    Spike spike = run.spikes().get(0);
    assertEquals(120, spike.onset());
    assertEquals(1.087, spike.lossAtPeak() / spike.lossBefore(), 1e-3);
  }

  @Test
  void aRiseOfAFewPercentInTheBeginningMayBeNoise() {
    assertEquals(List.of(), run(new UvModel(1000, 3, 2), 1.02, 500).finish().spikes());
  }

  /** The first losses, rates and critical rates of the sample WatchCatapults. */
  @Test
  void catapultsThatFollowEachOtherAtOnceDoNotHideTheNext() {
    double[] loss = {1.053, 0.8885, 1.279, 2.665, 1.686, 0.7123, 0.4395, 0.3176, 1.132, 0.3129};
    double[] more = {0.2343, 0.2482, 0.4057, 0.9551, 0.866, 0.6159, 0.3321, 0.22, 0.1875};
    double[] rates = {
      12.2, 12.2, 12.2, 12.2, 12.2, 34.1, 41, 41, 9.5, 16.7, 29, 29, 29, 29, 29, 29
    };
    double[] critical = {8.1, 8.2, 7.9, 9.3, 16, 49, 27, 19, 12, 24, 21, 20, 17, 20, 25, 92};
    Run run = new Run();
    for (int t = 0; t < loss.length + more.length; t++) {
      int known = Math.min(t, rates.length - 1);
      run.accept(
          Numbers.at(t)
              .loss(t < loss.length ? loss[t] : more[t - loss.length])
              .rate(rates[known])
              .critical(critical[known])
              .numbers());
    }
    assertEquals(List.of(1L, 7L, 10L), run.finish().spikes().stream().map(Spike::onset).toList());
  }
}
