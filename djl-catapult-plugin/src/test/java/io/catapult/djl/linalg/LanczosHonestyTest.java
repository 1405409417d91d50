/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when things go wrong. */
class LanczosHonestyTest extends OperatorFixture {

  private static Lanczos lanczos(int count) {
    return Lanczos.builder().setCount(count).optTolerance(1e-3).build();
  }

  private Counting hard() {
    return diagonal(
        DataType.FLOAT64, IntStream.range(0, 500).mapToDouble(i -> Math.sqrt(i)).toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aNonFiniteOperatorIsAnOutcomeAndNotACrash(double bad) {
    try (Eigenpairs pairs = lanczos(2).solve(diagonal(DataType.FLOAT32, 1, bad, 3))) {
      assertSame(Outcome.NON_FINITE, pairs.outcome());
      assertEquals(0, pairs.size());
      assertEquals(1, pairs.products());
      assertThrows(MeasurementException.class, pairs::orThrow);
      MeasurementException none = assertThrows(MeasurementException.class, pairs::vectors);
      assertTrue(none.getMessage().startsWith("Expected at least one eigenpair; found NON_FINITE"));
    }
  }

  @Test
  void keepsWhatWasFoundBeforeAProductTurnedBad() {
    Counting good = hard();
    Counting failing =
        new Counting(
            good.size, good.type, v -> good.products < 6 ? good.apply(v) : v.mul(Double.NaN));
    try (Eigenpairs pairs = lanczos(2).solve(failing)) {
      assertSame(Outcome.NON_FINITE, pairs.outcome());
      assertEquals(7, pairs.products());
      assertEquals(2, pairs.size());
      double[] truth = trueResiduals(hard(), pairs);
      for (int i = 0; i < 2; i++) {
        assertEquals(truth[i], pairs.residuals()[i], 1e-10);
      }
    }
  }

  @Test
  void saysWhenTheProductsDidNotSuffice() {
    Lanczos short5 = Lanczos.builder().setCount(2).optTolerance(1e-9).optMaxProducts(5).build();
    try (Eigenpairs pairs = short5.solve(hard())) {
      assertSame(Outcome.MAX_PRODUCTS_REACHED, pairs.outcome());
      assertEquals(5, pairs.products());
      assertEquals(2, pairs.size());
      assertTrue(pairs.residuals()[0] > 1e-9 * pairs.values()[0]);
      MeasurementException e = assertThrows(MeasurementException.class, pairs::orThrow);
      assertEquals(
          "Expected eigenpairs that meet the tolerance; found MAX_PRODUCTS_REACHED after 5 products"
              + " with 2 pairs. Remedy: raise optMaxProducts or relax the tolerance.",
          e.getMessage());
    }
  }

  @Test
  void givesFewerPairsThanAskedWhenThereWereFewerProducts() {
    Lanczos short3 = Lanczos.builder().setCount(5).optMaxProducts(3).build();
    try (Eigenpairs pairs = short3.solve(hard())) {
      assertSame(Outcome.MAX_PRODUCTS_REACHED, pairs.outcome());
      assertEquals(3, pairs.size());
    }
  }

  @Test
  void theResidualIsABoundOnTheDistanceToAnEigenvalueWhateverTheOutcome() {
    for (int products = 1; products < 30; products++) {
      Lanczos some =
          Lanczos.builder().setCount(3).optTolerance(1e-12).optMaxProducts(products).build();
      try (Eigenpairs pairs = some.solve(hard())) {
        for (int i = 0; i < pairs.size(); i++) {
          double theta = pairs.values()[i];
          double nearest =
              IntStream.range(0, 500)
                  .mapToDouble(j -> Math.abs(Math.sqrt(j) - theta))
                  .min()
                  .orElseThrow();
          assertTrue(nearest <= pairs.residuals()[i]);
          assertTrue(pairs.errors()[i] <= pairs.residuals()[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "4, 3", "-1, 3"})
  void refusesACountOutOfRange(int count, int size) {
    double[] values = new double[size];
    MeasurementException e =
        assertThrows(
            MeasurementException.class,
            () -> lanczos(count).solve(diagonal(DataType.FLOAT32, values)));
    assertTrue(e.getMessage().contains("count of eigenpairs"), e.getMessage());
    assertTrue(e.getMessage().contains("found " + count), e.getMessage());
  }

  @Test
  void reportsAllFaultsOfItsSettingsAtOnce() {
    LanczosBuilder builder =
        Lanczos.builder().optTolerance(0).optMaxProducts(0).optBlock(0).optKeep(-1).optBasis(-2);
    MeasurementException e = assertThrows(MeasurementException.class, builder::build);
    assertEquals(
        "Expected a count of eigenpairs of at least 1, a tolerance in (0, 1), at least 1 product, a"
            + " basis of at least 0 vectors, at least 1 start vector, at least 0 vectors to keep;"
            + " found 0, 0.0, 0, -2, 0, -1. Remedy: call setCount and mend the rest.",
        e.getMessage());
  }

  @Test
  void refusesATolerancBelowRounding() {
    Lanczos fine = Lanczos.builder().setCount(1).optTolerance(1e-8).build();
    MeasurementException e =
        assertThrows(
            MeasurementException.class, () -> fine.solve(diagonal(DataType.FLOAT32, 1, 2)));
    assertTrue(e.getMessage().contains("relax it or compute in float64"), e.getMessage());
    try (Eigenpairs pairs = fine.solve(diagonal(DataType.FLOAT64, 1, 2))) {
      assertEquals(2, pairs.orThrow().values()[0], 1e-12);
    }
  }

  @Test
  void givesTheSameBitsForTheSameSeedAndLeavesTheEnginesRandomNumbersAlone() {
    NDManager engine = manager;
    engine.getEngine().setRandomSeed(11);
    float expected = engine.randomNormal(new ai.djl.ndarray.types.Shape(1)).toFloatArray()[0];
    engine.getEngine().setRandomSeed(11);
    double[] first;
    try (Eigenpairs pairs = lanczos(2).solve(hard())) {
      first = pairs.values();
    }
    assertEquals(
        expected, engine.randomNormal(new ai.djl.ndarray.types.Shape(1)).toFloatArray()[0]);
    try (Eigenpairs pairs = lanczos(2).solve(hard())) {
      assertEquals(first[0], pairs.values()[0]);
      assertEquals(first[1], pairs.values()[1]);
    }
  }

  @Test
  void leavesNothingBehind() throws ReflectiveOperationException {
    Counting operator = hard();
    NDArray matrix = matrix(DataType.FLOAT32, 1, new Random(1).doubles(300).toArray());
    int before = managersOfTheSystem();
    int arrays = manager.getManagedArrays().size();
    for (int i = 0; i < 3; i++) {
      try (Eigenpairs cold = lanczos(2).solve(operator);
          Eigenpairs warm = lanczos(2).solve(operator, cold);
          Eigenpairs dense = DenseEigen.top(matrix, 2);
          Eigenpairs top = Eigen.top(matrix, 2)) {
        assertEquals(before + 4, managersOfTheSystem(), "one for each result");
        assertFalse(warm.vectors().getManager() == manager);
        assertEquals(2, dense.size() + top.size() - 2);
      }
      assertThrows(MeasurementException.class, () -> lanczos(501).solve(operator));
      TraceEstimator.estimate(operator, 3, 0);
      SpectralDensity.of(operator, 2, 5, 0);
      SpectrumSummary.of(matrix);
    }
    assertEquals(before, managersOfTheSystem());
    assertEquals(arrays, manager.getManagedArrays().size());
  }

  private int managersOfTheSystem() throws ReflectiveOperationException {
    Field resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    return ((Map<?, ?>) resources.get(manager.getParentManager())).size();
  }
}
