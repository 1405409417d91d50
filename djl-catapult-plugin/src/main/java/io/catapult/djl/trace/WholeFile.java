/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files whole or not at all: who reads one, or a later process, never meets half of it. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes a file beside its place and moves it there; what was there is replaced.
   *
   * @param what what is written, for the faults
   * @throws IOException if the folder is missing, the path is a folder, or it cannot be written
   */
  public static void write(Path path, byte[] content, String what) throws IOException {
    check(path, what);
    Path beside = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      move(beside, path);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void check(Path path, String what) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(
          "Expected the path of a file to write %s to; found the folder %s. Remedy: add a name to it."
              .formatted(what, path));
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(
          "Expected a folder to write %s into; found none at %s. Remedy: make the folder first."
              .formatted(what, folder));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
