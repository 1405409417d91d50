/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import io.catapult.samples.UsageFault;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a plane through a model's weights. */
final class PlaneOptions {

  private static final int FEWEST_POINTS = 3;

  /** A page draws each place, and keeps it in its data. */
  private static final int MOST_POINTS = 401;

  @Option(
      names = "--plane",
      arity = "0..1",
      fallbackValue = "41",
      paramLabel = "N",
      description =
          "Look at a plane of N x N places instead of two lines, each a forward pass (N: 41 if not"
              + " given): in two random directions whose filters are as long as the model's, unless"
              + " one of the following says otherwise.")
  private Integer points;

  @Option(
      names = "--towards",
      split = ",",
      paramLabel = "FILE",
      description =
          "With --plane, through one or two other saved models of the same network, separated by a"
              + " comma.")
  private List<Path> towards = List.of();

  @Option(
      names = "--path",
      paramLabel = "FILE",
      description =
          "With --plane, through a path that a TrajectoryRecorder wrote to a file: the plane"
              + " in which its weights move most, around the last of them.")
  private Path path;

  @Option(
      names = "--reach",
      paramLabel = "R",
      description =
          "How far a random plane goes to each side; at 1 each filter has moved as far as it is long"
              + " (default: 1).")
  private Double reach;

  @Option(
      names = "--sharpness",
      description =
          "With --plane, measure the largest eigenvalue of the Hessian too, at the cost of some 20"
              + " forward passes a place.")
  private boolean sharpness;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "With --plane, keep the places that were measured in this file, and go on from it when it"
              + " is there.")
  private Path keep;

  boolean isGiven() {
    return points != null;
  }

  /**
   * Checks what does not need the model.
   *
   * @throws UsageFault if an option cannot be used with the others
   */
  void requireSensible() {
    boolean isShaped = !towards.isEmpty() || path != null || reach != null || sharpness;
    if (!isGiven()) {
      if (isShaped || keep != null) {
        throw new UsageFault(
            "--towards, --path, --reach, --sharpness and --keep: expected --plane with them, found"
                + " none; add --plane");
      }
      return;
    }
    if (points < FEWEST_POINTS || points > MOST_POINTS) {
      throw new UsageFault(
          "--plane: expected %d to %d places on a side, found %d"
              .formatted(FEWEST_POINTS, MOST_POINTS, points));
    }
    if (towards.size() > 2) {
      throw new UsageFault("--towards: expected one or two files, found " + towards.size());
    }
    int planes = (towards.isEmpty() ? 0 : 1) + (path == null ? 0 : 1) + (reach == null ? 0 : 1);
    if (planes > 1) {
      throw new UsageFault(
          "expected one of --towards, --path and --reach, which say where the plane lies; found"
              + " several; choose one");
    }
    if (reach != null && !(reach > 0 && Double.isFinite(reach))) {
      throw new UsageFault("--reach: expected a number above 0, found " + reach);
    }
    if (keep != null) {
      JsonFile.requireWritable("--keep", keep);
    }
  }

  int points() {
    return points;
  }

  List<Path> towards() {
    return towards;
  }

  /** The file of a path, or null. */
  Path path() {
    return path;
  }

  double reach() {
    return reach == null ? 1 : reach;
  }

  boolean sharpness() {
    return sharpness;
  }

  /** The file to keep places in, or null. */
  Path keep() {
    return keep;
  }
}
