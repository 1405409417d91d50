/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.tribuo.data.IdxFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which images of a split to keep.
 *
 * @param split name of the split, for errors
 * @param classes the classes to keep
 * @param wanted how many images to draw without replacement; all if empty
 * @param seed seed of the draw
 */
record ClassSelection(String split, List<Integer> classes, OptionalInt wanted, long seed) {

  /** Keeps images of the classes, in the order of the files. */
  ImageSet apply(IdxFile images, IdxFile labels) {
    List<Integer> members = membersAmong(labels);
    List<Integer> chosen = wanted.isPresent() ? draw(members, wanted.getAsInt()) : members;
    return new ImageSet(pick(images, chosen), pick(labels, chosen), classes);
  }

  private List<Integer> membersAmong(IdxFile labels) {
    List<Integer> members = new ArrayList<>();
    Set<Integer> found = new TreeSet<>();
    ByteBuffer all = labels.bytes();
    for (int i = 0; i < all.limit(); i++) {
      int label = Byte.toUnsignedInt(all.get(i));
      found.add(label);
      if (classes.contains(label)) {
        members.add(i);
      }
    }
    if (!found.containsAll(classes)) {
      throw new IllegalArgumentException(
          "expected images of the classes "
              + classes
              + " in the "
              + split
              + " files, found only "
              + found
              + "; choose among these or name a folder with the published files");
    }
    return members;
  }

  private List<Integer> draw(List<Integer> members, int size) {
    if (size > members.size()) {
      throw new IllegalArgumentException(
          "expected a wish for at most the "
              + members.size()
              + " images of the classes "
              + classes
              + " in the "
              + split
              + " files, found "
              + size
              + "; ask for fewer or name a folder with the published files");
    }
    List<Integer> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, size).stream().sorted().toList();
  }

  private static IdxFile pick(IdxFile from, List<Integer> chosen) {
    ByteBuffer all = from.bytes();
    int length = all.limit() / from.dims().get(0);
    byte[] picked = new byte[chosen.size() * length];
    for (int i = 0; i < chosen.size(); i++) {
      all.get(chosen.get(i) * length, picked, i * length, length);
    }
    List<Integer> dims = new ArrayList<>(from.dims());
    dims.set(0, chosen.size());
    return new IdxFile(dims, ByteBuffer.wrap(picked));
  }
}
