/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.landscape.LossPlane;
import io.catapult.djl.landscape.LossPlaneBuilder;
import io.catapult.djl.landscape.PlaneGrid;
import io.catapult.djl.landscape.WeightPlane;
import io.catapult.djl.trajectory.PrincipalComponents;
import io.catapult.djl.trajectory.WeightTrajectory;
import io.catapult.samples.Progress;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures the loss of a saved model on the plane that the options ask for. */
final class PlaneMeasurement {

  /** Around a path or models, as a part of the width and the height that they have. */
  private static final double MARGIN = 0.25;

  private final ModelOptions options;
  private final PlaneOptions wanted;
  private final long seed;
  private final ModelView view;
  private final NDList x;
  private final NDList y;

  PlaneMeasurement(
      ModelOptions options, PlaneOptions wanted, long seed, ModelView view, NDList x, NDList y) {
    this.options = options;
    this.wanted = wanted;
    this.seed = seed;
    this.view = view;
    this.x = x;
    this.y = y;
  }

  PlaneView measure() throws IOException {
    if (wanted.path() != null) {
      return alongPath();
    }
    return wanted.towards().isEmpty() ? random() : throughModels();
  }

  private PlaneView random() throws IOException {
    PlaneCut.Place model = new PlaneCut.Place("the model", 0, 0);
    try (WeightPlane plane = WeightPlane.random(view, seed)) {
      PlaneCut cut =
          new PlaneCut(
              "Two random directions, seed %d, each filter as long as that of the model."
                  .formatted(seed),
              "The model is at (0, 0); at a distance of 1 each filter has moved as far as it is long.",
              Axis.linear("first direction"),
              Axis.linear("second direction"),
              List.of(),
              List.of(model.mark()),
              List.of(model));
      return measure(plane, PlaneGrid.around(wanted.reach(), wanted.points()), cut);
    }
  }

  private PlaneView throughModels() throws IOException {
    try (NDManager scratch = NDManager.newBaseManager(view.device(), "PyTorch")) {
      List<NDArray> weights = new ArrayList<>();
      for (Path file : wanted.towards()) {
        weights.add(weightsOf(file, scratch));
      }
      try (WeightPlane plane =
          weights.size() == 1
              ? WeightPlane.towards(view, weights.get(0), seed)
              : WeightPlane.through(view.flatParameters(scratch), weights.get(0), weights.get(1))) {
        return measure(plane, places(plane, weights));
      }
    }
  }

  private NDArray weightsOf(Path file, NDManager scratch) throws IOException {
    try (ModelFile other = ModelFile.open(file, options.network(), x.head().getShape());
        ModelView same = other.view().toType(view.dataType())) {
      return same.flatParameters(scratch);
    }
  }

  private List<PlaneCut.Place> places(WeightPlane plane, List<NDArray> weights) {
    List<PlaneCut.Place> places = new ArrayList<>();
    places.add(new PlaneCut.Place(options.model().toString(), 0, 0));
    for (int i = 0; i < weights.size(); i++) {
      double[] at = plane.coordinates(weights.get(i));
      places.add(new PlaneCut.Place(wanted.towards().get(i).toString(), at[0], at[1]));
    }
    return places;
  }

  private PlaneView measure(WeightPlane plane, List<PlaneCut.Place> places) throws IOException {
    double[][] corners =
        places.stream().map(place -> new double[] {place.a(), place.b()}).toArray(double[][]::new);
    double distance = corners[1][0];
    boolean isRandom = places.size() == 2;
    double[][] covered =
        isRandom ? new double[][] {{0, -distance / 2}, {distance, distance / 2}} : corners;
    PlaneCut cut =
        new PlaneCut(
            isRandom
                ? "Through the model and %s, and at right angles in a random direction, seed %d."
                    .formatted(wanted.towards().get(0), seed)
                : "Through the model, %s and %s."
                    .formatted(wanted.towards().get(0), wanted.towards().get(1)),
            "A low way between two models joins their valleys; distances are between weights.",
            Axis.linear("distance towards " + wanted.towards().get(0).getFileName()),
            Axis.linear("distance at right angles"),
            List.of(),
            places.stream().map(PlaneCut.Place::mark).toList(),
            places);
    return measure(plane, PlaneGrid.covering(covered, MARGIN, wanted.points()), cut);
  }

  private PlaneView alongPath() throws IOException {
    try (WeightTrajectory path = WeightTrajectory.open(wanted.path());
        NDManager scratch = NDManager.newBaseManager(view.device(), "PyTorch")) {
      long[] steps = path.steps();
      PrincipalComponents components = path.principalComponents(0, Long.MAX_VALUE, 2);
      NDArray end = path.weights(scratch, steps[steps.length - 1]).toType(view.dataType(), false);
      try (WeightPlane plane = WeightPlane.of(end, components)) {
        PlaneGrid grid = PlaneGrid.covering(components.coordinates(), MARGIN, wanted.points());
        return measure(plane, grid, cut(components));
      }
    }
  }

  private PlaneCut cut(PrincipalComponents components) {
    long[] steps = components.steps();
    double[][] path = components.coordinates();
    double[] shares = components.explainedVariance();
    double[] a = Arrays.stream(path).mapToDouble(place -> place[0]).toArray();
    double[] b = Arrays.stream(path).mapToDouble(place -> place[1]).toArray();
    List<PlaneCut.Place> ends =
        List.of(
            new PlaneCut.Place("step " + steps[0], a[0], b[0]),
            new PlaneCut.Place("step " + steps[steps.length - 1], 0, 0));
    return new PlaneCut(
        String.format(
            Locale.ROOT,
            "The plane in which the weights of %s moved most, steps %d to %d; it explains %.1f %% of"
                + " their variance.",
            wanted.path().getFileName(),
            steps[0],
            steps[steps.length - 1],
            100 * (shares[0] + shares[1])),
        "The path is projected on the plane: where it explains little, the loss on the path is not"
            + " that below it. The last weights are at (0, 0).",
        Axis.linear("first principal direction"),
        Axis.linear("second principal direction"),
        Arrays.stream(shares).boxed().toList(),
        Stream.concat(
                Stream.of(Series.curve("path", a, b)), ends.stream().map(PlaneCut.Place::mark))
            .toList(),
        ends);
  }

  private PlaneView measure(WeightPlane plane, PlaneGrid grid, PlaneCut cut) throws IOException {
    Loss loss = options.loss().newLoss();
    try (Progress bar = Progress.of("plane")) {
      LossPlaneBuilder builder =
          LossPlane.builder()
              .setModel(view)
              .setLoss(loss)
              .setData(x, y)
              .setPlane(plane)
              .setGrid(grid)
              .optFile(wanted.keep())
              .optProgress(
                  done -> bar.at((double) done / grid.size(), done + " of " + grid.size()));
      if (wanted.sharpness()) {
        builder.optSharpness();
      }
      return new PlaneView(
          options.model().toString(),
          options.loss().toString(),
          view.dataType().toString(),
          x.head().getShape().get(0),
          view.parameterCount(),
          cut,
          builder.build().measure());
    }
  }
}
