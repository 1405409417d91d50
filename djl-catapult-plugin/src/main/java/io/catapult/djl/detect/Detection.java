/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.Map;

/** Something that was detected. */
public sealed interface Detection permits Spike, PhaseChange {

  /** The step that it is noted at. */
  long step();

  /** One line that a person understands. */
  String words();

  /** The numbers behind the words, by name. */
  Map<String, Object> evidence();
}
