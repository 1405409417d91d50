/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.LayerCall;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which linear layer reads the neurons of another one by one, found by what the network does and
 * not by the order and the sizes of its layers: of the reader's input, the k-th number of a sample
 * changes if and only if the k-th row of the other's weights does.
 *
 * <p>Rows are drawn, and exchanged for others in groups: row k is in those of the bits that k + 1
 * has, so that m rows are told apart by log2(m) forward passes.
 */
final class NeuronReaders {

  private static final int SAMPLES = 3;

  /** Of drawn rows against the layer's: far from what keeps a neuron silent. */
  private static final double LENGTH = 8;

  /** What a row is exchanged for; neither odd nor even activations take it for the same. */
  private static final double OTHER = -2;

  private final ModelView model;
  private final NDList few;
  private final List<Layer.Linear> layers;

  private NeuronReaders(ModelView model, NDList few, List<Layer.Linear> layers) {
    this.model = model;
    this.few = few;
    this.layers = layers;
  }

  /** A layer and the one that reads its neurons. */
  record Pair(Layer.Linear own, Layer.Linear next) {}

  /** The first layer whose neurons a later one reads one by one, with the first that does. */
  static Optional<Pair> first(ModelView model, NDList x) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDList few = new NDList();
      long count = Math.min(SAMPLES, x.head().getShape().get(0));
      x.forEach(array -> few.add(Views.rows(array, 0, count, scope)));
      NeuronReaders readers = new NeuronReaders(model, few, layers(model, few));
      return IntStream.range(0, readers.layers.size() - 1)
          .mapToObj(i -> readers.next(i).map(next -> new Pair(readers.layers.get(i), next)))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  /** The linear layers with weights of their own that are applied once, and once a sample. */
  private static List<Layer.Linear> layers(ModelView model, NDList x) {
    try (Evaluation evaluation = model.evaluate(x, Leaves.COPIED_LAYERS)) {
      List<Layer.Linear> layers = new ArrayList<>();
      for (LayerCall call : evaluation.calls()) {
        if (call.layer() instanceof Layer.Linear linear
            && linear.weight() != Layer.NONE
            && evaluation.ownerOf(linear.weight()) == linear
            && evaluation.calls().stream().filter(other -> other.layer() == linear).count() == 1
            && call.input().size() / evaluation.samples() == shape(model, linear).get(1)) {
          layers.add(linear);
        }
      }
      return layers;
    }
  }

  private static Shape shape(ModelView model, Layer.Linear layer) {
    return model.parameters().get(layer.weight()).shape();
  }

  private Optional<Layer.Linear> next(int i) {
    int neurons = Math.toIntExact(shape(model, layers.get(i)).get(0));
    List<Layer.Linear> fitting =
        layers.subList(i + 1, layers.size()).stream()
            .filter(layer -> shape(model, layer).get(1) == neurons)
            .toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    List<List<double[]>> draws = new ArrayList<>();
    draws.add(inputs(layers.get(i), 0, fitting));
    for (int bit = 1; bit <= neurons; bit <<= 1) {
      draws.add(inputs(layers.get(i), bit, fitting));
    }
    return IntStream.range(0, fitting.size())
        .filter(j -> isReader(draws.stream().map(draw -> draw.get(j)).toList(), neurons))
        .mapToObj(fitting::get)
        .findFirst();
  }

  /** The inputs [n, m] of later layers where the rows of a bit are exchanged. */
  private List<double[]> inputs(Layer.Linear own, int bit, List<Layer.Linear> of) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray flat = model.flatParameters(scope);
      put(flat, own.weight(), drawn(flat, own, bit));
      if (own.bias() != Layer.NONE) {
        put(flat, own.bias(), new double[Math.toIntExact(info(own.bias()).size())]);
      }
      try (ModelView other = model.at(flat);
          Evaluation evaluation = other.evaluate(few, Leaves.COPIED_LAYERS)) {
        return of.stream()
            .map(
                layer ->
                    evaluation.calls().stream()
                        .filter(call -> call.layer().equals(layer))
                        .map(call -> Aten.numbers(call.input().stopGradient()))
                        .findFirst()
                        .orElseThrow())
            .toList();
      }
    }
  }

  private ParameterInfo info(int parameter) {
    return model.parameters().get(parameter);
  }

  private static NDIndex place(ParameterInfo info) {
    return new NDIndex().addSliceDim(info.offset(), info.offset() + info.size());
  }

  private void put(NDArray flat, int parameter, double[] numbers) {
    NDArray wide = flat.getManager().create(numbers);
    flat.set(place(info(parameter)), wide.toType(flat.getDataType(), false));
  }

  private double[] drawn(NDArray flat, Layer.Linear own, int bit) {
    double[] present = Aten.numbers(flat.get(place(info(own.weight()))));
    int columns = Math.toIntExact(shape(model, own).get(1));
    double square = Arrays.stream(present).map(w -> w * w).average().orElse(0);
    double size = LENGTH * (square > 0 ? Math.sqrt(square) : 1 / Math.sqrt(columns));
    Random random = new Random(present.length);
    double[] drawn = new double[present.length];
    for (int i = 0; i < drawn.length; i++) {
      boolean isOther = ((i / columns + 1) & bit) != 0;
      drawn[i] = size * random.nextGaussian() * (isOther ? OTHER : 1);
    }
    return drawn;
  }

  /** Whether each column of an input tells whether its row was exchanged, and nothing else. */
  private static boolean isReader(List<double[]> draws, int neurons) {
    return IntStream.range(0, neurons).allMatch(k -> reads(draws, k, neurons));
  }

  private static boolean reads(List<double[]> draws, int k, int neurons) {
    double[] plain = column(draws.get(0), k, neurons);
    double[] other = null;
    for (int i = 1; i < draws.size(); i++) {
      double[] found = column(draws.get(i), k, neurons);
      boolean isExchanged = ((k + 1) & 1 << (i - 1)) != 0;
      if (isExchanged && other == null) {
        other = found;
      }
      if (!Arrays.equals(found, isExchanged ? other : plain)) {
        return false;
      }
    }
    return !Arrays.equals(plain, other);
  }

  private static double[] column(double[] input, int k, int neurons) {
    return IntStream.range(0, input.length / neurons)
        .mapToDouble(i -> input[i * neurons + k])
        .toArray();
  }
}
