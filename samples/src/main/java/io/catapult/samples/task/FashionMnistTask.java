/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.samples.data.FashionMnist;
import io.catapult.samples.data.ImageData;
import io.catapult.samples.data.ImageSet;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.trainer.ReferenceAgop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tribuo.classification.Label;

/**
 * T-shirts against pullovers: two classes of Fashion-MNIST, pixels in [0, 1]. The reference AGOP is
 * that of a stronger network, trained on all images of both classes. Zhu, Toward understanding the
 * dynamics of over-parameterized neural networks, appendix C.6.
 */
public final class FashionMnistTask extends ImageTask {

  /** Rows and columns of an image. */
  static final int SIDE = 28;

  private static final int PAIR = 2;

  @Config(description = "Folder with the four published files; the embedded images if empty.")
  private String images = "";

  @Config(description = "Class numbers; 0 and 2 are the ones with a reference AGOP.")
  private int[] classes = {0, 2};

  @Config(description = "Training images, drawn by the seed; of more than two classes, evenly.")
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

  /**
   * Embedded images of some classes, at most the 512 of the classes 0 and 2 or 96 of each other
   * one.
   *
   * @param classes their numbers
   * @param training the number of training images
   * @param validation the number of images for the validation loss
   * @param pixels rows and columns to average them down to, a divisor of 28; 0 for 28
   * @param labelNoise the share of training images that get the label of another class
   */
  public static FashionMnistTask embedded(
      List<Integer> classes, int training, int validation, int pixels, double labelNoise) {
    FashionMnistTask task = new FashionMnistTask();
    task.classes = classes.stream().mapToInt(Integer::intValue).toArray();
    task.training = training;
    task.validation = validation;
    task.setPixels(pixels);
    task.setLabelNoise(labelNoise);
    task.postConfig();
    return task;
  }

  /** How many embedded images of a class there are for training and validation. */
  public static int embeddedImages(int each) {
    return each == 0 || each == 2 ? 256 : 96;
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
    BuilderFaults faults = new BuilderFaults("FashionMnistTask");
    check(faults);
    faults
        .requireAtLeast(2, training, "training", "the number of training images")
        .requireAtLeast(2, validation, "validation", "the number of validation images")
        .throwIfAny();
  }

  @Override
  ImageData images(long seed) throws IOException {
    FashionMnist.Builder builder = FashionMnist.builder();
    if (!images.isEmpty()) {
      builder.optFolder(Path.of(images));
    }
    FashionMnist all =
        builder.optClasses(classes).optTrainSize(training + validation).optSeed(seed).build();
    return new ImageData(all.train(), all.test());
  }

  @Override
  DenseDataset<Label> dataset(ImageSet images) {
    return DenseDataset.classification(images.images(), images.labels());
  }

  @Override
  Split split(DenseDataset<Label> drawn, long seed) {
    if (classes.length == PAIR) {
      return Split.of(drawn.size(), training, validation, seed);
    }
    List<String> labels = drawn.getData().stream().map(row -> row.getOutput().getLabel()).toList();
    return Split.balanced(labels, training, seed);
  }

  @Override
  Optional<ReferenceAgop> reference() throws IOException {
    return Arrays.equals(classes, new int[] {0, 2})
        ? Optional.of(ReferenceAgopFile.fashionMnist())
        : Optional.empty();
  }
}
