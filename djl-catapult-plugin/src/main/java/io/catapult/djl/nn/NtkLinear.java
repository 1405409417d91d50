/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.catapult.djl.check.BuilderFaults;

/**
 * Linear layer in the NTK parameterisation: y = (1/sqrt(in)) W x + b, W and b from N(0, 1).
 *
 * <p>Shapes: input [.., in], so also a sequence [n, t, in]; W [out, in]; b [out]; output [.., out].
 * Zhu, Toward understanding the dynamics of over-parameterized neural networks, appendix C.6 (fully
 * connected layer; the activation there is a block of its own here). Cost: that of DJL's {@code
 * Linear} and one pass over the smaller of x and W.
 */
public class NtkLinear extends NtkLayer {

  private long units;

  /**
   * Creates the layer.
   *
   * @param builder the settings
   */
  protected NtkLinear(Builder builder) {
    super(builder.bias, builder.initialStd);
    units = builder.units;
  }

  /**
   * Starts a layer.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@inheritDoc} */
  @Override
  protected Shape weightShape(Shape input) {
    return new Shape(units, input.get(input.dimension() - 1));
  }

  /** {@inheritDoc} */
  @Override
  protected NDList apply(NDArray input, NDArray weight, NDArray bias) {
    return Linear.linear(input, weight, bias);
  }

  /** {@inheritDoc} */
  @Override
  protected String settings() {
    return "NtkLinear(units=" + units + ", bias=" + hasBias() + ")";
  }

  /** {@inheritDoc} */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape input = inputShapes[0];
    return new Shape[] {input.slice(0, input.dimension() - 1).add(units)};
  }

  /** Builds {@link NtkLinear}. */
  public static class Builder {

    private long units;
    private boolean bias = true;
    private double initialStd = 1;

    /** Starts without units, with a bias and initial values from N(0, 1). */
    protected Builder() {}

    /**
     * Sets the number of outputs, required.
     *
     * @param units at least 1
     * @return this
     */
    public Builder setUnits(long units) {
      this.units = units;
      return this;
    }

    /**
     * Sets whether there is a bias; there is by default.
     *
     * @param bias whether to add b
     * @return this
     */
    public Builder optBias(boolean bias) {
      this.bias = bias;
      return this;
    }

    /**
     * Sets the standard deviation of the initial weights and biases, 1 by default; 0.1 is the
     * papers' near-zero initialisation.
     *
     * @param initialStd finite and positive
     * @return this
     */
    public Builder optInitialStd(double initialStd) {
      this.initialStd = initialStd;
      return this;
    }

    /**
     * Builds the layer.
     *
     * @return the layer
     * @throws IllegalArgumentException naming every setting at fault
     */
    public NtkLinear build() {
      BuilderFaults faults = new BuilderFaults("NtkLinear");
      faults.requireAtLeast(1, units, "units", "setUnits");
      InitialStd.check(faults, initialStd).throwIfAny();
      return new NtkLinear(this);
    }
  }
}
