/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.samples.data.source.CelebaSource;
import io.catapult.samples.data.source.CifarSource;
import io.catapult.samples.data.source.IdxSource;
import io.catapult.samples.data.source.ImageSource;
import io.catapult.samples.data.source.SvhnSource;
import io.catapult.samples.data.source.UspsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The published image sets that can be read from local files. The classes that each begins with are
 * those of Zhu, Toward understanding the dynamics of over-parameterized neural networks, appendix
 * C.6, which names none for MNIST.
 */
public enum ImageDataset {
  /** Photographs of ten kinds of things, in colour. */
  CIFAR_10(
      "cifar-10",
      new Form(3, 32, 10, List.of(7, 9), "cifar-10-binary.tar.gz or the .bin files in it"),
      (folder, scaling) -> CifarSource.training(folder),
      (folder, scaling) -> CifarSource.test(folder)),
  /** House numbers, cropped digits in colour. */
  SVHN(
      "svhn",
      new Form(3, 32, 10, List.of(0, 2), "train_32x32.mat and test_32x32.mat"),
      (folder, scaling) -> SvhnSource.training(folder),
      (folder, scaling) -> SvhnSource.test(folder)),
  /** Digits from envelopes, grey. */
  USPS(
      "usps",
      new Form(1, 16, 10, List.of(0, 2), "usps.bz2 and usps.t.bz2"),
      (folder, scaling) -> UspsSource.training(folder),
      (folder, scaling) -> UspsSource.test(folder)),
  /** Digits, grey. */
  MNIST(
      "mnist",
      new Form(1, 28, 10, List.of(0, 2), "the four IDX files"),
      (folder, scaling) -> IdxSource.inFolder(folder, "train"),
      (folder, scaling) -> IdxSource.inFolder(folder, "t10k")),
  /** Articles of clothing, grey. */
  FASHION_MNIST(
      "fashion-mnist",
      new Form(1, 28, 10, List.of(0, 2), "the four IDX files"),
      (folder, scaling) -> IdxSource.inFolder(folder, "train"),
      (folder, scaling) -> IdxSource.inFolder(folder, "t10k")),
  /** Faces in colour, with an attribute (1) or without (0). */
  CELEBA(
      "celeba",
      new Form(3, 32, 2, List.of(0, 1), "img_align_celeba.zip and list_attr_celeba.txt"),
      (folder, scaling) -> CelebaSource.training(folder, scaling.attribute(), scaling.side()),
      (folder, scaling) -> CelebaSource.test(folder, scaling.attribute(), scaling.side()));

  private final String id;
  private final Form form;
  private final Opener train;
  private final Opener test;

  ImageDataset(String id, Form form, Opener train, Opener test) {
    this.id = id;
    this.form = form;
    this.train = train;
    this.test = test;
  }

  private record Form(
      int channels, int side, int classes, List<Integer> defaultClasses, String files) {}

  @FunctionalInterface
  private interface Opener {
    ImageSource open(Path folder, Scaling scaling) throws IOException;
  }

  /**
   * What CelebA leaves open.
   *
   * @param attribute the attribute that is the class
   * @param side rows and columns of an image
   */
  record Scaling(String attribute, int side) {}

  /**
   * The set of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ImageDataset of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id.equals(id.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected an image set, found '" + id + "'; choose among " + ids() + "."));
  }

  /** All names, as a person types them. */
  public static String ids() {
    return Arrays.stream(values()).map(ImageDataset::id).collect(Collectors.joining(", "));
  }

  /** The name that a person types. */
  public String id() {
    return id;
  }

  /** Channels of an image: 1 if it is grey, else 3. */
  public int channels() {
    return form.channels();
  }

  /** Rows and columns of an image, where nothing else is asked for. */
  public int side() {
    return form.side();
  }

  /** Number of classes, which are numbered from 0. */
  public int classes() {
    return form.classes();
  }

  /** The classes that are kept where nothing else is asked for. */
  public List<Integer> defaultClasses() {
    return form.defaultClasses();
  }

  /** The files that are read, by their published names. */
  public String files() {
    return form.files();
  }

  /** Whether side and attribute can be chosen. */
  public boolean isScaled() {
    return this == CELEBA;
  }

  ImageSource train(Path folder, Scaling scaling) throws IOException {
    return train.open(folder, scaling);
  }

  ImageSource test(Path folder, Scaling scaling) throws IOException {
    return test.open(folder, scaling);
  }
}
