/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.samples.data.ImageData;
import io.catapult.samples.data.ImageSet;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ReferenceAgop;
import java.io.IOException;
import java.util.Optional;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;

/**
 * What is learned from images: their classes, from pixels in [0, 1]. Images for training and
 * validation are drawn by the seed and dealt out by it.
 */
abstract class ImageTask implements ComparisonTask<Label> {

  @Override
  public final TaskData<Label> load(long seed) throws IOException {
    ImageData images = images(seed);
    DenseDataset<Label> drawn = dataset(images.train());
    Split split = split(drawn, seed);
    return new TaskData<>(
        drawn.subset(split.training()),
        Optional.of(drawn.subset(split.validation())),
        dataset(images.test()),
        reference());
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
