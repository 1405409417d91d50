/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The batches of CIFAR-10: files in a folder, or in the archive that they are published in.
 *
 * @param path the folder with the batches, or the archive
 * @param batches their names
 */
record CifarFiles(Path path, List<String> batches) {

  private static final String ARCHIVE = "cifar-10-binary.tar.gz";
  private static final String UNPACKED = "cifar-10-batches-bin";

  /** Reads one batch. */
  @FunctionalInterface
  interface Reader {

    /**
     * Reads a stream to its end.
     *
     * @param batch index of the batch's name
     * @param source what to call it in an error
     */
    void read(int batch, String source, InputStream stream) throws IOException;
  }

  /** Finds the batches: in the folder, in the folder of the unpacked archive, in the archive. */
  static CifarFiles find(Path folder, List<String> batches) throws IOException {
    for (Path candidate : List.of(folder, folder.resolve(UNPACKED))) {
      if (batches.stream().anyMatch(name -> Files.exists(candidate.resolve(name)))) {
        for (String name : batches) {
          if (!Files.exists(candidate.resolve(name))) {
            throw SourceFaults.missing(candidate, name, "all batches of " + ARCHIVE);
          }
        }
        return new CifarFiles(candidate, batches);
      }
    }
    Path archive = folder.resolve(ARCHIVE);
    if (!Files.exists(archive)) {
      String wanted = String.join(", ", batches) + " or " + ARCHIVE;
      throw SourceFaults.missing(folder, wanted, ARCHIVE + ", the binary version of CIFAR-10,");
    }
    return new CifarFiles(archive, batches);
  }

  /** Reads every batch once, in whatever order the archive has them. */
  void read(Reader reader) throws IOException {
    if (Files.isDirectory(path)) {
      for (int i = 0; i < batches.size(); i++) {
        Path file = path.resolve(batches.get(i));
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
          reader.read(i, file.toString(), stream);
        }
      }
    } else {
      readArchive(reader);
    }
  }

  private void readArchive(Reader reader) throws IOException {
    Set<String> left = new HashSet<>(batches);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        InputStream unpacked = new GZIPInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null && !left.isEmpty();
          entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (left.remove(name)) {
          reader.read(batches.indexOf(name), path + ", " + name, tar);
        }
      }
    } catch (EOFException | ZipException e) {
      throw SourceFaults.malformed(path, "a whole archive packed by gzip", e, ARCHIVE);
    }
    if (!left.isEmpty()) {
      List<String> missing = left.stream().sorted().toList();
      throw SourceFaults.malformed(path, "the batches " + batches, "none of " + missing, ARCHIVE);
    }
  }
}
