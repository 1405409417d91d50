/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.tribuo.Output;

/**
 * The folder of a comparison while it is run: locked against a second process, with the design and
 * the configurations of all cells in it. Nothing is written before everything was checked.
 */
final class ComparisonFolder implements Closeable {

  private static final String LOCK = "lock";
  private static final int DIFFERENCES_TOLD = 3;

  private final Path folder;
  private final FileChannel channel;

  private ComparisonFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Begins a comparison in a new or empty folder, or goes on with the one that is there.
   *
   * @throws ComparisonFolderException if the folder has something else in it, or is in use
   * @throws IOException if it cannot be written
   */
  static <T extends Output<T>> ComparisonFolder open(Path folder, Design<T> design, boolean resume)
      throws IOException {
    JsonNode asked = DesignFile.of(design);
    check(folder, asked, resume);
    ComparisonFolder opened = new ComparisonFolder(folder, lock(folder));
    try {
      // Another process may have begun between the check and the lock.
      check(folder, asked, resume);
      opened.begin(design, asked);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  private static void check(Path folder, JsonNode asked, boolean resume) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ComparisonFolderException(
          "a folder for the comparison", "the file " + folder, "choose another folder");
    }
    if (Files.exists(DesignFile.in(folder))) {
      checkComparison(folder, asked, resume);
    } else {
      checkEmpty(folder);
    }
  }

  private static void checkComparison(Path folder, JsonNode asked, boolean resume)
      throws IOException {
    JsonNode found = DesignFile.read(folder);
    if (!DesignFile.same(found, asked)) {
      throw new ComparisonFolderException(
          "the comparison that is asked for in " + folder,
          "another: "
              + String.join(
                  "; ",
                  JsonDifference.of(found.path("design"), asked.path("design"), DIFFERENCES_TOLD)),
          "ask for the same, or choose another folder; nothing was changed");
    }
    if (!resume) {
      List<Cell> cells = DesignFile.summary(found).cells(folder);
      throw new ComparisonFolderException(
          "a new or empty folder",
          folder
              + " with this comparison, "
              + finished(cells)
              + " of "
              + cells.size()
              + " cells finished",
          "resume it (optResume(true), on the command line --resume), or choose another folder");
    }
  }

  private static void checkEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals(LOCK) && !name.endsWith(".tmp"))
              .sorted()
              .toList();
      if (!found.isEmpty()) {
        throw new ComparisonFolderException(
            "a new or empty folder, or one with a comparison",
            folder + " with '" + found.get(0) + "' and without design.json",
            "choose another folder; nothing was changed");
      }
    }
  }

  private static int finished(List<Cell> cells) throws IOException {
    int finished = 0;
    for (Cell cell : cells) {
      finished += cell.isFinished() ? 1 : 0;
    }
    return finished;
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel = openLock(folder);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The other one is in this process: the same as below.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new ComparisonFolderException(
        "a folder that no other process works in",
        folder + " in use by a comparison that runs",
        "wait until it has ended, or choose another folder");
  }

  private static FileChannel openLock(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ComparisonFolderException(
          "a folder that can be written",
          folder + ", which cannot: " + e,
          "choose another folder",
          e);
    }
  }

  /** Writes what is missing: a process may have been killed in the middle of this. */
  private <T extends Output<T>> void begin(Design<T> design, JsonNode asked) throws IOException {
    if (Files.notExists(DesignFile.in(folder))) {
      AtomicFile.write(DesignFile.in(folder), Json.text(asked));
    }
    int i = 0;
    for (Cell cell : cells()) {
      Configuration<T> configuration = design.configurations().get(i++ / design.seeds().size());
      if (Files.notExists(cell.configurationFile())) {
        Files.createDirectories(cell.folder());
        design.cell(configuration, cell.seed()).write(cell.configurationFile());
      }
    }
  }

  /** All cells, in the order of the tables. */
  List<Cell> cells() throws IOException {
    return DesignFile.summary(DesignFile.read(folder)).cells(folder);
  }

  /** Releases the folder. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
