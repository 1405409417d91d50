/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.task.FashionMnistTask;
import io.catapult.samples.task.PublishedImagesTask;
import io.catapult.tribuo.comparison.ComparisonTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tribuo.classification.Label;

/**
 * Images for experiments: the paper's set where a folder has it, else classes of Fashion-MNIST that
 * the samples carry.
 *
 * @param folder has a folder for each image set, named by its id, with its published files; empty
 *     for none
 */
public record PaperImages(Optional<Path> folder) {

  private static final int EMBEDDED_SIDE = 28;
  private static final int PAIR = 2;

  /** The images that the samples carry. */
  public static PaperImages embedded() {
    return new PaperImages(Optional.empty());
  }

  /**
   * Two classes, or all ten, of an image set.
   *
   * @param task reads them
   * @param channels of an image
   * @param side rows and columns of an image
   * @param words where they differ from the paper; empty if in nothing
   */
  record Chosen(ComparisonTask<Label> task, int channels, int side, String words) {

    /** In what a plan differs from the paper, its images and all else. */
    String words(String... own) {
      String all =
          Stream.concat(Stream.of(words), Stream.of(own))
              .filter(each -> !each.isBlank())
              .map(String::strip)
              .collect(Collectors.joining(" "));
      return all.isEmpty() ? "as in the paper" : all;
    }
  }

  /**
   * What an experiment wants.
   *
   * @param dataset the paper's set
   * @param classes the paper's classes
   * @param standIn classes of Fashion-MNIST in their place, as many
   * @param training the number of training images
   * @param divisor what rows and columns are divided by; 1 to leave them
   * @param labelNoise the share of training images with a wrong label
   * @param isStandardized whether pixels have mean 0 and deviation 1, instead of lying in [0, 1]
   */
  record Wish(
      ImageDataset dataset,
      List<Integer> classes,
      List<Integer> standIn,
      int training,
      int divisor,
      double labelNoise,
      boolean isStandardized) {

    private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    /** CIFAR-2 of the papers: classes 7 and 9. */
    static Wish cifar2(int training) {
      return new Wish(ImageDataset.CIFAR_10, List.of(7, 9), List.of(0, 2), training, 1, 0, false);
    }

    /** SVHN-2 of the papers: the digits 0 and 2. */
    static Wish svhn2(int training) {
      return new Wish(ImageDataset.SVHN, List.of(0, 2), List.of(7, 9), training, 1, 0, false);
    }

    /** All ten classes of CIFAR-10. */
    static Wish cifar10(int training) {
      return new Wish(ImageDataset.CIFAR_10, ALL, ALL, training, 1, 0, false);
    }

    /** The same with rows and columns divided by a number. */
    Wish dividedBy(int divisor) {
      return new Wish(dataset, classes, standIn, training, divisor, labelNoise, isStandardized);
    }

    /** The same with a share of wrong labels. */
    Wish withLabelNoise(double share) {
      return new Wish(dataset, classes, standIn, training, divisor, share, isStandardized);
    }

    /** The same with pixels of mean 0 and deviation 1. */
    Wish standardized() {
      return new Wish(dataset, classes, standIn, training, divisor, labelNoise, true);
    }

    private int pixels(int side) {
      return divisor == 1 ? 0 : side / divisor;
    }
  }

  /** Whether the folder has a set. */
  boolean has(ImageDataset dataset) {
    return folder.filter(each -> Files.isDirectory(each.resolve(dataset.id()))).isPresent();
  }

  /** Images for a wish. */
  Chosen choose(Wish wish) {
    return has(wish.dataset) ? published(wish) : standIn(wish);
  }

  private Chosen published(Wish wish) {
    ImageDataset dataset = wish.dataset;
    PublishedImagesTask task =
        PublishedImagesTask.of(
            dataset,
            folder.orElseThrow().resolve(dataset.id()),
            wish.classes,
            wish.training,
            wish.pixels(dataset.side()),
            wish.labelNoise);
    return new Chosen(
        wish.isStandardized ? task.standardized() : task,
        dataset.channels(),
        dataset.side() / wish.divisor,
        shrunk(wish, dataset.side()));
  }

  private static Chosen standIn(Wish wish) {
    String words =
        "%s of Fashion-MNIST (%d x %d, grey) in place of %s of %s."
            .formatted(
                classes(wish.standIn),
                EMBEDDED_SIDE,
                EMBEDDED_SIDE,
                classes(wish.classes),
                wish.dataset.id());
    FashionMnistTask task =
        FashionMnistTask.embedded(
            wish.standIn,
            wish.training,
            Math.min(256, available(wish) - wish.training),
            wish.pixels(EMBEDDED_SIDE),
            wish.labelNoise);
    return new Chosen(
        wish.isStandardized ? task.standardized() : task,
        1,
        EMBEDDED_SIDE / wish.divisor,
        wish.dataset == ImageDataset.FASHION_MNIST
            ? shrunk(wish, EMBEDDED_SIDE)
            : (words + " " + shrunk(wish, EMBEDDED_SIDE)).strip());
  }

  private static int available(Wish wish) {
    return wish.standIn.stream().mapToInt(FashionMnistTask::embeddedImages).sum();
  }

  private static String classes(List<Integer> classes) {
    return classes.size() == PAIR
        ? "classes %d and %d".formatted(classes.get(0), classes.get(1))
        : classes.size() + " classes";
  }

  private static String shrunk(Wish wish, int side) {
    return wish.divisor == 1
        ? ""
        : "Images averaged down to %d x %d.".formatted(side / wish.divisor, side / wish.divisor);
  }
}
