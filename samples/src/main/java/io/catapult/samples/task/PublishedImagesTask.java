/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.samples.data.Draw;
import io.catapult.samples.data.ImageData;
import io.catapult.samples.data.ImageDataset;
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
 * Classes of a published image set, read from local files. There is a reference AGOP for the
 * classes 0 and 2 of Fashion-MNIST alone. The SHA-256 of the images that were drawn is in the
 * source of the datasets, and so in the provenance of what is trained on them.
 */
public final class PublishedImagesTask extends ImageTask {

  @Config(mandatory = true, description = "The image set.")
  private ImageDataset dataset;

  @Config(mandatory = true, description = "Folder with its files, as published.")
  private String images;

  @Config(description = "Class numbers to keep; those of the set if empty.")
  private int[] classes = {};

  @Config(description = "Training images of all classes together, drawn by the seed.")
  private int training = 1000;

  @Config(description = "Training images of each class instead, drawn by the seed; 0 for none.")
  private int perClass = 0;

  @Config(description = "Images for the validation loss, at most, drawn from the rest.")
  private int validation = 5000;

  @Config(description = "Images for testing, at most, drawn by the seed.")
  private int test = 5000;

  @Config(description = "Rows and columns that images of CelebA are scaled to; 0 for 32.")
  private int side = 0;

  @Config(description = "The attribute that is the class in CelebA; Eyeglasses if empty.")
  private String attribute = "";

  private PublishedImagesTask() {}

  /**
   * Images as an experiment wants them, up to 5000 of each split besides those for training.
   *
   * @param dataset the image set
   * @param folder with its files, as published
   * @param classes class numbers to keep
   * @param training the number of training images of all classes together
   * @param pixels rows and columns to average them down to, a divisor of their own; 0 for their own
   * @param labelNoise the share of training images that get the label of another class
   */
  public static PublishedImagesTask of(
      ImageDataset dataset,
      Path folder,
      List<Integer> classes,
      int training,
      int pixels,
      double labelNoise) {
    PublishedImagesTask task = new PublishedImagesTask();
    task.dataset = dataset;
    task.images = folder.toAbsolutePath().normalize().toString();
    task.classes = classes.stream().mapToInt(Integer::intValue).toArray();
    task.training = training;
    task.setPixels(pixels);
    task.setLabelNoise(labelNoise);
    task.postConfig();
    return task;
  }

  /** What a person asked for. */
  PublishedImagesTask(UserImages asked) {
    dataset = asked.dataset().orElseThrow();
    images = asked.folder().toAbsolutePath().normalize().toString();
    classes = asked.classes().stream().mapToInt(Integer::intValue).toArray();
    training = asked.training().orElse(training);
    perClass = asked.perClass().orElse(perClass);
    side = asked.side().orElse(side);
    attribute = asked.attribute().orElse(attribute);
    postConfig();
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    BuilderFaults faults = new BuilderFaults("PublishedImagesTask");
    check(faults);
    faults
        .require(dataset != null, "dataset", "an image set", null, "give one, as CIFAR_10")
        .requireAtLeast(1, training, "training", "the number of training images")
        .requireAtLeast(0, perClass, "perClass", "the number of training images of each class")
        .requireAtLeast(2, validation, "validation", "the number of validation images")
        .requireAtLeast(1, test, "test", "the number of test images")
        .throwIfAny();
  }

  @Override
  ImageData images(long seed) throws IOException {
    ImageData.Builder builder =
        ImageData.builder()
            .setDataset(dataset)
            .setFolder(Path.of(images))
            .optClasses(kept())
            .optTrain(draw())
            .optTest(Draw.between(1, test))
            .optSeed(seed);
    if (side > 0) {
      builder.optSide(side);
    }
    if (!attribute.isEmpty()) {
      builder.optAttribute(attribute);
    }
    return builder.build();
  }

  private int[] kept() {
    return classes.length > 0
        ? classes
        : dataset.defaultClasses().stream().mapToInt(Integer::intValue).toArray();
  }

  /** For training and validation, of which at least one image is left. */
  private Draw draw() {
    if (perClass == 0) {
      return Draw.between(training + 1, training + validation);
    }
    int rest = Math.max(1, validation / kept().length);
    return Draw.perClass(perClass + 1, perClass + rest);
  }

  @Override
  Split split(DenseDataset<Label> drawn, long seed) {
    int n = drawn.size();
    List<String> labels = drawn.getData().stream().map(row -> row.getOutput().getLabel()).toList();
    Split split =
        perClass == 0
            ? Split.of(n, training, n - training, seed)
            : Split.perClass(labels, perClass, seed);
    requireAllClasses(Arrays.stream(split.training()).mapToObj(labels::get).distinct().toList());
    return split;
  }

  private void requireAllClasses(List<String> found) {
    if (found.size() < kept().length) {
      throw new IllegalArgumentException(
          "expected training images of each of the classes %s, found only %s among the %d drawn; ask for more, or for as many of each class"
              .formatted(Arrays.toString(kept()), found, training));
    }
  }

  @Override
  DenseDataset<Label> dataset(ImageSet set) {
    String source =
        "%s, classes %s, %d images, SHA-256 %s"
            .formatted(dataset.id(), set.classes(), set.size(), set.sha256());
    return DenseDataset.classification(set.images(), set.labels(), source);
  }

  @Override
  Optional<ReferenceAgop> reference() throws IOException {
    return dataset == ImageDataset.FASHION_MNIST && Arrays.equals(kept(), new int[] {0, 2})
        ? Optional.of(ReferenceAgopFile.fashionMnist())
        : Optional.empty();
  }
}
