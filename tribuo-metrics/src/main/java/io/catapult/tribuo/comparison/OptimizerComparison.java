/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.djl.check.BuilderFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tribuo.Output;

/**
 * Trains every cell of a {@link Design}, each in its own folder, and gathers what they tell.
 *
 * <pre>{@code
 * ComparisonResult result =
 *     OptimizerComparison.<Regressor>builder()
 *         .setDesign(design)
 *         .setFolder(Path.of("rank-2"))
 *         .optWorkers(2)
 *         .build()
 *         .run();
 * System.out.println(ComparisonReport.of(result).console());
 * }</pre>
 *
 * <p>A cell that has ended is on disk whole. A comparison that was killed is told again with {@link
 * Builder#optResume} and goes on with the cells that have no result and those that failed; its
 * tables equal those of one that was not killed, to the last bit, as no time is in them. What the
 * folder holds is told in docs/comparison.md.
 *
 * @param <T> the type of output
 */
public final class OptimizerComparison<T extends Output<T>> {

  private final Design<T> design;
  private final Path folder;
  private final CellRunner runner;
  private final ComparisonProgress progress;
  private final boolean resume;

  private OptimizerComparison(Builder<T> builder) {
    design = builder.design;
    folder = builder.folder;
    progress = builder.progress;
    resume = builder.resume;
    runner =
        builder.runner.orElseGet(
            () -> new LocalWorkers(builder.workers, folder.resolve("workers")));
  }

  /** Starts a comparison. */
  public static <T extends Output<T>> Builder<T> builder() {
    return new Builder<>();
  }

  /**
   * Runs the cells that are not finished, and writes the reports into the folder.
   *
   * @return what all cells tell
   * @throws ComparisonFolderException if the folder is not fit: not empty, of another design, begun
   *     before and not to be resumed, in use, or not to be written; nothing was changed then
   * @throws IOException if no worker starts, or the folder cannot be written any more
   * @throws InterruptedException if it was interrupted; it can be resumed
   */
  public ComparisonResult run() throws IOException, InterruptedException {
    try (ComparisonFolder opened = ComparisonFolder.open(folder, design, resume)) {
      List<Cell> cells = opened.cells();
      List<Cell> open = new ArrayList<>();
      for (Cell cell : cells) {
        if (!cell.isFinished()) {
          open.add(cell);
        }
      }
      progress.begun(cells.size(), cells.size() - open.size());
      runner.run(open, progress);
      ComparisonResult result = ComparisonResult.read(folder);
      ComparisonReport.of(result).writeTo(folder);
      return result;
    }
  }

  /**
   * Builds an {@link OptimizerComparison}.
   *
   * @param <T> the type of output
   */
  public static final class Builder<T extends Output<T>> {

    private Design<T> design;
    private Path folder;
    private int workers = 1;
    private Optional<CellRunner> runner = Optional.empty();
    private ComparisonProgress progress = ComparisonProgress.none();
    private boolean resume;

    private Builder() {}

    /** Sets what is trained; required. */
    public Builder<T> setDesign(Design<T> design) {
      this.design = design;
      return this;
    }

    /** Sets the folder that keeps everything; required. */
    public Builder<T> setFolder(Path folder) {
      this.folder = folder;
      return this;
    }

    /** Sets the number of worker processes on this machine; 1 by default. */
    public Builder<T> optWorkers(int workers) {
      this.workers = workers;
      return this;
    }

    /** Sets where cells run, instead of worker processes on this machine. */
    public Builder<T> optRunner(CellRunner runner) {
      this.runner = Optional.ofNullable(runner);
      return this;
    }

    /** Sets who is told how it goes on. */
    public Builder<T> optProgress(ComparisonProgress progress) {
      this.progress = progress;
      return this;
    }

    /** Goes on with the same comparison if the folder has it; false by default. */
    public Builder<T> optResume(boolean resume) {
      this.resume = resume;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public OptimizerComparison<T> build() {
      new BuilderFaults("OptimizerComparison")
          .require(design != null, "design", "a design", "none", "call setDesign")
          .require(folder != null, "folder", "a folder", "none", "call setFolder")
          .requireAtLeast(1, workers, "workers", "optWorkers with 1 or more")
          .require(progress != null, "progress", "a listener", "null", "leave optProgress out")
          .throwIfAny();
      return new OptimizerComparison<>(this);
    }
  }
}
