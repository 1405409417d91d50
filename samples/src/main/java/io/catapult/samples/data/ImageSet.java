/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.tribuo.data.IdxFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Square images, grey or in colour, with their classes, held as bytes outside any engine.
 *
 * @param images pixels 0 to 255, dimensions [n, side, side] or [n, channels, side, side]
 * @param labels class numbers as published, dimensions [n]
 * @param classes the class numbers that occur, in the order of the one-hot columns
 */
public record ImageSet(IdxFile images, IdxFile labels, List<Integer> classes) {

  private static final float LARGEST_PIXEL = 255;

  /**
   * Checks that images, labels and classes agree.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ImageSet {
    classes = List.copyOf(classes);
    if (!isSquare(images.dims()) || !labels.dims().equals(images.dims().subList(0, 1))) {
      throw new IllegalArgumentException(
          "expected square images [n, side, side] or [n, channels, side, side] and labels [n],"
              + " found "
              + images.dims()
              + " and "
              + labels.dims()
              + "; give the two files of one split");
    }
    ByteBuffer all = labels.bytes();
    while (all.hasRemaining()) {
      int label = Byte.toUnsignedInt(all.get());
      if (!classes.contains(label)) {
        throw new IllegalArgumentException(
            "expected labels among "
                + classes
                + ", found "
                + label
                + "; leave out images of other classes");
      }
    }
  }

  private static boolean isSquare(List<Integer> dims) {
    int rank = dims.size();
    return (rank == 3 || rank == 4) && dims.get(rank - 1).equals(dims.get(rank - 2));
  }

  /** Number of images n. */
  public int size() {
    return labels.dims().get(0);
  }

  /**
   * Images as rows, [n, channels * side * side], float32 in [0, 1].
   *
   * @param manager owner of the result
   * @return the images
   */
  public NDArray rows(NDManager manager) {
    return pixels(manager, new Shape(size(), (long) channels() * side() * side()));
  }

  /**
   * Images as [n, channels, side, side], float32 in [0, 1]; grey ones have one channel.
   *
   * @param manager owner of the result
   * @return the images
   */
  public NDArray channels(NDManager manager) {
    return pixels(manager, new Shape(size(), channels(), side(), side()));
  }

  /**
   * Targets [n, 1], float32: +1 for the first class and -1 for the second.
   *
   * @param manager owner of the result
   * @return the targets
   * @throws IllegalStateException if there are not two classes
   */
  public NDArray signs(NDManager manager) {
    if (classes.size() != 2) {
      throw new IllegalStateException(
          "expected 2 classes for targets +1 and -1, found " + classes + "; use oneHot");
    }
    float[] signs = new float[size()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = classOf(i) == 0 ? 1 : -1;
    }
    return manager.create(signs, new Shape(size(), 1));
  }

  /**
   * Targets [n, k], float32: 1 in the column of the image's class, else 0.
   *
   * @param manager owner of the result
   * @return the targets
   */
  public NDArray oneHot(NDManager manager) {
    float[] targets = new float[size() * classes.size()];
    for (int i = 0; i < size(); i++) {
      targets[i * classes.size() + classOf(i)] = 1;
    }
    return manager.create(targets, new Shape(size(), classes.size()));
  }

  /**
   * SHA-256 of the pixels followed by the labels, without any header: the name of the data used.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(images.bytes());
      digest.update(labels.bytes());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Channels of an image: 1 if it is grey. */
  public int channels() {
    return images.dims().size() == 3 ? 1 : images.dims().get(1);
  }

  /** Rows and columns of an image. */
  public int side() {
    return images.dims().get(images.dims().size() - 1);
  }

  /**
   * The same images with fewer pixels, each the mean of a square of them, rounded.
   *
   * @param side rows and columns of the result; must divide those of the images
   * @throws IllegalArgumentException if it does not
   */
  public ImageSet scaledTo(int side) {
    if (side < 1 || side() % side != 0) {
      throw new IllegalArgumentException(
          "expected a side that divides the %d pixels of the images, found %d; choose another"
              .formatted(side(), side));
    }
    int factor = side() / side;
    ByteBuffer from = images.bytes();
    ByteBuffer to = ByteBuffer.allocate(size() * channels() * side * side);
    for (int image = 0; image < size() * channels(); image++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int first = (image * side() + row * factor) * side() + column * factor;
          to.put((byte) Math.round(mean(from, first, factor)));
        }
      }
    }
    List<Integer> dims = new ArrayList<>(images.dims());
    dims.set(dims.size() - 2, side);
    dims.set(dims.size() - 1, side);
    return new ImageSet(new IdxFile(dims, to.flip()), labels, classes);
  }

  /**
   * The same images, some of which have the label of another class.
   *
   * @param among numbers of the images that may get one
   * @param share of them that do, rounded
   * @param seed chooses images and labels
   */
  public ImageSet withWrongLabels(int[] among, double share, long seed) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>(IntStream.of(among).boxed().toList());
    Collections.shuffle(order, random);
    ByteBuffer wrong = ByteBuffer.allocate(size()).put(labels.bytes());
    for (int image : order.subList(0, (int) Math.round(share * among.length))) {
      int shift = 1 + random.nextInt(classes.size() - 1);
      wrong.put(image, classes.get((classOf(image) + shift) % classes.size()).byteValue());
    }
    return new ImageSet(images, new IdxFile(labels.dims(), wrong.flip()), classes);
  }

  private float mean(ByteBuffer pixels, int first, int factor) {
    int sum = 0;
    for (int y = 0; y < factor; y++) {
      for (int x = 0; x < factor; x++) {
        sum += Byte.toUnsignedInt(pixels.get(first + y * side() + x));
      }
    }
    return (float) sum / (factor * factor);
  }

  private int classOf(int image) {
    return classes.indexOf(Byte.toUnsignedInt(labels.bytes().get(image)));
  }

  private NDArray pixels(NDManager manager, Shape shape) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray pixels = scope.create(images.bytes(), shape, DataType.UINT8);
      NDArray scaled = pixels.toType(DataType.FLOAT32, true).divi(LARGEST_PIXEL);
      scaled.attach(manager);
      return scaled;
    }
  }
}
