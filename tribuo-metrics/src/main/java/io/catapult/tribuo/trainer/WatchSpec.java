/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.listener.CatapultListenerBuilder;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.listener.MeasuringSchedule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What is measured while a trainer trains, and when: the settings of a CatapultListener. */
public final class WatchSpec implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  @Config(description = "Training samples to measure on, evenly spread; 0 for all.")
  private int probeSamples = 256;

  @Config(description = "What to measure, by what it costs.")
  private MeasuringCost cost = MeasuringCost.ONE_STEP;

  @Config(description = "What to measure besides.")
  private EnumSet<Instrument> instruments = EnumSet.noneOf(Instrument.class);

  @Config(description = "Steps between measurements; 0: as the overhead budget allows.")
  private int every;

  @Config(description = "Steps between measurements of the training batch; 0 for none.")
  private int batchEvery;

  @Config(description = "Time spent measuring over time spent training, where every is 0.")
  private double overheadBudget = 0.1;

  @Config(description = "Top eigendirections of the kernel that the loss is split by.")
  private int topEigenspace = 5;

  @Config(
      description =
          "Channels, height and width of the images that the features are, in the order of their"
              + " ids; left out where they are none.")
  private int[] imageShape;

  private WatchSpec() {}

  /** Begins to describe what is measured; every setting has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    if (imageShape != null && imageShape.length == 0) {
      imageShape = null; // as a provenance gives it back
    }
    new BuilderFaults("WatchSpec")
        .requireAtLeast(0, probeSamples, "probeSamples", "optProbeSamples(256), 0 for all")
        .require(cost != null, "cost", "a preset", null, "give one of MeasuringCost")
        .requireAtLeast(0, every, "every", "optEvery(10), 0 for an overhead budget")
        .requireAtLeast(0, batchEvery, "batchEvery", "optBatchEvery(1), 0 for never")
        .require(
            overheadBudget > 0 && Double.isFinite(overheadBudget),
            "overheadBudget",
            "a share above 0",
            overheadBudget,
            "call optOverheadBudget(0.1)")
        .requireAtLeast(1, topEigenspace, "topEigenspace", "optTopEigenspace(5)")
        .require(
            imageShape == null
                || (imageShape.length == 3 && Arrays.stream(imageShape).allMatch(i -> i >= 1)),
            "imageShape",
            "channels, height and width of at least 1",
            Arrays.toString(imageShape),
            "call optImageShape(1, 28, 28)")
        .throwIfAny();
  }

  /**
   * The number of probe samples.
   *
   * @param samples training samples there are
   */
  int probeSamples(int samples) {
    return probeSamples == 0 ? samples : Math.min(probeSamples, samples);
  }

  /**
   * Sets a listener up.
   *
   * @param listener its builder
   */
  void apply(CatapultListenerBuilder listener) {
    listener.optCost(cost).optTopEigenspace(topEigenspace);
    instruments.forEach(listener::addInstrument);
    if (imageShape != null) {
      listener.optImageShape(imageShape[0], imageShape[1], imageShape[2]);
    }
    if (every > 0) {
      listener.optEvery(every);
    } else {
      listener.optOverheadBudget(overheadBudget);
    }
    if (batchEvery > 0) {
      listener.optBatchSchedule(MeasuringSchedule.every(batchEvery));
    } else {
      listener.optBatch(false);
    }
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "WatchSpec");
  }

  /** Builds a {@link WatchSpec}. */
  public static final class Builder {

    private int probeSamples = 256;
    private MeasuringCost cost = MeasuringCost.ONE_STEP;
    private final EnumSet<Instrument> instruments = EnumSet.noneOf(Instrument.class);
    private int every;
    private int batchEvery;
    private double overheadBudget = 0.1;
    private int topEigenspace = 5;
    private int[] imageShape;

    private Builder() {}

    /** The number of training samples to measure on; 256 by default, 0 for all. */
    public Builder optProbeSamples(int samples) {
      this.probeSamples = samples;
      return this;
    }

    /** What to measure, by what it costs; one step by default. */
    public Builder optCost(MeasuringCost cost) {
      this.cost = cost;
      return this;
    }

    /** Measures these too. */
    public Builder optInstruments(Set<Instrument> more) {
      instruments.addAll(more);
      return this;
    }

    /** Measures at every k-th step in place of an overhead budget. */
    public Builder optEvery(int k) {
      this.every = k;
      return this;
    }

    /**
     * Measures the training batch too at every k-th step; 0, the default, for never. Catapults are
     * counted on it. It costs one or two steps, also where the batch is all of the training data.
     */
    public Builder optBatchEvery(int k) {
      this.batchEvery = k;
      return this;
    }

    /** The time to spend on measuring over that spent on training; 0.1 by default. */
    public Builder optOverheadBudget(double share) {
      this.overheadBudget = share;
      return this;
    }

    /** The number of top eigendirections that the loss is split by; 5 by default. */
    public Builder optTopEigenspace(int s) {
      this.topEigenspace = s;
      return this;
    }

    /**
     * Says that the features are the pixels of an image, so that an AGOP can be shown as one.
     *
     * @param channels 1 for grey
     * @param height in pixels
     * @param width in pixels; in the order of their ids, features go along the rows, then from row
     *     to row, then from channel to channel
     */
    public Builder optImageShape(int channels, int height, int width) {
      this.imageShape = new int[] {channels, height, width};
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public WatchSpec build() {
      WatchSpec spec = new WatchSpec();
      spec.probeSamples = probeSamples;
      spec.cost = cost;
      spec.instruments = EnumSet.copyOf(instruments);
      spec.every = every;
      spec.batchEvery = batchEvery;
      spec.overheadBudget = overheadBudget;
      spec.topEigenspace = topEigenspace;
      spec.imageShape = imageShape;
      spec.postConfig();
      return spec;
    }
  }
}
