/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.samples.data.ArrayFile;
import io.catapult.samples.data.CsvTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against shared/reference/generate.py: an independent PyTorch program in float64. */
class ReferenceDiagnosisTest {

  /** The bar of the diagnosis, for every single number. */
  private static final double BAR = 1e-4;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");

  @ParameterizedTest
  @CsvSource({"ntk-fcn-1,mse", "tanh-fcn-k3-1,mse", "tanh-fcn-k3-1,ce", "conv-mixed-1,mse"})
  void everyNumberOfTheReferenceIsFound(String name, String loss) throws IOException {
    String npz = CommandRun.reference(name + ".npz");
    JsonNode found =
        CommandRun.json(
            "--model",
            CommandRun.reference(name + ".pt"),
            "--loss",
            loss, //
            "--inputs",
            npz,
            "--targets",
            npz);
    double[] kernel = array(npz, "kernel.eigenvalues");
    double[] hessian = array(npz, "hessian." + loss + ".eigenvalues");
    int p = hessian.length;
    assertEquals(p, found.get("p").asInt());
    assertClose(kernel, found, "kernel.eigenvalues");
    assertClose(kernel[0] / kernel[kernel.length - 1], found, "kernel.condition");
    assertClose(Arrays.stream(kernel).sum(), found, "kernel.trace");
    assertClose(Arrays.copyOf(hessian, 3), found, "hessian.eigenvalues.top");
    assertClose(hessian[p - 1], found, "hessian.eigenvalues.bottom");
    assertClose(2 / hessian[0], found, "critical_rate.hessian");
    assertClose(array(npz, "loss." + loss)[0], found, "loss");
    if (loss.equals("mse")) {
      assertClose(found.get("n").asInt() / kernel[0], found, "critical_rate.kernel");
      assertSplit(npz, found);
    }
    assertAgop(npz, found);
  }

  private static void assertSplit(String npz, JsonNode found) throws IOException {
    for (int s : new int[] {1, 3, 5}) {
      for (String part : List.of("split.top." + s, "split.rest." + s)) {
        assertClose(array(npz, part)[0], found, part);
      }
    }
  }

  private void assertAgop(String npz, JsonNode found) throws IOException {
    double[] agop = array(npz, "agop");
    int d = (int) Math.sqrt(agop.length);
    double[] diagonal = IntStream.range(0, d).mapToDouble(i -> agop[i * d + i]).toArray();
    List<Integer> order =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -diagonal[i]))
            .limit(10)
            .toList();
    JsonNode entries = found.get("agop.diagonal.top");
    assertEquals(order.size(), entries.size());
    for (int i = 0; i < order.size(); i++) {
      assertEquals(order.get(i), entries.get(i).get("index").asInt());
      assertClose(diagonal[order.get(i)], entries.get(i), "value");
    }
    try (NDArray matrix = manager.create(agop, new Shape(d, d));
        Eigenpairs pairs = DenseEigen.all(matrix)) {
      int known = found.get("agop.eigenvalues").size();
      assertClose(Arrays.copyOf(pairs.values(), known), found, "agop.eigenvalues");
      assertTrue(known == d || pairs.values()[known] < 1e-12 * pairs.values()[0], "none is left");
    }
  }

  private static double[] array(String npz, String key) throws IOException {
    return ArrayFile.parse(npz + ":" + key)
        .read(List.of(), CsvTable.Header.DETECTED, Set.of())
        .values();
  }

  private static void assertClose(double expected, JsonNode found, String key) {
    double value = found.get(key).asDouble();
    assertEquals(expected, value, BAR * Math.abs(expected), key);
  }

  private static void assertClose(double[] expected, JsonNode found, String key) {
    double[] values =
        StreamSupport.stream(found.get(key).spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    assertEquals(expected.length, values.length, key);
    for (int i = 0; i < values.length; i++) {
      assertEquals(expected[i], values[i], BAR * Math.abs(expected[i]), key + " " + i);
    }
  }
}
