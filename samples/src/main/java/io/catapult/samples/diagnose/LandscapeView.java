/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** What was seen of a loss, to be told. */
interface LandscapeView {

  /** For a terminal. */
  String text();

  /** Everything, for machines and the page. */
  ObjectNode json();

  /** Writes the page; a file of this name is replaced. */
  void writePage(Path file) throws IOException;
}
