/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The detector holds as much after many steps as after few. */
class ConstantMemoryTest {

  @Test
  void aMillionStepsLeaveNothingBehind() throws IllegalAccessException {
    DynamicsDetector detector = DynamicsDetector.create();
    UvModel model = new UvModel(1e4, 1, 2);
    long early = 0;
    for (int step = 0; step < 1_000_000; step++) {
      detector.accept(model.step(step, step % 400 < 200 ? 0.4 : 1.3));
      if (step == 20_000) {
        early = size(detector, Collections.newSetFromMap(new IdentityHashMap<>()));
      }
    }
    assertEquals(early, size(detector, Collections.newSetFromMap(new IdentityHashMap<>())), 4.0);
  }

  private static long size(Object of, Set<Object> seen) throws IllegalAccessException {
    if (of == null || of instanceof Enum<?> || !seen.add(of)) {
      return 0;
    }
    long size = 1;
    if (of instanceof Collection<?> all) {
      for (Object one : all) {
        size += size(one, seen);
      }
    } else if (of instanceof Map<?, ?> map) {
      size += size(map.keySet(), seen) + size(map.values(), seen);
    } else if (of.getClass().isArray()) {
      size += Array.getLength(of);
    } else if (of.getClass().getName().startsWith("io.catapult")) {
      for (Field field : of.getClass().getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          size += size(field.get(of), seen);
        }
      }
    }
    return size;
  }
}
