/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.samples.data.FashionMnist;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;

/**
 * T-shirts against pullovers: two classes of Fashion-MNIST, pixels in [0, 1]. The reference AGOP is
 * that of a stronger network, trained on all images of both classes. Zhu, Toward understanding the
 * dynamics of over-parameterized neural networks, appendix C.6.
 */
public final class FashionMnistTask implements ComparisonTask<Label> {

  /** Rows and columns of an image. */
  static final int SIDE = 28;

  @Config(description = "Folder with the four published files; the embedded images if empty.")
  private String images = "";

  @Config(description = "Training images, drawn by the seed.")
  private int training = 256;

  @Config(description = "Images that the validation loss is measured on, drawn from the rest.")
  private int validation = 256;

  private FashionMnistTask() {}

  /** The embedded images: 256 each for training, validation and testing. */
  static FashionMnistTask embedded() {
    return new FashionMnistTask();
  }

  /**
   * The embedded images: some for training, 256 each for validation and testing.
   *
   * @param training the number of training images, from 2 to 256
   */
  public static FashionMnistTask embedded(int training) {
    FashionMnistTask task = new FashionMnistTask();
    task.training = training;
    task.postConfig();
    return task;
  }

  /** Published files: 1000 images for training, 5000 for validation, 2000 for testing. */
  static FashionMnistTask from(Path folder) {
    FashionMnistTask task = new FashionMnistTask();
    task.images = folder.toAbsolutePath().toString();
    task.training = 1000;
    task.validation = 5000;
    return task;
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("FashionMnistTask")
        .requireAtLeast(2, training, "training", "the number of training images")
        .requireAtLeast(2, validation, "validation", "the number of validation images")
        .throwIfAny();
  }

  @Override
  public TaskData<Label> load(long seed) throws IOException {
    FashionMnist.Builder builder = FashionMnist.builder();
    if (!images.isEmpty()) {
      builder.optFolder(Path.of(images));
    }
    FashionMnist all =
        builder.optClasses(0, 2).optTrainSize(training + validation).optSeed(seed).build();
    DenseDataset<Label> drawn =
        DenseDataset.classification(all.train().images(), all.train().labels());
    Split split = Split.of(drawn.size(), training, validation, seed);
    return new TaskData<>(
        drawn.subset(split.training()),
        Optional.of(drawn.subset(split.validation())),
        DenseDataset.classification(all.test().images(), all.test().labels()),
        Optional.of(ReferenceAgopFile.fashionMnist()));
  }

  @Override
  public Evaluator<Label, ? extends Evaluation<Label>> evaluator() {
    return new LabelEvaluator();
  }

  @Override
  public DynamicsMetrics primaryMetric() {
    return DynamicsMetrics.TEST_ERROR;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "ComparisonTask");
  }
}
