/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.djl.check.BuilderFaults;
import io.catapult.samples.data.ImageDataset.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Images of a published set, read from local files in their published form: chosen classes, and of
 * them as many as are asked for. Only these are held in memory.
 *
 * @param train the training images
 * @param test the test images
 */
public record ImageData(ImageSet train, ImageSet test) {

  private static final int LARGEST_SIDE = 178;

  /** A builder; set and folder are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Says which images to read. */
  public static final class Builder {

    private ImageDataset dataset;
    private Path folder;
    private List<Integer> classes = List.of();
    private Draw train = Draw.all();
    private Draw test = Draw.all();
    private long seed;
    private OptionalInt side = OptionalInt.empty();
    private Optional<String> attribute = Optional.empty();

    private Builder() {}

    /** The set. */
    public Builder setDataset(ImageDataset dataset) {
      this.dataset = dataset;
      return this;
    }

    /** The folder with its files: see {@link ImageDataset#files}. */
    public Builder setFolder(Path folder) {
      this.folder = folder;
      return this;
    }

    /** Class numbers to keep, by default those of the set; the first of two gets the target +1. */
    public Builder optClasses(int... classes) {
      this.classes = IntStream.of(classes).boxed().toList();
      return this;
    }

    /** Training images to draw, by default all of the classes. */
    public Builder optTrain(Draw train) {
      this.train = train;
      return this;
    }

    /** Test images to draw, by default all of the classes. */
    public Builder optTest(Draw test) {
      this.test = test;
      return this;
    }

    /** Seed of both draws, 0 by default. */
    public Builder optSeed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Rows and columns that images of CelebA are scaled down to, 32 by default, 178 at most. */
    public Builder optSide(int side) {
      this.side = OptionalInt.of(side);
      return this;
    }

    /** The attribute that is the class of an image of CelebA, Eyeglasses by default. */
    public Builder optAttribute(String attribute) {
      this.attribute = Optional.of(attribute);
      return this;
    }

    /**
     * Reads the images.
     *
     * @return both splits, in the order of the files
     * @throws IOException if a file is missing, torn or of another form
     * @throws IllegalArgumentException if a setting is wrong, naming every one that is
     */
    public ImageData build() throws IOException {
      checkSettings();
      List<Integer> kept = classes.isEmpty() ? dataset.defaultClasses() : classes;
      Scaling scaling = new Scaling(attribute.orElse("Eyeglasses"), side.orElse(dataset.side()));
      return new ImageData(
          new ClassSelection(dataset.id() + " training", kept, train, seed)
              .apply(dataset.train(folder, scaling)),
          new ClassSelection(dataset.id() + " test", kept, test, seed)
              .apply(dataset.test(folder, scaling)));
    }

    private void checkSettings() {
      new BuilderFaults("ImageData")
          .require(dataset != null, "dataset", "an image set", null, "call setDataset")
          .require(folder != null, "folder", "the folder with its files", null, "call setFolder")
          .throwIfAny();
      new BuilderFaults("ImageData")
          .require(
              Files.isDirectory(folder),
              "folder",
              "a folder with " + dataset.files(),
              folder + (Files.exists(folder) ? ", no folder" : ", which is not there"),
              "put the files of " + dataset.id() + " there as published; nothing is downloaded")
          .require(
              classes.isEmpty() || areClasses(),
              "classes",
              "2 or more different numbers from 0 to " + (dataset.classes() - 1),
              classes,
              "call optClasses")
          .require(
              dataset.isScaled() || (side.isEmpty() && attribute.isEmpty()),
              "side, attribute",
              "neither for " + dataset.id(),
              side.isPresent() ? side.getAsInt() : attribute.orElse(""),
              "only celeba is scaled and has attributes")
          .require(
              side.isEmpty() || (side.getAsInt() >= 1 && side.getAsInt() <= LARGEST_SIDE),
              "side",
              "1 to " + LARGEST_SIDE + " pixels",
              side.orElse(0),
              "call optSide")
          .throwIfAny();
    }

    private boolean areClasses() {
      return classes.size() >= 2
          && new HashSet<>(classes).size() == classes.size()
          && classes.stream().allMatch(each -> each >= 0 && each < dataset.classes());
    }
  }
}
