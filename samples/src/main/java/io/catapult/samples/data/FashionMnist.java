/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.samples.data.source.IdxSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Images of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017; MIT licence), training and test set.
 *
 * <p>Without a folder: the subset that the samples carry, 256 training and 128 test images each of
 * the classes 0 (T-shirt/top) and 2 (pullover), 96 and 32 each of the others. The two are the
 * classes of <i>Toward understanding the dynamics of over-parameterized neural networks</i>,
 * appendix C.6.
 *
 * @param train the training images
 * @param test the test images
 */
public record FashionMnist(ImageSet train, ImageSet test) {

  private static final String EMBEDDED = "/fashion-mnist/";
  private static final int CLASSES = 10;

  /** A builder; every setting has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Says which images to read. */
  public static final class Builder {

    private Optional<Path> folder = Optional.empty();
    private List<Integer> classes = List.of(0, 2);
    private OptionalInt trainSize = OptionalInt.empty();
    private OptionalInt testSize = OptionalInt.empty();
    private long seed;

    private Builder() {}

    /** Folder with the four published files, packed or not; without it the embedded subset. */
    public Builder optFolder(Path folder) {
      this.folder = Optional.of(folder);
      return this;
    }

    /** Class numbers to keep, 0 and 2 by default; the first of two gets the target +1. */
    public Builder optClasses(int... classes) {
      this.classes = IntStream.of(classes).boxed().toList();
      return this;
    }

    /** Number of training images, drawn without replacement; by default all of the classes. */
    public Builder optTrainSize(int trainSize) {
      this.trainSize = OptionalInt.of(trainSize);
      return this;
    }

    /** Number of test images, drawn without replacement; by default all of the classes. */
    public Builder optTestSize(int testSize) {
      this.testSize = OptionalInt.of(testSize);
      return this;
    }

    /** Seed of both draws, 0 by default. */
    public Builder optSeed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Reads the images.
     *
     * @return both sets, in the order of the files
     * @throws IOException if a file is missing or malformed
     * @throws IllegalArgumentException if a setting is wrong, naming every one that is
     */
    public FashionMnist build() throws IOException {
      checkSettings();
      return new FashionMnist(read("train", trainSize), read("t10k", testSize));
    }

    private void checkSettings() {
      List<String> faults = new ArrayList<>();
      Set<Integer> distinct = new LinkedHashSet<>(classes);
      if (distinct.size() != classes.size()
          || classes.size() < 2
          || distinct.stream().anyMatch(c -> c < 0 || c >= CLASSES)) {
        faults.add("classes: expected 2 or more different numbers from 0 to 9, found " + classes);
      }
      trainSize.ifPresent(size -> checkSize(faults, "trainSize", size));
      testSize.ifPresent(size -> checkSize(faults, "testSize", size));
      folder
          .filter(path -> !Files.isDirectory(path))
          .ifPresent(
              path ->
                  faults.add(
                      "folder: expected a folder with the four published files, found "
                          + path
                          + "; leave it out to use the embedded subset"));
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException("cannot read images: " + String.join("; ", faults));
      }
    }

    private static void checkSize(List<String> faults, String name, int size) {
      if (size < 1) {
        faults.add(name + ": expected at least 1 image, found " + size);
      }
    }

    private ImageSet read(String split, OptionalInt wanted) throws IOException {
      IdxSource source =
          folder.isPresent()
              ? IdxSource.inFolder(folder.get(), split)
              : IdxSource.embedded(EMBEDDED, split);
      Draw draw = wanted.isPresent() ? Draw.of(wanted.getAsInt()) : Draw.all();
      return new ClassSelection(split, classes, draw, seed).apply(source);
    }
  }
}
