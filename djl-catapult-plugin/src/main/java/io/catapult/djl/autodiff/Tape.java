/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one forward pass through a shadow tree left behind: the calls of known layers, and for each
 * parameter the layer that fetched it. A parameter is explained by a layer only if every fetch of
 * it happened inside that layer.
 */
final class Tape {

  private final List<LayerCall> calls = new ArrayList<>();
  private final Map<String, Set<Layer>> owners = new HashMap<>();
  private final Set<String> fetchedElsewhere = new HashSet<>();
  private final boolean copies;
  private Layer open;

  void enter(Layer layer) {
    open = layer;
  }

  void fetched(Parameter parameter) {
    if (open == null) {
      fetchedElsewhere.add(parameter.getId());
    } else {
      owners.computeIfAbsent(parameter.getId(), id -> new HashSet<>()).add(open);
    }
  }

  void leave() {
    open = null;
  }

  /**
   * @param copies whether layers hand on copies, so that nothing that happens later in place
   *     reaches what was recorded
   */
  Tape(boolean copies) {
    this.copies = copies;
  }

  /** Records a call, under handles of its own since a block may close what it has used up. */
  NDList record(Layer layer, NDArray input, NDArray output) {
    output.setRequiresGradient(true);
    NDManager owner = output.getManager();
    calls.add(new LayerCall(layer, Aten.alias(input, owner), Aten.alias(output, owner)));
    return new NDList(copies ? output.add(0) : output);
  }

  List<LayerCall> calls() {
    return calls;
  }

  /** The one layer that explains the parameter, or null. */
  Layer ownerOf(Parameter parameter) {
    Set<Layer> candidates = owners.getOrDefault(parameter.getId(), Set.of());
    boolean explained = candidates.size() == 1 && !fetchedElsewhere.contains(parameter.getId());
    return explained ? candidates.iterator().next() : null;
  }
}
