/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** Small data and the predictions of it. */
final class Examples {

  /** The predictions of {@link #twoOutputs}: off by 1 and 2 in every sample. */
  static final double SQUARED_ERROR = 1 + 4;

  private static final String[] OUTPUTS = {"a", "b"};

  private Examples() {}

  static Dataset<Regressor> twoOutputs() {
    return dataset(
        new RegressionFactory(), List.of(y(1, 2), y(3, 4), y(-1, 0.5), y(0, 1), y(2, 2), y(1, -1)));
  }

  static Regressor y(double a, double b) {
    return new Regressor(OUTPUTS, new double[] {a, b});
  }

  /** Off by 1 in the first output and by -2 in the second. */
  static Function<Example<Regressor>, Prediction<Regressor>> offByOneAndTwo() {
    return example -> {
      double[] truth = example.getOutput().getValues();
      return new Prediction<>(y(truth[0] + 1, truth[1] - 2), 1, example);
    };
  }

  /** Four cats and two dogs. */
  static Dataset<Label> catsAndDogs() {
    return labels("cat", "dog", "cat", "cat", "dog", "cat");
  }

  static Dataset<Label> labels(String... names) {
    return dataset(new LabelFactory(), List.of(names).stream().map(Label::new).toList());
  }

  /** Says the same of all, and how sure it is. */
  static Function<Example<Label>, Prediction<Label>> always(
      String name, double sure, String... others) {
    Label same = new Label(name, sure);
    Map<String, Label> scores = new LinkedHashMap<>();
    scores.put(name, same);
    for (String other : others) {
      scores.put(other, new Label(other, (1 - sure) / others.length));
    }
    return example -> new Prediction<>(same, scores, 1, example, true);
  }

  private static <T extends Output<T>> Dataset<T> dataset(
      OutputFactory<T> factory, List<T> outputs) {
    MutableDataset<T> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("by hand", factory), factory);
    for (int i = 0; i < outputs.size(); i++) {
      data.add(new ArrayExample<>(outputs.get(i), new String[] {"x"}, new double[] {i + 1}));
    }
    return data;
  }
}
