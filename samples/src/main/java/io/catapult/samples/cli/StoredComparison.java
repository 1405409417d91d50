/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import io.catapult.samples.UsageFault;
import io.catapult.tribuo.comparison.ComparisonFolderException;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.comparison.Design;
import io.catapult.tribuo.comparison.DesignSummary;
import io.catapult.tribuo.trainer.DjlTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tribuo.Output;

/** A comparison as its folder tells it: nothing need be asked for again. */
final class StoredComparison {

  private StoredComparison() {}

  /**
   * Makes task and trainers from the configuration files of the cells.
   *
   * @param folder the folder of a comparison
   * @throws UsageFault if it is no such folder
   * @throws IOException if it cannot be read
   */
  static Design<?> design(Path folder) throws IOException {
    return of(result(folder));
  }

  /**
   * What has come out so far.
   *
   * @throws UsageFault if it is no such folder
   */
  static ComparisonResult result(Path folder) throws IOException {
    try {
      return ComparisonResult.read(folder);
    } catch (ComparisonFolderException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // The files of one comparison are of one type of output.
  private static <T extends Output<T>> Design<T> of(ComparisonResult stored) {
    DesignSummary summary = stored.design();
    Design.Builder<T> design =
        Design.<T>builder()
            .optCatapults(summary.catapults())
            .setSeeds(summary.seeds().stream().mapToLong(Long::longValue).toArray());
    int seeds = summary.seeds().size();
    for (int i = 0; i < summary.configurations().size(); i++) {
      Path file = stored.runs().get(i * seeds).cell().configurationFile();
      ConfigurationManager cell = new ConfigurationManager(file.toString());
      DjlTrainer<T> trainer = one(cell.lookupAll(DjlTrainer.class), file);
      design.addConfiguration(
          new Configuration<>(summary.configurations().get(i).label(), trainer));
      if (i == 0) {
        design.setTask((ComparisonTask<T>) one(cell.lookupAll(ComparisonTask.class), file));
      }
    }
    return design.build();
  }

  private static <C> C one(List<C> found, Path file) {
    if (found.size() != 1) {
      throw new IllegalStateException(
          "Expected one task and one trainer in " + file + "; found " + found.size() + ".");
    }
    return found.get(0);
  }
}
