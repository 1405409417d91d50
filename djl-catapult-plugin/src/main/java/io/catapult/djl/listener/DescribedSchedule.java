/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Component;
import java.util.function.LongPredicate;

/**
 * A schedule with its description.
 *
 * @param describe what it is
 * @param rule whether to measure at a step
 */
record DescribedSchedule(Component describe, LongPredicate rule) implements MeasuringSchedule {

  @Override
  public boolean due(long step) {
    return rule.test(step);
  }
}
