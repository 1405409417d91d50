/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A layer in the NTK parameterisation: y = (1/sqrt(fan-in)) W * x + b.
 *
 * <p>The product W * x is what a subclass makes of it (a matrix product, a convolution); the fan-in
 * is the number of inputs that one output number sums over, the size of one row of W. All entries
 * of W and b start as N(0, std^2), std being 1 unless the builder says otherwise. The papers' small
 * ("near-zero") initialisation is std = 0.1 for every trainable parameter, the biases too, with
 * nothing else changed.
 *
 * <p>Zhu et al., Catapults in SGD, section 2 (Parameterization); Zhu, Toward understanding the
 * dynamics of over-parameterized neural networks, appendices C.4 (near-zero initialisation) and C.6
 * (the formulas).
 */
public abstract class NtkLayer extends AbstractBlock {

  private static final byte VERSION = 1;

  private Parameter weight;
  private Parameter bias;

  /**
   * Creates the layer's parameters, "weight" and then "bias"; their shapes follow with the input.
   *
   * @param hasBias whether b is there
   * @param initialStd the standard deviation of all initial values
   */
  @SuppressWarnings("this-escape")
  protected NtkLayer(boolean hasBias, double initialStd) {
    super(VERSION);
    weight = addParameter(normal("weight", Parameter.Type.WEIGHT, initialStd));
    bias = hasBias ? addParameter(normal("bias", Parameter.Type.BIAS, initialStd)) : null;
  }

  private static Parameter normal(String name, Parameter.Type type, double std) {
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optInitializer(new NormalInitializer((float) std))
        .build();
  }

  /**
   * The factor 1/sqrt(fan-in).
   *
   * @return the factor, dimensionless
   * @throws IllegalStateException if the layer has not seen the shape of its input
   */
  public double scale() {
    Shape shape = weight.getShape();
    if (shape == null) {
      throw new IllegalStateException(
          "Expected a layer that knows its fan-in, found an uninitialised "
              + getClass().getSimpleName()
              + "; call initialize or loadParameters first");
    }
    return 1 / Math.sqrt(shape.slice(1).size());
  }

  /**
   * Whether the layer adds a bias.
   *
   * @return true with a bias
   */
  public boolean hasBias() {
    return bias != null;
  }

  /**
   * The shape of W.
   *
   * @param input the shape of the input
   * @return [outputs, ...fan-in]
   */
  protected abstract Shape weightShape(Shape input);

  /**
   * The layer without its factor, W * x + b.
   *
   * @param input x
   * @param weight W
   * @param bias b, or null
   * @return one array
   */
  protected abstract NDList apply(NDArray input, NDArray weight, NDArray bias);

  /**
   * The settings that saved parameters depend on.
   *
   * @return a text, equal where the parameters of one layer fit the other
   */
  protected abstract String settings();

  /**
   * {@inheritDoc}
   *
   * <p>The factor goes to the smaller of x and W: the result is the same, the cost is one pass over
   * the smaller array, and the product with its bias stays one operation. The scaled copy's handle
   * is closed here; automatic differentiation keeps the tensor behind it as long as it needs it.
   */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      PairList<String, Object> params) {
    NDArray input = inputs.singletonOrThrow();
    Device device = input.getDevice();
    NDArray weights = parameterStore.getValue(weight, device, training);
    NDArray biases = parameterStore.getValue(bias, device, training);
    boolean inputIsSmaller = input.size() < weights.size();
    try (NDArray scaled = NativeScalar.multiply(inputIsSmaller ? input : weights, scale())) {
      return inputIsSmaller ? apply(scaled, weights, biases) : apply(input, scaled, biases);
    }
  }

  /** {@inheritDoc} */
  @Override
  protected void prepare(Shape[] inputShapes) {
    weight.setShape(weightShape(inputShapes[0]));
    if (bias != null) {
      bias.setShape(new Shape(weight.getShape().get(0)));
    }
  }

  /** {@inheritDoc} */
  @Override
  protected void saveMetadata(DataOutputStream os) throws IOException {
    saveInputShapes(os);
    os.writeUTF(settings());
  }

  /** {@inheritDoc} */
  @Override
  protected void loadMetadata(byte loadVersion, DataInputStream is)
      throws IOException, MalformedModelException {
    super.loadMetadata(loadVersion, is);
    String found = is.readUTF();
    if (!found.equals(settings())) {
      throw new MalformedModelException(
          "Expected saved parameters of "
              + settings()
              + ", found those of "
              + found
              + "; build the layer with the settings it was saved with");
    }
  }
}
