/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.List;

/**
 * A model as a trace records it.
 *
 * @param name its name
 * @param structure its layers in words, such as the text of a DJL block
 * @param parameters its parameters in order
 */
public record ModelDescription(
    String name, String structure, List<ParameterDescription> parameters) {

  /** Copies the parameters. */
  public ModelDescription {
    Checks.text(name, "the name of a model");
    Checks.present(structure, "a structure");
    Checks.present(parameters, "a list of parameters");
    parameters = List.copyOf(parameters);
  }

  /** p, the number of entries of all trainable parameters. */
  public long trainableCount() {
    return parameters.stream()
        .filter(ParameterDescription::trainable)
        .mapToLong(ParameterDescription::size)
        .sum();
  }
}
