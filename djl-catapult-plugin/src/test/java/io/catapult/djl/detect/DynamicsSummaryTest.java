/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The summary as plain numbers and texts. */
class DynamicsSummaryTest {

  @Test
  void theMapNamesWhatWasCounted() {
    Run run = new Run();
    double[] losses = {2, 1, 9, 0.9};
    for (int step = 0; step < losses.length; step++) {
      run.accept(
          Numbers.at(step)
              .rate(1)
              .loss(losses[step])
              .validation(3 - step)
              .critical(0.5)
              .batchKernel(step == 1 ? 0.5 : 2)
              .difference(step == 1 ? 1 : -1)
              .norm(10 - step)
              .sharpness(step)
              .outputLayer(step == 2 ? 0.5 : 1 + step)
              .numbers());
    }
    Map<String, Object> map = run.summary().toMap();
    assertEquals(Optional.of(run.summary()), DynamicsSummary.read(map));
    assertEquals(4L, map.get("measured steps"));
    assertEquals(Map.of("hits", 1L, "judged", 1L), map.get("match rate"));
    assertEquals(Map.of("hits", 4L, "judged", 4L), map.get("sign agreement"));
    assertEquals(Map.of("catapult", 1L), map.get("spikes"));
    assertEquals(Map.of("i", 1L, "ii", 2L), map.get("phases"));
    assertEquals(
        Map.of("hits", 2L, "judged", 3L), map.get("sharpness and output layer move alike"));
    Map<?, ?> rules = (Map<?, ?>) map.get("rules");
    assertEquals(
        Map.of("judged", 4L, "catapults", 1L, "until best validation", 1L),
        rules.get("kernel critical rate"));
    assertEquals(
        Map.of("judged", 0L, "catapults", 0L, "until best validation", 0L),
        rules.get("hessian critical rate"));
    assertEquals(
        Map.of("hits", 4L, "judged", 4L),
        ((Map<?, ?>) map.get("agreement")).get("projected loss and kernel critical rate"));
  }

  @Test
  void aSummaryOfBeforeTheOutputLayerWasWatchedIsRead() {
    Map<String, Object> map = new LinkedHashMap<>(new Run().summary().toMap());
    map.remove("sharpness and output layer move alike");
    assertEquals(new Share(0, 0), DynamicsSummary.read(map).orElseThrow().directions());
  }

  @Test
  void aMapWithoutASummaryHasNone() {
    assertEquals(Optional.empty(), DynamicsSummary.read(Map.of("catapults", 3L)));
  }

  @Test
  void aSummaryThatLacksAPartIsAnError() {
    Map<String, Object> map = new LinkedHashMap<>(new Run().summary().toMap());
    map.put("match rate", Map.of("hits", 1L, "judged", "many"));
    String words =
        assertThrows(IllegalArgumentException.class, () -> DynamicsSummary.read(map)).getMessage();
    assertEquals(
        "Expected a whole number 'judged' in a summary; found many. Remedy: give what"
            + " DynamicsSummary.toMap wrote, as in the footer of a trace.",
        words);
    map.put("match rate", "none");
    words =
        assertThrows(IllegalArgumentException.class, () -> DynamicsSummary.read(map)).getMessage();
    assertTrue(words.startsWith("Expected a map 'match rate' in a summary; found none."), words);
  }

  @Test
  void aSummaryDoesNotChangeWhileTheRunGoesOn() {
    Run run = new Run().accept(Numbers.at(0).rate(1).batchKernel(0.5).numbers());
    DynamicsSummary early = run.summary();
    run.accept(Numbers.at(1).rate(1).batchKernel(0.5).numbers());
    assertEquals(1, early.count(CatapultRule.KERNEL_CRITICAL_RATE).catapults());
    assertEquals(1, early.steps());
  }

  @Test
  void aShareOfMoreThanWasJudgedIsAnError() {
    String words = assertThrows(IllegalArgumentException.class, () -> new Share(3, 2)).getMessage();
    assertEquals(
        "Expected hits between 0 and those judged; found 3 of 2. Remedy: count a hit only where it"
            + " is judged.",
        words);
    assertEquals("none judged", new Share(0, 0).toString());
  }
}
