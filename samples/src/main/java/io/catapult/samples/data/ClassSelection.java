/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.samples.data.source.ImageSource;
import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which images of a split to keep.
 *
 * @param split name of the split, for errors
 * @param classes the classes to keep
 * @param draw how many of them
 * @param seed seed of the draw
 */
record ClassSelection(String split, List<Integer> classes, Draw draw, long seed) {

  /** Keeps images of the classes, in the order of the files. */
  ImageSet apply(ImageSource source) throws IOException {
    byte[] labels = source.labels();
    requireClasses(labels);
    int[] chosen = chosen(labels);
    ByteBuffer kept = ByteBuffer.allocate(chosen.length);
    for (int image : chosen) {
      kept.put(labels[image]);
    }
    IdxFile images = source.pixels(chosen);
    return new ImageSet(images, new IdxFile(List.of(chosen.length), kept.flip()), classes);
  }

  private void requireClasses(byte[] labels) {
    Set<Integer> found = new TreeSet<>();
    for (byte label : labels) {
      found.add(Byte.toUnsignedInt(label));
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
  }

  private int[] chosen(byte[] labels) {
    Random random = new Random(seed);
    List<Integer> chosen = new ArrayList<>();
    if (draw.scope() == Draw.Scope.TOGETHER) {
      chosen.addAll(drawn(members(labels, classes), "the classes " + classes, random));
    } else {
      for (int each : classes) {
        chosen.addAll(drawn(members(labels, List.of(each)), "class " + each, random));
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static List<Integer> members(byte[] labels, List<Integer> wanted) {
    List<Integer> members = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (wanted.contains(Byte.toUnsignedInt(labels[i]))) {
        members.add(i);
      }
    }
    return members;
  }

  private List<Integer> drawn(List<Integer> members, String what, Random random) {
    if (draw.least() > members.size()) {
      throw new IllegalArgumentException(
          "expected a wish for at most the "
              + members.size()
              + " images of "
              + what
              + " in the "
              + split
              + " files, found "
              + draw.least()
              + "; ask for fewer or name a folder with the published files");
    }
    Collections.shuffle(members, random);
    return members.subList(0, Math.min(draw.most(), members.size()));
  }
}
