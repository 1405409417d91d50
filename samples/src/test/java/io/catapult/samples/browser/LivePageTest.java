/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.live.LiveView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The live page follows a real training, in a browser. */
@ExtendWith(BrowserExtension.class)
final class LivePageTest {

  private static final String POINTS = "(Catapult.data.series['probe.loss']?.[0].of ?? 0)";
  private static final int LONG = 100_000; // more updates than any test waits for

  @Test
  void thePageFollowsTheTrainingSurvivesReloadAndEndsWithIt(Browser browser) throws Exception {
    CompletableFuture<CatapultListener> begun = new CompletableFuture<>();
    CompletableFuture<LiveView> started = new CompletableFuture<>();
    AtomicBoolean goesOn = new AtomicBoolean(true);
    Thread training = new Thread(() -> train(goesOn::get, begun, started), "training");
    training.start();
    try (LiveView view = started.get()) {
      browser.open(view.url());
      browser.await(POINTS + " > 20");
      browser.await("document.getElementById('live-state').textContent === 'connected'");
      assertEquals("live – djl-catapult", browser.driver().getTitle());
      long seen = points(browser);
      browser.await(POINTS + " > " + (seen + 20));
      browser.driver().navigate().refresh();
      browser.await(POINTS + " > " + (seen + 40));
      browser.await(
          "Catapult.charts.get('loss')?.chart?.getOption().series.some(s => s.data.length)");
      begun.get().close(); // the watching ends, as it does with the training
      browser.await("document.getElementById('state').textContent === 'ended'");
      assertEquals(
          begun.get().trace().measurements().size(),
          ((Number) browser.script("return Catapult.data.measurements")).intValue());
      assertEquals(List.of(), browser.consoleErrors());
      String origin = view.url().toString();
      List<String> requests = browser.requests();
      assertTrue(requests.stream().allMatch(r -> r.startsWith(origin)), requests.toString());
      assertTrue(training.isAlive(), "the training goes on without the view");
    } finally {
      goesOn.set(false);
      training.join(); // one training at a time in a process
    }
  }

  private static long points(Browser browser) {
    return ((Number) browser.script("return " + POINTS)).longValue();
  }

  private static void train(
      BooleanSupplier goesOn,
      CompletableFuture<CatapultListener> begun,
      CompletableFuture<LiveView> started) {
    try {
      SmallRun.train(
          "live",
          LONG,
          goesOn,
          listener -> {
            begun.complete(listener);
            started.complete(LiveView.start(listener));
          });
    } catch (Exception e) {
      started.completeExceptionally(e);
    }
  }
}
