/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.UsageFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExperimentsTest {

  @ParameterizedTest
  @EnumSource(Size.class)
  void everyCheckLooksAtRowsThatAreRun(Size size) {
    for (Experiment experiment : Experiments.all()) {
      Plan plan = experiment.plan(size, PaperImages.embedded());
      List<String> labels = plan.work().rows();
      for (Check check : experiment.checks(size)) {
        assertTrue(labels.containsAll(check.rows()), experiment.id() + ": " + check.rows());
      }
      assertTrue(!plan.words().isEmpty(), experiment.id() + " says how it differs");
    }
  }

  @Test
  void aListIsRunInItsOrderAndEachOnce() {
    List<Experiment> chosen = Experiments.of(List.of("C.17", "table-1", "c.17"));
    assertEquals(List.of("c.17", "table-1"), chosen.stream().map(Experiment::id).toList());
    assertEquals(Experiments.all(), Experiments.of(List.of("all")));
  }

  @Test
  void aFigureIsTheNameOfAllThatShowIt() {
    List<Experiment> chosen = Experiments.of(List.of("Fig-4.11"));
    assertEquals(
        List.of("fig-4.11-rank-2", "fig-4.11-rank-3", "fig-4.11-rank-4"),
        chosen.stream().map(Experiment::id).toList());
  }

  @Test
  void aFindingNamesAnExistingCheck() {
    Experiment.Builder tiny = TinyExperiment.description();
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> tiny.explain("Why.", "no such check"));
    assertTrue(fault.getMessage().contains("'no such check' in tiny"), fault.getMessage());
    Experiment explained = tiny.explain("Because.").build();
    explained
        .checks(Size.DESK)
        .forEach(check -> assertEquals("Because.", explained.finding(check).orElseThrow()));
  }

  @Test
  void anUnknownNameListsThoseThatThereAre() {
    UsageFault fault =
        assertThrows(UsageFault.class, () -> Experiments.of(List.of("table-1", "fig-7")));
    assertTrue(fault.getMessage().contains("'fig-7'"), fault.getMessage());
    Experiments.all().forEach(e -> assertTrue(fault.getMessage().contains(e.id()), e.id()));
  }
}
