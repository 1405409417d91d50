/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MNIST and Fashion-MNIST: grey images of 28 x 28 pixels and their classes in two IDX files a
 * split, packed by gzip or plain. LeCun, Cortes and Burges; Xiao, Rasul and Vollgraf, 2017. A split
 * is held in memory, 47 MB at most.
 */
public final class IdxSource implements ImageSource {

  private static final int SIDE = 28;

  private final IdxFile images;
  private final IdxFile labels;

  private IdxSource(IdxFile images, IdxFile labels) {
    this.images = images;
    this.labels = labels;
  }

  /** Opens a file by its published name. */
  @FunctionalInterface
  private interface Opener {
    IdxFile open(String name) throws IOException;
  }

  /**
   * The files of a folder.
   *
   * @param split "train" or "t10k", with which the names of the files begin
   */
  public static IdxSource inFolder(Path folder, String split) throws IOException {
    return read(split, name -> open(folder, name));
  }

  /**
   * The files that come with the samples.
   *
   * @param path where they are, with a slash at both ends
   * @param split "train" or "t10k", with which the names of the files begin
   */
  public static IdxSource embedded(String path, String split) throws IOException {
    return read(
        split,
        name -> {
          String resource = path + name + ".gz";
          try (InputStream stream = IdxSource.class.getResourceAsStream(resource)) {
            return IdxFile.read(stream, resource);
          }
        });
  }

  private static IdxSource read(String split, Opener opener) throws IOException {
    String imageName = split + "-images-idx3-ubyte";
    String labelName = split + "-labels-idx1-ubyte";
    IdxFile images = opener.open(imageName).requireDims(imageName, -1, SIDE, SIDE);
    IdxFile labels = opener.open(labelName).requireDims(labelName, images.dims().get(0));
    return new IdxSource(images, labels);
  }

  private static IdxFile open(Path folder, String name) throws IOException {
    for (String candidate : List.of(name + ".gz", name)) {
      Path file = folder.resolve(candidate);
      if (Files.exists(file)) {
        return IdxFile.read(file);
      }
    }
    throw SourceFaults.missing(folder, name + " or " + name + ".gz", "the four files");
  }

  @Override
  public byte[] labels() {
    byte[] all = new byte[labels.bytes().remaining()];
    labels.bytes().get(all);
    return all;
  }

  @Override
  public IdxFile pixels(int[] chosen) {
    ByteBuffer all = images.bytes();
    int length = all.limit() / images.dims().get(0);
    byte[] picked = new byte[chosen.length * length];
    for (int i = 0; i < chosen.length; i++) {
      all.get(chosen[i] * length, picked, i * length, length);
    }
    List<Integer> dims = new ArrayList<>(images.dims());
    dims.set(0, chosen.length);
    return new IdxFile(dims, ByteBuffer.wrap(picked));
  }
}
