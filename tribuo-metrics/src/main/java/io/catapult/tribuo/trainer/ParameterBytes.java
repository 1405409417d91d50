/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A block's parameters, running statistics included, in DJL's own format. */
final class ParameterBytes {

  private ParameterBytes() {}

  static ByteString of(Block block) {
    ByteString.Output bytes = ByteString.newOutput();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      block.saveParameters(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteString();
  }

  /**
   * Loads parameters.
   *
   * @param block a block of the same structure, uninitialised
   * @throws IllegalArgumentException if they are those of another structure
   */
  static void load(ByteString parameters, Block block, NDManager manager) {
    try (DataInputStream in = new DataInputStream(parameters.newInput())) {
      block.loadParameters(manager, in);
    } catch (IOException | MalformedModelException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Expected the parameters of "
              + block
              + "; found others ("
              + e.getMessage()
              + "). Remedy: read the model with the block factory that it was trained with.",
          e);
    }
  }
}
