/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.NonFiniteException;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.curvature.Sharpness;
import io.catapult.djl.curvature.SharpnessTracker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * Measures the loss of a model on a batch at the places of a {@link WeightPlane}, and where asked
 * for the sharpness, lambda_max of the Hessian of the loss.
 *
 * <pre>{@code
 * try (WeightPlane plane = WeightPlane.random(view, 1)) {
 *   LossSurface surface =
 *       LossPlane.builder()
 *           .setModel(view)
 *           .setLoss(loss)
 *           .setData(x, y)
 *           .setPlane(plane)
 *           .setGrid(PlaneGrid.around(1, 41))
 *           .optFile(Path.of("surface.json"))
 *           .build()
 *           .measure();
 * }
 * }</pre>
 *
 * <p>Cost of a place: a forward pass and two copies of the weights; the sharpness takes a forward
 * and a backward pass more and two backward passes for each of its products, some ten. Sharpnesses
 * are right to 1e-3 of their value. Batch norm is evaluated by the running statistics that the
 * model has. A loss that is not finite is a result. The model is never changed.
 *
 * <p>With a file it is resumable: what was measured is written there each second, whole or not at
 * all, and is taken from there by a measurement of the same model, data, plane and grid. Not for
 * use by several threads at once; view, plane, inputs and labels must stay open.
 */
public final class LossPlane {

  private static final long SAVING_NANOS = 1_000_000_000L;

  private final ModelView model;
  private final Loss loss;
  private final NDList inputs;
  private final NDList labels;
  private final WeightPlane plane;
  private final PlaneGrid grid;
  private final boolean isSharpness;
  private final Path file;
  private final IntConsumer progress;

  LossPlane(LossPlaneBuilder builder) {
    this.model = builder.model;
    this.loss = builder.loss;
    this.inputs = builder.inputs;
    this.labels = builder.labels;
    this.plane = builder.plane;
    this.grid = builder.grid;
    this.isSharpness = builder.sharpness;
    this.file = builder.file;
    this.progress = builder.progress;
  }

  /** Begins to describe a measurement. */
  public static LossPlaneBuilder builder() {
    return new LossPlaneBuilder();
  }

  /**
   * Measures all places that the file does not have.
   *
   * @throws IOException if the file cannot be read or written, or holds something else
   * @throws io.catapult.djl.autodiff.MeasurementException if the file is that of another model,
   *     data, plane or grid, or inputs, labels or the loss do not suit
   */
  public LossSurface measure() throws IOException {
    SurfaceFile store = new SurfaceFile(file, identity(), grid, isSharpness);
    int taken = store.count();
    try (SharpnessTracker tracker = SharpnessTracker.top(1)) {
      measureRest(store, tracker);
    } catch (RuntimeException e) {
      save(store, e);
      throw e;
    }
    store.write();
    return new LossSurface(grid, store.losses(), store.sharpnesses(), taken);
  }

  private void measureRest(SurfaceFile store, SharpnessTracker tracker) throws IOException {
    long saved = System.nanoTime();
    for (int i = 0; i < grid.size(); i++) {
      if (!store.has(i)) {
        measure(i, store, tracker);
        if (System.nanoTime() - saved > SAVING_NANOS) {
          store.write();
          saved = System.nanoTime();
        }
      }
      progress.accept(i + 1);
    }
  }

  /** What was measured before a failure is kept; a failure of that is told with the first. */
  private static void save(SurfaceFile store, RuntimeException failure) {
    try {
      store.write();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void measure(int place, SurfaceFile store, SharpnessTracker tracker) {
    try (ModelView there = plane.at(model, grid.a(place), grid.b(place))) {
      double value = LossValue.of(there, loss, inputs, labels);
      store.put(place, value, isSharpness ? sharpness(there, tracker) : Double.NaN);
    } catch (NonFiniteException e) {
      store.put(place, Double.NaN, Double.NaN);
    }
  }

  private double sharpness(ModelView there, SharpnessTracker tracker) {
    Sharpness measured = tracker.measure(there, loss, inputs, labels);
    return measured.values().isEmpty() ? Double.NaN : measured.largest();
  }

  private SurfaceIdentity identity() {
    double atOrigin;
    try (ModelView origin = plane.at(model, 0, 0)) {
      atOrigin = LossValue.of(origin, loss, inputs, labels);
    } catch (NonFiniteException e) {
      atOrigin = Double.NaN;
    }
    return SurfaceIdentity.of(model, loss, inputs, labels, plane, atOrigin);
  }
}
