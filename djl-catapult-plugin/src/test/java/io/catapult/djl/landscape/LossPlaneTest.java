/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model f(x) = w_1 w_0 x of two weights: its loss and sharpness have closed forms. */
final class LossPlaneTest {

  private static final double ROUNDING = 1e-12;
  private static final PlaneGrid GRID = PlaneGrid.around(1.5, 4);

  @TempDir Path folder;

  private NDManager manager;
  private NDList x;
  private NDList y;
  private ModelView model;
  private WeightPlane plane;

  @BeforeEach
  void prepare() {
    manager = NDManager.newBaseManager("PyTorch");
    x = new NDList(manager.create(new double[] {1, 2}, new Shape(2, 1)));
    y = new NDList(manager.create(new double[] {3, -1}, new Shape(2, 1)));
    model = ModelView.of(network(Activation::relu));
    plane = plane(0.5, 0.25);
  }

  @AfterEach
  void close() {
    plane.close();
    model.close();
    manager.close();
  }

  private Block network(Function<NDList, NDList> activation) {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(1).optBias(false).build())
            .add(activation)
            .add(Linear.builder().setUnits(1).optBias(false).build());
    block.initialize(manager, DataType.FLOAT64, new Shape(2, 1));
    return block;
  }

  /** Through (0, 0); its directions are not at right angles. */
  private WeightPlane plane(double slant, double first) {
    return WeightPlane.of(
        manager.create(new double[] {first, -0.5}),
        manager.create(new double[] {1, 0}),
        manager.create(new double[] {slant, 1}));
  }

  private LossPlaneBuilder measuring(Loss loss) {
    return LossPlane.builder()
        .setModel(model)
        .setLoss(loss)
        .setData(x, y)
        .setPlane(plane)
        .setGrid(GRID);
  }

  /** (1/2) sum_i (v relu(u x_i) - y_i)^2. */
  private static double loss(double u, double v) {
    double positive = Math.max(u, 0);
    return (Math.pow(v * positive - 3, 2) + Math.pow(2 * v * positive + 1, 2)) / 2;
  }

  /** The larger eigenvalue of the Hessian by u and v, where u is above 0. */
  private static double sharpness(double u, double v) {
    double squares = 5; // sum x_i^2
    double mixed = 2 * squares * u * v - 1; // sum x_i (2 u v x_i - y_i), sum x_i y_i = 1
    if (u <= 0) {
      return 0;
    }
    double uu = squares * v * v;
    double vv = squares * u * u;
    return (uu + vv) / 2 + Math.hypot((uu - vv) / 2, mixed);
  }

  @Test
  void lossAndSharpnessAreTheClosedForms() throws IOException {
    List<Integer> progress = new ArrayList<>();
    LossSurface surface =
        measuring(SquaredErrorLoss.create())
            .optSharpness()
            .optProgress(progress::add)
            .build()
            .measure();
    double[] axis = GRID.first();
    for (int i = 0; i < axis.length; i++) {
      for (int j = 0; j < axis.length; j++) {
        double u = 0.25 + axis[j] + 0.5 * axis[i];
        double v = -0.5 + axis[i];
        assertEquals(loss(u, v), surface.losses()[i][j], ROUNDING);
        double expected = sharpness(u, v);
        assertEquals(
            expected, surface.sharpnesses().orElseThrow()[i][j], 1e-3 * Math.max(expected, 1));
      }
    }
    assertEquals(0, surface.taken());
    assertEquals(16, progress.size());
    assertEquals(16, progress.get(15));
    assertTrue(measuring(SquaredErrorLoss.create()).build().measure().sharpnesses().isEmpty());
  }

  /** A loss that counts its values, and fails after some. */
  private static final class Failing extends Loss {

    private final int after;
    private int count;

    Failing(int after) {
      super("Failing");
      this.after = after;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      if (++count > after) {
        throw new ArithmeticException("interrupted on purpose");
      }
      return predictions.singletonOrThrow().sub(labels.singletonOrThrow()).square().mean();
    }
  }

  private static int valuesOfOne() {
    return 2; // each value is checked at constant outputs first
  }

  @Test
  void whatWasInterruptedGoesOnWithoutMeasuringAPlaceTwice() throws IOException {
    Path file = folder.resolve("surface.json");
    int origin = 1;
    Failing interrupted = new Failing((origin + 6) * valuesOfOne());
    assertThrows(
        ArithmeticException.class, () -> measuring(interrupted).optFile(file).build().measure());
    Failing resumed = new Failing(Integer.MAX_VALUE);
    LossSurface surface = measuring(resumed).optFile(file).build().measure();
    assertEquals(6, surface.taken());
    assertEquals((origin + 10) * valuesOfOne(), resumed.count);
    Failing whole = new Failing(Integer.MAX_VALUE);
    double[][] expected = measuring(whole).build().measure().losses();
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], surface.losses()[i], "to the bit");
    }
    LossSurface again = measuring(new Failing(valuesOfOne())).optFile(file).build().measure();
    assertEquals(16, again.taken());
    assertArrayEquals(expected[2], again.losses()[2]);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing is left beside it");
    }
  }

  @Test
  void lossesThatAreNotFiniteAreResultsInTheFileToo() throws IOException {
    Path file = folder.resolve("surface.json");
    PlaneGrid far = PlaneGrid.around(1e30, 4);
    plane.close();
    plane =
        WeightPlane.of(
            manager.create(new double[] {1, 1}),
            manager.create(new double[] {1e75, 0}),
            manager.create(new double[] {0, 1e75}));
    LossSurface surface =
        measuring(SquaredErrorLoss.create())
            .setGrid(far)
            .optSharpness()
            .optFile(file)
            .build()
            .measure();
    assertTrue(Double.isNaN(surface.losses()[3][3]), "1e420 is no number");
    assertTrue(Double.isNaN(surface.sharpnesses().orElseThrow()[3][3]));
    assertTrue(Double.isFinite(surface.losses()[0][0]), "the ReLU is off");
    LossSurface again =
        measuring(SquaredErrorLoss.create())
            .setGrid(far)
            .optSharpness()
            .optFile(file)
            .build()
            .measure();
    assertEquals(16, again.taken());
    assertTrue(Double.isNaN(again.losses()[3][3]));
    assertEquals(surface.losses()[0][0], again.losses()[0][0]);
  }

  @Test
  void aFileOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    Path file = folder.resolve("surface.json");
    measuring(SquaredErrorLoss.create()).optFile(file).build().measure();
    String before = Files.readString(file);
    NDList others = new NDList(manager.create(new double[] {3, 1}, new Shape(2, 1)));
    refuse(file, "the same data", b -> b.setData(x, others));
    refuse(file, "the same loss", b -> b.setLoss(Loss.l2Loss()));
    refuse(file, "with the first axis of 5 places", b -> b.setGrid(PlaneGrid.around(1.5, 5)));
    refuse(file, "with sharpnesses; found 16 losses, without", b -> b.optSharpness());
    try (WeightPlane slanted = plane(0.75, 0.25);
        WeightPlane moved = plane(0.5, 0.75);
        ModelView tanh = ModelView.of(network(Activation::tanh))) {
      refuse(file, "the same directions", b -> b.setPlane(slanted));
      refuse(file, "the same weights", b -> b.setPlane(moved));
      refuse(file, "the same model, with this loss at the origin", b -> b.setModel(tanh));
    }
    assertEquals(before, Files.readString(file));
  }

  private void refuse(Path file, String words, UnaryOperator<LossPlaneBuilder> change) {
    LossPlane other = change.apply(measuring(SquaredErrorLoss.create())).optFile(file).build();
    MeasurementException fault = assertThrows(MeasurementException.class, other::measure);
    assertTrue(fault.getMessage().contains(words), fault::getMessage);
    assertTrue(fault.getMessage().contains(file.toString()), fault::getMessage);
    assertTrue(fault.getMessage().contains("Remedy"), fault::getMessage);
  }

  @Test
  void whatIsNoSurfaceIsTold() throws IOException {
    for (String text : new String[] {"no json", "{\"format\":\"other\",\"version\":\"1.0\"}"}) {
      Path file = Files.writeString(folder.resolve("file"), text);
      LossPlane measuring = measuring(SquaredErrorLoss.create()).optFile(file).build();
      IOException fault = assertThrows(IOException.class, measuring::measure);
      assertTrue(
          fault.getMessage().contains("Expected djl-catapult-surface 1.0"), fault::getMessage);
      assertEquals(text, Files.readString(file));
    }
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> LossPlane.builder().build());
    assertTrue(fault.getMessage().contains("grid: expected one, found none"), fault::getMessage);
  }

  @Test
  void aWrongBatchIsAFailureNotAResult() {
    NDList few = new NDList(manager.create(new double[] {3}, new Shape(1, 1)));
    LossPlane measuring = measuring(SquaredErrorLoss.create()).setData(x, few).build();
    MeasurementException fault = assertThrows(MeasurementException.class, measuring::measure);
    assertTrue(fault.getMessage().contains("labels for 2 samples"), fault::getMessage);
    assertFalse(Files.exists(folder.resolve("surface.json")));
  }
}
