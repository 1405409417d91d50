/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.TraceEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Trains twice, watched by a listener that fails and not watched, and compares. */
final class FailingWatch {

  /** Builds the optimizer anew for each of the two trainings. */
  interface Setup {
    WatchedRun run(Optimizer optimizer);
  }

  private FailingWatch() {}

  static Optimizer sgd() {
    return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.05f)).build();
  }

  /** What a watched training logged, and its trace. */
  record Outcome(WatchedRun run, List<String> warnings, List<TraceEvent> failures) {

    /** Requires one failure that is told once, by event, count and line. */
    TraceEvent only() {
      assertEquals(1, failures.size(), failures::toString);
      assertTold();
      return failures.get(0);
    }

    /** Requires that events, count and lines are the same. */
    void assertTold() {
      assertEquals(failures.size(), run.listener().events(TraceEvent.Kind.FAILURE));
      assertEquals(failures.size(), warnings.size(), warnings::toString);
      for (int i = 0; i < warnings.size(); i++) {
        String words = failures.get(i).words();
        assertTrue(warnings.get(i).contains(words.lines().findFirst().orElseThrow()), words);
      }
      assertEquals(
          failures.stream().map(TraceEvent::words).distinct().count(), failures.size(), "repeated");
    }
  }

  /** Trains with a listener at every step and requires the weights of a training without. */
  static Outcome train(Setup setup, UnaryOperator<CatapultListenerBuilder> settings) {
    return train(setup, settings, () -> null);
  }

  /**
   * The same.
   *
   * @param before what to do first
   */
  static Outcome train(
      Setup setup, UnaryOperator<CatapultListenerBuilder> settings, Callable<?> before) {
    return train(FailingWatch::sgd, setup, settings, before);
  }

  /** The same with optimizers of one's own. */
  static Outcome train(
      Supplier<Optimizer> optimizers,
      Setup setup,
      UnaryOperator<CatapultListenerBuilder> settings,
      Callable<?> before) {
    try {
      before.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Optimizer plain = optimizers.get();
    WatchedRun without =
        setup.run(plain).run((x, y) -> idle(plain).setProbeData(x, y), CatapultListener::close);
    PrintStream screen = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    Optimizer watched = optimizers.get();
    WatchedRun with;
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      with =
          setup
              .run(watched)
              .run(
                  (x, y) ->
                      settings.apply(
                          CatapultListener.builder()
                              .setOptimizer(watched)
                              .setProbeData(x, y)
                              .optEvery(1)));
    } finally {
      System.setErr(screen);
    }
    assertSameWeights(without, with);
    List<String> warnings =
        captured.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("WARN")).toList();
    return new Outcome(with, warnings, with.trace().events(TraceEvent.Kind.FAILURE));
  }

  /** A listener that is closed before the training begins. */
  private static CatapultListenerBuilder idle(Optimizer optimizer) {
    return CatapultListener.builder().setOptimizer(optimizer);
  }

  static void assertSameWeights(WatchedRun without, WatchedRun with) {
    int steps = without.witness().sights().size();
    assertEquals(steps, with.witness().sights().size());
    assertTrue(steps > 0);
    for (int t = 0; t <= steps; t++) {
      assertArrayEquals(without.witness().weights(t), with.witness().weights(t));
    }
  }
}
