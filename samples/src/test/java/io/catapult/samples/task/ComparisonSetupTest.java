/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.UsageFault;
import io.catapult.tribuo.comparison.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonSetupTest {

  @TempDir private Path folder;

  @Test
  void theMainJobHasEightRows() {
    assertEquals(
        List.of("GD", "SGD", "SGD+M", "RMSprop", "Adagrad", "Adadelta", "Adam", "SGD, 3 catapults"),
        labels(request(TaskName.FASHION_MNIST, List.of(), List.of(), List.of())));
  }

  @Test
  void batchSizesAloneAreThoseOfSgd() {
    assertEquals(
        List.of("SGD, batch 50", "SGD, batch 5"),
        labels(request(TaskName.RANK2, List.of(), List.of(), List.of(50, 5))));
  }

  @Test
  void optimizersAndSchedulesAreCombined() {
    assertEquals(
        List.of("SGD, fixed:1", "SGD, safe", "SGD+M, fixed:1", "SGD+M, safe"),
        labels(
            request(
                TaskName.RANK3,
                List.of(OptimizerName.SGD, OptimizerName.SGD_MOMENTUM),
                List.of(ScheduleOption.of("fixed:1"), ScheduleOption.of("safe")),
                List.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b~1,2~3|expected a column named \"y\"",
        "a,y~1,2~3|line 3: expected 2 cells",
        "a,y~1,NaN~3,4|finite",
        "a,y|at least one row",
        "a,y~1,2~2,3|at least 10 rows",
        "a,y~1,t~1,t~1,t~1,t~1,t~1,t~1,t~1,t~1,t~1,t~1,t|two classes"
      })
  void aBadTableIsOneClearFault(String lines, String part) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), lines.replace('~', '\n') + "\n");
    UsageFault fault = assertThrows(UsageFault.class, () -> ComparisonSetup.of(table(file), 0));
    assertTrue(fault.getMessage().contains(part), fault.getMessage());
    assertEquals(1, fault.getMessage().lines().count());
  }

  @Test
  void aTargetOfTextMakesAClassification() throws IOException {
    StringBuilder lines = new StringBuilder("a,y\n");
    for (int i = 0; i < 20; i++) {
      lines.append(i).append(i % 2 == 0 ? ",even\n" : ",odd\n");
    }
    Path file = Files.writeString(folder.resolve("t.csv"), lines);
    assertEquals(CsvClassificationTask.class, ComparisonSetup.of(table(file), 0).task().getClass());
  }

  @Test
  void optionsThatDoNotBelongTogetherAreFaults() {
    UsageFault fault =
        assertThrows(
            UsageFault.class, () -> request(TaskName.CSV, List.of(), List.of(), List.of()));
    assertEquals(
        "Expected a table for the task csv; found none; give --task csv --data FILE --target"
            + " COLUMN.",
        fault.getMessage());
  }

  private static ComparisonRequest table(Path file) {
    return new ComparisonRequest(
        TaskName.CSV,
        Optional.empty(),
        Optional.of(new UserTable(file, "y", false)),
        List.of(),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Set.of());
  }

  private static ComparisonRequest request(
      TaskName task,
      List<OptimizerName> optimizers,
      List<ScheduleOption> schedules,
      List<Integer> batchSizes) {
    return new ComparisonRequest(
        task,
        Optional.empty(),
        Optional.empty(),
        optimizers,
        schedules,
        batchSizes,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Set.of());
  }

  private static List<String> labels(ComparisonRequest request) {
    return ComparisonSetup.of(request, 0).rows().stream().map(Configuration::label).toList();
  }
}
