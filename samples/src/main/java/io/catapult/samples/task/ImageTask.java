/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.samples.data.ImageData;
import io.catapult.samples.data.ImageSet;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ReferenceAgop;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;

/**
 * What is learned from images: their classes, from pixels in [0, 1] unless they are standardized.
 * Images for training and validation are drawn by the seed and dealt out by it.
 */
abstract class ImageTask implements ComparisonTask<Label> {

  @Config(description = "Rows and columns that images are averaged down to; 0 for their own.")
  private int pixels;

  @Config(description = "Share of the training images that get the label of another class.")
  private double labelNoise;

  @Config(description = "Whether pixels have mean 0 and deviation 1 over the training images.")
  private boolean standardized;

  /**
   * Makes all pixels have mean 0 and standard deviation 1 over the training images; to be called on
   * a new task.
   *
   * @return this task
   */
  public final ComparisonTask<Label> standardized() {
    standardized = true;
    return this;
  }

  /** Checks the settings of this class. */
  final void check(BuilderFaults faults) {
    faults
        .requireAtLeast(0, pixels, "pixels", "rows and columns, 0 for those of the images")
        .require(
            labelNoise >= 0 && labelNoise < 1,
            "labelNoise",
            "a share in [0, 1)",
            labelNoise,
            "0.1 for a tenth");
  }

  final void setPixels(int pixels) {
    this.pixels = pixels;
  }

  final void setLabelNoise(double labelNoise) {
    this.labelNoise = labelNoise;
  }

  @Override
  public final TaskData<Label> load(long seed) throws IOException {
    ImageData images = images(seed);
    ImageSet train = scaled(images.train());
    DenseDataset<Label> clean = dataset(train);
    Split split = split(clean, seed);
    DenseDataset<Label> noisy =
        labelNoise > 0 ? dataset(train.withWrongLabels(split.training(), labelNoise, seed)) : clean;
    DenseDataset<Label> training = noisy.subset(split.training());
    UnaryOperator<DenseDataset<Label>> scale =
        standardized ? PixelScale.of(training)::apply : UnaryOperator.identity();
    return new TaskData<>(
        scale.apply(training),
        Optional.of(scale.apply(clean.subset(split.validation()))),
        scale.apply(dataset(scaled(images.test()))),
        pixels == 0 ? reference() : Optional.empty());
  }

  private ImageSet scaled(ImageSet images) {
    return pixels == 0 ? images : images.scaledTo(pixels);
  }

  /** Images for training and validation together, and those for testing. */
  abstract ImageData images(long seed) throws IOException;

  /** Images of a split as examples. */
  abstract DenseDataset<Label> dataset(ImageSet images);

  /** Deals the images for training and validation out. */
  abstract Split split(DenseDataset<Label> drawn, long seed);

  /** The AGOP that the alignment is with. */
  abstract Optional<ReferenceAgop> reference() throws IOException;

  @Override
  public final Evaluator<Label, ? extends Evaluation<Label>> evaluator() {
    return new LabelEvaluator();
  }

  @Override
  public final DynamicsMetrics primaryMetric() {
    return DynamicsMetrics.TEST_ERROR;
  }

  @Override
  public final ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "ComparisonTask");
  }
}
