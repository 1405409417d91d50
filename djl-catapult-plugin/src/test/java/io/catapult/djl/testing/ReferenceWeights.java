/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.catapult.djl.testing.ReferenceCase.ParameterMatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Hands a reference's values to a block that is not yet initialised, through the initializers of
 * its parameters.
 *
 * <p>Both sides list parameters depth first and weight before bias, so that order alone pairs them;
 * the shapes are checked.
 */
final class ReferenceWeights {

  private ReferenceWeights() {}

  static List<ParameterMatch> copyInto(Block block, NpzFile truth) {
    Iterator<String> names = truth.parameterNames().iterator();
    Iterator<String> means = buffersNamed(truth, "running_mean");
    Iterator<String> variances = buffersNamed(truth, "running_var");
    List<ParameterMatch> matches = new ArrayList<>();
    for (Pair<String, Parameter> entry : block.getParameters()) {
      Parameter parameter = entry.getValue();
      switch (parameter.getType()) {
        case RUNNING_MEAN -> fill(parameter, truth.buffer(means.next()));
        case RUNNING_VAR -> fill(parameter, truth.buffer(variances.next()));
        default -> {
          String reference = names.next();
          fill(parameter, truth.parameter(reference));
          matches.add(new ParameterMatch(entry.getKey(), parameter, reference));
        }
      }
    }
    if (names.hasNext()) {
      throw new IllegalArgumentException(
          "expected a parameter of the block for every one of the reference, found none for "
              + names.next());
    }
    return List.copyOf(matches);
  }

  private static Iterator<String> buffersNamed(NpzFile truth, String suffix) {
    return truth.bufferNames().stream().filter(name -> name.endsWith(suffix)).iterator();
  }

  private static void fill(Parameter parameter, NDArray value) {
    parameter.setInitializer(
        (manager, shape, type) -> {
          if (!shape.equals(value.getShape())) {
            throw new IllegalArgumentException(
                "expected shape "
                    + value.getShape()
                    + " as in the reference, found "
                    + shape
                    + " for "
                    + parameter.getName());
          }
          NDArray copy = value.toType(type, true);
          copy.attach(manager);
          return copy;
        });
  }
}
