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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Classification. The prediction is the class with the largest score.
 *
 * <ul>
 *   <li>Softmax cross-entropy: one output a class, output c being the class with id c; targets are
 *       the ids; scores are probabilities.
 *   <li>A squared loss, two classes: one output f, as in the papers; targets are +1 for the class
 *       with id 0 and -1 for the other; scores are f and -f, no probabilities.
 *   <li>A squared loss, more classes: one output a class; targets are one-hot; scores are the
 *       outputs, no probabilities.
 * </ul>
 */
public final class ClassificationBridge implements OutputBridge<Label> {

  /** Creates the bridge, which has no settings. */
  public ClassificationBridge() {}

  @Override
  public int outputs(ImmutableOutputInfo<Label> info, LossFunction loss) {
    Faults.require(
        info.size() >= 2,
        "at least two classes",
        info.size() + " in " + info.getDomain(),
        "give samples of each class");
    return isSigned(info, loss) ? 1 : info.size();
  }

  private static boolean isSigned(ImmutableOutputInfo<Label> info, LossFunction loss) {
    return loss != LossFunction.SOFTMAX_CROSS_ENTROPY && info.size() == 2;
  }

  @Override
  public NDArray targets(
      List<Label> outputs, ImmutableOutputInfo<Label> info, LossFunction loss, NDManager manager) {
    if (loss == LossFunction.SOFTMAX_CROSS_ENTROPY) {
      return manager.create(
          outputs.stream().mapToLong(label -> id(label, info)).toArray(),
          new Shape(outputs.size()));
    }
    int k = outputs(info, loss);
    FloatBuffer numbers = FloatBuffer.allocate(outputs.size() * k);
    for (int i = 0; i < outputs.size(); i++) {
      int id = id(outputs.get(i), info);
      if (k == 1) {
        numbers.put(i, id == 0 ? 1 : -1);
      } else {
        numbers.put(i * k + id, 1);
      }
    }
    return manager.create(numbers, new Shape(outputs.size(), k));
  }

  private static int id(Label label, ImmutableOutputInfo<Label> info) {
    int id = info.getID(label);
    Faults.require(
        id >= 0,
        "a class among " + info.getDomain(),
        label.getLabel(),
        "give data of the classes that are trained on");
    return id;
  }

  @Override
  public boolean generatesProbabilities(LossFunction loss) {
    return loss == LossFunction.SOFTMAX_CROSS_ENTROPY;
  }

  @Override
  public Prediction<Label> predict(
      float[] scores,
      ImmutableOutputInfo<Label> info,
      LossFunction loss,
      Example<Label> example,
      int features) {
    double[] byClass = byClass(scores, info, loss);
    Map<String, Label> all = new LinkedHashMap<>();
    Label best = null;
    for (int id = 0; id < byClass.length; id++) {
      Label label = new Label(info.getOutput(id).getLabel(), byClass[id]);
      all.put(label.getLabel(), label);
      // The first where all are NaN, as after a divergence.
      if (best == null || label.getScore() > best.getScore()) {
        best = label;
      }
    }
    return new Prediction<>(best, all, features, example, generatesProbabilities(loss));
  }

  @Override
  public float[] outputs(
      Prediction<Label> prediction, ImmutableOutputInfo<Label> info, LossFunction loss) {
    Map<String, Label> scores = prediction.getOutputScores();
    float[] outputs = new float[outputs(info, loss)];
    for (int id = 0; id < outputs.length; id++) {
      double score = scores.get(info.getOutput(id).getLabel()).getScore();
      outputs[id] = (float) (generatesProbabilities(loss) ? Math.log(score) : score);
    }
    return outputs;
  }

  private double[] byClass(float[] scores, ImmutableOutputInfo<Label> info, LossFunction loss) {
    if (isSigned(info, loss)) {
      return new double[] {scores[0], -scores[0]};
    }
    double[] byClass = new double[scores.length];
    for (int id = 0; id < byClass.length; id++) {
      byClass[id] = scores[id];
    }
    return generatesProbabilities(loss) ? softmax(byClass) : byClass;
  }

  private static double[] softmax(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int id = 0; id < scores.length; id++) {
      scores[id] = StrictMath.exp(scores[id] - largest);
      sum += scores[id];
    }
    for (int id = 0; id < scores.length; id++) {
      scores[id] /= sum;
    }
    return scores;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "OutputBridge");
  }
}
