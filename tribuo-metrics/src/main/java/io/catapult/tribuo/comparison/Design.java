/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.djl.check.BuilderFaults;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tribuo.Output;

/**
 * What a comparison trains: each configuration with each seed on one task.
 *
 * @param <T> the type of output
 */
public final class Design<T extends Output<T>> {

  private final ComparisonTask<T> task;
  private final List<Configuration<T>> configurations;
  private final List<Long> seeds;
  private final DynamicsMetrics catapults;

  private Design(Builder<T> builder) {
    task = builder.task;
    configurations = List.copyOf(builder.configurations);
    seeds = List.copyOf(builder.seeds);
    catapults = builder.catapults;
  }

  /** Starts a design. */
  public static <T extends Output<T>> Builder<T> builder() {
    return new Builder<>();
  }

  /** What is learned. */
  public ComparisonTask<T> task() {
    return task;
  }

  /** What is compared, in the order of the tables. */
  public List<Configuration<T>> configurations() {
    return configurations;
  }

  /** The seeds, in the order of the tables. */
  public List<Long> seeds() {
    return seeds;
  }

  /** The metric that tables and correlations call catapults. */
  public DynamicsMetrics catapults() {
    return catapults;
  }

  /** What is told of it without its classes. */
  public DesignSummary summary() {
    return DesignFile.summary(DesignFile.of(this));
  }

  /** What a cell is made from. */
  CellConfiguration cell(Configuration<T> configuration, long seed) {
    return CellConfiguration.of(new CellPlan<>(task, configuration.trainer(), seed));
  }

  /**
   * Builds a {@link Design}.
   *
   * @param <T> the type of output
   */
  public static final class Builder<T extends Output<T>> {

    private ComparisonTask<T> task;
    private final List<Configuration<T>> configurations = new ArrayList<>();
    private final List<Long> seeds = new ArrayList<>();
    private DynamicsMetrics catapults = DynamicsMetrics.SPIKES_CATAPULT;

    private Builder() {}

    /** Sets what is learned; required. */
    public Builder<T> setTask(ComparisonTask<T> task) {
      this.task = task;
      return this;
    }

    /** Adds a configuration; at least one is required. */
    public Builder<T> addConfiguration(Configuration<T> configuration) {
      configurations.add(configuration);
      return this;
    }

    /** Adds configurations, such as those of a {@link Grid}. */
    public Builder<T> addConfigurations(List<Configuration<T>> more) {
      configurations.addAll(more);
      return this;
    }

    /** Sets the seeds, one run each; at least one is required. */
    public Builder<T> setSeeds(long... seeds) {
      this.seeds.clear();
      Arrays.stream(seeds).forEach(this.seeds::add);
      return this;
    }

    /**
     * Sets the metric that tables and correlations call catapults; by default the spikes of the
     * loss that were judged to be catapults. The papers' counts by PDiff or by the critical rate
     * need a measurement on each batch.
     */
    public Builder<T> optCatapults(DynamicsMetrics catapults) {
      this.catapults = catapults;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public Design<T> build() {
      BuilderFaults faults = new BuilderFaults("Design");
      faults
          .require(task != null, "task", "a task", "none", "call setTask")
          .require(
              !configurations.isEmpty(),
              "configurations",
              "at least one",
              "none",
              "call addConfiguration")
          .require(!seeds.isEmpty(), "seeds", "at least one", "none", "call setSeeds")
          .require(
              new HashSet<>(seeds).size() == seeds.size(),
              "seeds",
              "different ones",
              seeds,
              "leave out what is there twice")
          .require(catapults != null, "catapults", "a metric", "null", "call optCatapults");
      checkConfigurations(faults);
      faults.throwIfAny();
      return new Design<>(this);
    }

    private void checkConfigurations(BuilderFaults faults) {
      Set<String> labels = new HashSet<>();
      for (Configuration<T> configuration : configurations) {
        String label = configuration.label();
        faults
            .require(
                labels.add(label),
                "label",
                "a different one each",
                "'" + label + "' twice",
                "rename")
            .require(
                task == null || measuredEvery(configuration) > 0,
                "watch of '" + label + "'",
                "a fixed number of steps between measurements",
                "none, or a budget of time, by which no run can be repeated",
                "call optWatch with a WatchSpec with optEvery");
      }
    }

    private int measuredEvery(Configuration<T> configuration) {
      return CellConfiguration.of(new CellPlan<>(task, configuration.trainer(), 0)).measuredEvery();
    }
  }
}
