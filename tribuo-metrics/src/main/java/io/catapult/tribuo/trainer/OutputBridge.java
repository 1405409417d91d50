/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.Prediction;

/**
 * Between Tribuo's outputs and a network's: {@link RegressionBridge} and {@link
 * ClassificationBridge}. Like a {@link BlockFactory} a named class with OLCUT settings.
 *
 * @param <T> the type of the outputs
 */
public interface OutputBridge<T extends Output<T>>
    extends Configurable, Provenancable<ConfiguredObjectProvenance> {

  /**
   * The number of outputs k that a network needs.
   *
   * @param info the outputs
   * @param loss what it is trained by
   * @throws IllegalArgumentException if the loss or the outputs do not suit
   */
  int outputs(ImmutableOutputInfo<T> info, LossFunction loss);

  /**
   * What the loss compares the network's outputs with.
   *
   * @param outputs of n samples
   * @param info the outputs
   * @param loss what is trained by
   * @param manager owner of the result
   * @return n samples along the first axis
   */
  NDArray targets(
      List<T> outputs, ImmutableOutputInfo<T> info, LossFunction loss, NDManager manager);

  /** Whether scores are probabilities. */
  boolean generatesProbabilities(LossFunction loss);

  /**
   * A network's outputs for an example as a prediction.
   *
   * @param scores the k outputs
   * @param info the outputs
   * @param loss what it was trained by
   * @param example the example
   * @param features the number of its features that were used
   */
  Prediction<T> predict(
      float[] scores,
      ImmutableOutputInfo<T> info,
      LossFunction loss,
      Example<T> example,
      int features);

  /**
   * A network's outputs from a prediction, up to what the loss does not see, as a shift of all
   * logits.
   *
   * @param prediction as {@link #predict} made it
   * @param info the outputs
   * @param loss what the network was trained by
   * @return the k outputs
   */
  float[] outputs(Prediction<T> prediction, ImmutableOutputInfo<T> info, LossFunction loss);
}
