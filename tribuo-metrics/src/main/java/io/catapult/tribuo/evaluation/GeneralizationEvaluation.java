/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.provenance.EvaluationProvenance;

/**
 * How a model predicts and how it was trained, by one pass over the test data; immutable.
 *
 * @param <T> the type of output
 * @param <E> Tribuo's own evaluation of such outputs
 */
public final class GeneralizationEvaluation<T extends Output<T>, E extends Evaluation<T>>
    implements Evaluation<T> {

  private final E test;
  private final DynamicsEvaluation<T> dynamics;
  private final Map<MetricID<T>, Double> union;

  GeneralizationEvaluation(E test, DynamicsEvaluation<T> dynamics) {
    this.test = test;
    this.dynamics = dynamics;
    Map<MetricID<T>, Double> all = new LinkedHashMap<>(test.asMap());
    all.putAll(dynamics.asMap());
    this.union = Collections.unmodifiableMap(all);
  }

  /** Tribuo's own evaluation. */
  public E test() {
    return test;
  }

  /** The evaluation of the training. */
  public DynamicsEvaluation<T> dynamics() {
    return dynamics;
  }

  /** The metrics of both, Tribuo's first. */
  @Override
  public Map<MetricID<T>, Double> asMap() {
    return union;
  }

  @Override
  public List<Prediction<T>> getPredictions() {
    return test.getPredictions();
  }

  @Override
  public EvaluationProvenance getProvenance() {
    return test.getProvenance();
  }

  /** Tribuo's own text, then that of the training. */
  @Override
  public String toString() {
    return EvaluationText.of(this);
  }
}
