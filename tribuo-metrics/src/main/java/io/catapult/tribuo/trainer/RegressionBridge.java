/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.regression.Regressor;

/** Regression: output c of the network is the dimension with id c. Not for softmax. */
public final class RegressionBridge implements OutputBridge<Regressor> {

  /** Creates the bridge, which has no settings. */
  public RegressionBridge() {}

  @Override
  public int outputs(ImmutableOutputInfo<Regressor> info, LossFunction loss) {
    Faults.require(
        loss != LossFunction.SOFTMAX_CROSS_ENTROPY,
        "a squared loss for regression",
        loss,
        "take SQUARED_ERROR or L2");
    return info.size();
  }

  @Override
  public NDArray targets(
      List<Regressor> outputs,
      ImmutableOutputInfo<Regressor> info,
      LossFunction loss,
      NDManager manager) {
    int k = info.size();
    FloatBuffer numbers = FloatBuffer.allocate(outputs.size() * k);
    for (int i = 0; i < outputs.size(); i++) {
      for (Regressor.DimensionTuple dimension : outputs.get(i)) {
        double value = dimension.getValue();
        Faults.require(
            Double.isFinite(value),
            "finite targets",
            dimension,
            "drop the example or fill the gap");
        numbers.put(i * k + id(dimension, info), (float) value);
      }
    }
    return manager.create(numbers, new Shape(outputs.size(), k));
  }

  private static int id(Regressor.DimensionTuple dimension, ImmutableOutputInfo<Regressor> info) {
    int id = info.getID(dimension);
    Faults.require(
        id >= 0,
        "a dimension among " + info.getDomain(),
        dimension.getName(),
        "give data with the targets that are trained on");
    return id;
  }

  @Override
  public boolean generatesProbabilities(LossFunction loss) {
    return false;
  }

  @Override
  public Prediction<Regressor> predict(
      float[] scores,
      ImmutableOutputInfo<Regressor> info,
      LossFunction loss,
      Example<Regressor> example,
      int features) {
    String[] names =
        IntStream.range(0, scores.length)
            .mapToObj(id -> info.getOutput(id).getNames()[0])
            .toArray(String[]::new);
    double[] values = IntStream.range(0, scores.length).mapToDouble(id -> scores[id]).toArray();
    return new Prediction<>(new Regressor(names, values), features, example);
  }

  @Override
  public float[] outputs(
      Prediction<Regressor> prediction, ImmutableOutputInfo<Regressor> info, LossFunction loss) {
    float[] outputs = new float[info.size()];
    for (Regressor.DimensionTuple dimension : prediction.getOutput()) {
      outputs[id(dimension, info)] = (float) dimension.getValue();
    }
    return outputs;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "OutputBridge");
  }
}
