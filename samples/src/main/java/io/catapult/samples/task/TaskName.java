/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.UsageFault;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tasks of the command line, each with the settings of Zhu, Toward understanding the dynamics
 * of over-parameterized neural networks, appendix C.6 and Table C.1, or adapted from them.
 */
public enum TaskName {
  /** The product of two inputs. */
  RANK2("rank2", "y = x1 x2 + noise, 100 inputs, 2000 training points"),
  /** The product of three inputs. */
  RANK3("rank3", "y = x1 x2 (x1 + .. + x10) + noise, 100 inputs, 1000 training points"),
  /** The product of four inputs. */
  RANK4(
      "rank4", "y = x1 + x1 x2 + x1 x2 x3 + x1 x2 x3 x4 + noise, 100 inputs, 1000 training points"),
  /** The norm of the inputs. */
  FULL_RANK("fullrank", "y = |x| / 10 + noise, 100 inputs, 128 training points"),
  /** Two classes of Fashion-MNIST. */
  FASHION_MNIST("fashion-mnist", "T-shirts against pullovers, 28 x 28 pixels"),
  /** Classes of a published image set. */
  IMAGES("images", "classes of a published set: --dataset NAME --images DIR"),
  /** The user's own table. */
  CSV("csv", "your table: --data FILE --target COLUMN");

  private final String id;
  private final String words;

  TaskName(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /**
   * The task of a name.
   *
   * @throws UsageFault if there is none
   */
  public static TaskName of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id.equals(id.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageFault("Expected a task, found '" + id + "'; choose among " + ids() + "."));
  }

  /** All names, as a person types them. */
  public static String ids() {
    return Arrays.stream(values()).map(TaskName::id).collect(Collectors.joining(", "));
  }

  /** The name that a person types. */
  public String id() {
    return id;
  }

  /** What it is, in a few words. */
  public String words() {
    return words;
  }

  /** How networks are trained on it. */
  public TaskSettings settings() {
    return switch (this) {
      case RANK2 -> synthetic(2, 1024, rates(2, 0.1, 1e-2, 1e-2));
      case RANK3 -> synthetic(4, 256, rates(2, 1e-2, 1e-2, 1e-3));
      case RANK4 -> synthetic(4, 256, rates(1, 5e-3, 1e-3, 1e-3));
      case FULL_RANK -> synthetic(2, 1024, rates(2, 0.1, 1e-2, 1e-2));
      case FASHION_MNIST ->
          new TaskSettings(4, 256, 32, rates(5, 1e-2, 1e-3, 1e-3), 1e-3, 3000, 50, 2);
      case IMAGES -> new TaskSettings(4, 256, 32, relativeRates(), 1e-3, 3000, 50, 2);
      case CSV -> new TaskSettings(3, 256, 32, relativeRates(), 1e-3, 5000, 50, 2);
    };
  }

  private static TaskSettings synthetic(
      int depth, int width, Map<OptimizerName, ScheduleOption> schedules) {
    return new TaskSettings(depth, width, 100, schedules, 1e-3, 60_000, 200, 3);
  }

  /** A row of Table C.1: SGD, GD, SGD+M and Adadelta have one rate there. */
  private static Map<OptimizerName, ScheduleOption> rates(
      double sgd, double adagrad, double rmsprop, double adam) {
    Map<OptimizerName, ScheduleOption> all = new EnumMap<>(OptimizerName.class);
    all.put(OptimizerName.GD, ScheduleOption.fixed(sgd));
    all.put(OptimizerName.SGD, ScheduleOption.fixed(sgd));
    all.put(OptimizerName.SGD_MOMENTUM, ScheduleOption.fixed(sgd));
    all.put(OptimizerName.ADADELTA, ScheduleOption.fixed(sgd));
    all.put(OptimizerName.ADAGRAD, ScheduleOption.fixed(adagrad));
    all.put(OptimizerName.RMSPROP, ScheduleOption.fixed(rmsprop));
    all.put(OptimizerName.ADAM, ScheduleOption.fixed(adam));
    all.put(OptimizerName.CATAPULTS, ScheduleOption.catapults(3));
    return all;
  }

  /** For data of which nothing is known: half of the critical rate where there is one. */
  private static Map<OptimizerName, ScheduleOption> relativeRates() {
    Map<OptimizerName, ScheduleOption> all = rates(1, 1e-2, 1e-3, 1e-3);
    for (OptimizerName name :
        new OptimizerName[] {OptimizerName.GD, OptimizerName.SGD, OptimizerName.SGD_MOMENTUM}) {
      all.put(name, ScheduleOption.critical(0.5));
    }
    return all;
  }
}
