/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.data.ImageDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The user's images. What is left open is the task's own.
 *
 * @param folder with the files, as published
 * @param dataset which set they are, for images
 * @param classes class numbers to keep
 * @param training training images of all classes together
 * @param perClass training images of each class instead
 * @param side rows and columns to scale to, for CelebA
 * @param attribute the attribute that is the class, for CelebA
 */
public record UserImages(
    Path folder,
    Optional<ImageDataset> dataset,
    List<Integer> classes,
    OptionalInt training,
    OptionalInt perClass,
    OptionalInt side,
    Optional<String> attribute) {

  /** Copies the classes. */
  public UserImages {
    classes = List.copyOf(classes);
  }

  /** Whether a folder is all that was given. */
  public boolean isFolderAlone() {
    return dataset.isEmpty()
        && classes.isEmpty()
        && training.isEmpty()
        && perClass.isEmpty()
        && side.isEmpty()
        && attribute.isEmpty();
  }
}
