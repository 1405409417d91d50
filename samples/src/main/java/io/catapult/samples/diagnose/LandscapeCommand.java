/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.landscape.LossLine;
import io.catapult.samples.UsageFault;
import io.catapult.samples.data.ArrayFile.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Slices the loss of a saved model: see samples/docs/landscape.md. */
@Command(
    name = "landscape",
    description = {
      "Looks at the loss of a saved model along its gradient and along a random direction: whether"
          + " it grows more slowly than a quadratic function from its minimum, and on which scales."
          + " Or, with --plane, on a plane through its weights.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult landscape --model net.pt --inputs x.npy --targets y.npy",
      "  catapult landscape --model net-0000.params --network fcn --depth 3 --width 64 \\",
      "      --inputs x.npy --targets y.npy --page landscape.html",
      "  catapult landscape --model net.pt --inputs x.npy --targets y.npy --plane --page plane.html"
    })
public final class LandscapeCommand implements Callable<Integer> {

  private static final int FEWEST_POINTS = 21;

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions options;

  @Mixin private PlaneOptions plane;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "61",
      description = "Points of a slice, each a forward pass (default: ${DEFAULT-VALUE}).")
  private int points;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of random directions (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print JSON instead of the report.")
  private boolean json;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write a page with charts to this HTML file.")
  private Path page;

  /**
   * Measures, prints and writes.
   *
   * @return 0
   * @throws UsageFault if something that the user gave cannot be used
   */
  @Override
  public Integer call() {
    return ModelOptions.run(this::measureAndTell);
  }

  private void measureAndTell() throws IOException {
    requireSensible();
    LandscapeView report = measure();
    if (page != null) {
      report.writePage(page);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? new JsonMapper().writeValueAsString(report.json()) + "\n" : report.text());
    out.flush();
  }

  private void requireSensible() {
    if (options.data().targets().isEmpty()) {
      throw new UsageFault("expected --targets, as there is no loss without them; found none");
    }
    plane.requireSensible();
    if (points < FEWEST_POINTS) {
      throw new UsageFault(
          "--points: expected at least %d, found %d".formatted(FEWEST_POINTS, points));
    }
    if (page != null) {
      JsonFile.requireWritable("--page", page);
    }
  }

  private LandscapeView measure() throws IOException {
    Numbers inputs = options.data().readInputs();
    Optional<Numbers> targets = options.data().readTargets(inputs.shape()[0]);
    Numbers chosen = options.data().chosen(inputs);
    try (ModelFile file =
            ModelFile.open(options.model(), options.network(), new Shape(chosen.shape()));
        ModelView view = precise(file.view());
        NDManager manager = NDManager.newBaseManager(view.device(), "PyTorch")) {
      NDArray x = DataOptions.array(manager, chosen, view.dataType());
      NDArray y =
          Targets.of(
              manager, targets.orElseThrow(), options.loss(), view.outputs(manager, new NDList(x)));
      return plane.isGiven()
          ? new PlaneMeasurement(options, plane, seed, view, new NDList(x), new NDList(y)).measure()
          : slices(view, new NDList(x), new NDList(y));
    }
  }

  /** Second differences need float64; but TorchScript has constants that keep their type. */
  private ModelView precise(ModelView view) {
    boolean isWide = options.network().isGiven() && !plane.isGiven();
    return view.toType(isWide ? DataType.FLOAT64 : view.dataType());
  }

  private LandscapeReport slices(ModelView view, NDList x, NDList y) {
    Loss measured = options.loss().newLoss();
    try (LossLine gradient = LossLine.downGradient(view, measured, x, y);
        LossLine random = LossLine.random(view, measured, x, y, seed)) {
      LossDirection down = LossDirection.gradient(gradient, view, points);
      LossDirection other = LossDirection.random(random, view, down.reach(), points);
      return new LandscapeReport(
          options.model().toString(),
          options.loss().toString(),
          view.dataType().toString(),
          x.head().getShape().get(0),
          view.parameterCount(),
          LossValue.of(view, measured, x, y),
          List.of(down, other));
    }
  }
}
