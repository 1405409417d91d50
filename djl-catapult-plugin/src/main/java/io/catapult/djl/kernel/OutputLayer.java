/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.LayerCall;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The output layer A of a network f(x) = s A h(W, x) + b whose last layer is linear: A [k, m], h
 * the m features of a sample, s the layer's own scale, 1 but for NTK layers. Li, Wang, Li,
 * Analyzing sharpness along GD trajectory, section 3.2.
 *
 * <p>It is found by what the network does and not by the order of its blocks: the layer's output is
 * the network's output, whatever the layer's weights are. A network that ends in an activation, a
 * pooling or a norm has none, nor has one whose last layer is applied at several positions, is
 * frozen or shares its weights; nor has a TorchScript model or a {@code GraphNetwork}, such as a
 * DenseNet, whose layers cannot be seen, though its outputs may be linear in what lies before.
 */
public final class OutputLayer {

  private static final int SAMPLES = 3;

  /** As copies: what follows in place must not change the layer's output under our eyes. */
  private static final Leaves LAYERS = Leaves.COPIED_LAYERS;

  private final ModelView model;
  private final Layer.Linear layer;

  private OutputLayer(ModelView model, Layer.Linear layer) {
    this.model = model;
    this.layer = layer;
  }

  /**
   * Looks for the output layer. Cost: three forward passes of three samples, and a copy of the
   * weights.
   *
   * @param x inputs of the model, samples along the first axis
   * @return empty if the network has none
   */
  public static Optional<OutputLayer> find(ModelView model, NDList x) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDList few = LayerPlan.rows(x, SAMPLES, scope);
      return last(model, few)
          .filter(layer -> isOutput(model, layer, few, 1) && isOutput(model, layer, few, -1))
          .map(layer -> new OutputLayer(model, layer));
    }
  }

  /**
   * The same where there must be one.
   *
   * @throws MeasurementException if the network has none
   */
  public static OutputLayer of(ModelView model, NDList x) {
    return find(model, x)
        .orElseThrow(
            () ->
                new MeasurementException(
                    "a network of Java blocks whose last layer is linear",
                    "outputs that no linear block gives by weights of its own, applied once a"
                        + " sample; what is linear inside a GraphNetwork, such as a DenseNet, or"
                        + " in a TorchScript file cannot be seen",
                    "leave out what asks for an output layer"));
  }

  private static Optional<Layer.Linear> last(ModelView model, NDList x) {
    model.evaluate(x, Leaves.NONE).close(); // what is wrong with the inputs is said here
    try (Evaluation evaluation = model.evaluate(x, LAYERS)) {
      List<LayerCall> calls = evaluation.calls();
      if (calls.isEmpty()) {
        return Optional.empty();
      }
      LayerCall call = calls.get(calls.size() - 1);
      return call.layer() instanceof Layer.Linear linear
              && linear.weight() != Layer.NONE
              && evaluation.ownerOf(linear.weight()) == linear
              && calls.stream().filter(other -> other.layer() == linear).count() == 1
              && call.input().size() / evaluation.samples() == width(model, linear)
          ? Optional.of(linear)
          : Optional.empty();
    } catch (MeasurementException e) {
      return Optional.empty(); // the model does not run as a copy of its blocks
    }
  }

  private static long width(ModelView model, Layer.Linear linear) {
    return model.parameters().get(linear.weight()).shape().get(1);
  }

  /**
   * Whether the network's outputs are the layer's, at weights of the layer that are drawn: an
   * activation behind it may leave the present outputs as they are, but not these of either sign.
   */
  private static boolean isOutput(ModelView model, Layer.Linear layer, NDList x, int sign) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray flat = model.flatParameters(scope);
      NDList values = new NDList();
      for (ParameterInfo info : model.parameters()) {
        NDArray part = flat.get("{}:{}", info.offset(), info.offset() + info.size());
        values.add(part.reshape(info.shape()));
      }
      NDArray weight = values.get(layer.weight());
      values.set(layer.weight(), drawn(scope, weight, sign));
      if (layer.bias() != Layer.NONE) {
        values.set(layer.bias(), values.get(layer.bias()).zerosLike());
      }
      try (ModelView other = model.withParameters(values);
          Evaluation evaluation = other.evaluate(x, LAYERS)) {
        List<LayerCall> calls = evaluation.calls();
        NDArray own = calls.get(calls.size() - 1).output();
        return own.size() == evaluation.outputs().size()
            && own.reshape(evaluation.outputs().getShape()).contentEquals(evaluation.outputs());
      }
    }
  }

  private static NDArray drawn(NDManager scope, NDArray weight, int sign) {
    Random random = new Random(weight.size());
    double[] numbers = new double[Math.toIntExact(weight.size())];
    Arrays.setAll(numbers, i -> sign * random.nextGaussian());
    return scope.create(numbers, weight.getShape()).toType(weight.getDataType(), false);
  }

  /** The weights A [k, m]: their name, shape and place among all. */
  public ParameterInfo weight() {
    return model.parameters().get(layer.weight());
  }

  /** ||A||, the Frobenius norm at the present weights, without the bias. */
  public double norm() {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray flat = model.flatParameters(scratch);
      ParameterInfo info = weight();
      double[] a = Aten.numbers(flat.get("{}:{}", info.offset(), info.offset() + info.size()));
      double sum = 0;
      for (double each : a) {
        sum += each * each;
      }
      return Math.sqrt(sum);
    }
  }

  /**
   * lambda_max of K_A = (df/dA)(df/dA)^T on samples, the output layer's part of the tangent kernel,
   * without the bias: s^2 lambda_max(H H^T), H [n, m] the features, however many outputs there are.
   * Times the scale that makes M of K, 2/n for the papers' squared loss, it is lambda_1(M_A). Cost:
   * one forward pass and the smaller Gram matrix of the features.
   *
   * @param x the inputs, n samples along the first axis
   * @throws MeasurementException if the inputs do not suit or the eigenvalue was not found
   */
  public double kernelNorm(NDList x) {
    try (Evaluation evaluation = model.evaluate(x, LAYERS)) {
      List<LayerCall> calls = evaluation.calls();
      NDArray input = calls.get(calls.size() - 1).input().stopGradient();
      NDArray features = input.reshape(evaluation.samples(), -1);
      NDArray turned = features.transpose();
      boolean isWide = features.getShape().get(1) > evaluation.samples();
      NDArray gram = isWide ? features.matMul(turned) : turned.matMul(features);
      try (Eigenpairs top = Eigen.top(gram, 1)) {
        return layer.scale() * layer.scale() * top.orThrow().values()[0];
      }
    }
  }
}
