/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TraceCarrier;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/** A model that predicts as it is told, counts how often, and carries a trace. */
class TracedModel<T extends Output<T>> extends Model<T> implements TraceCarrier {

  private static final long serialVersionUID = 1L;

  private final transient TrainingTrace trace;
  private final transient Function<Example<T>, Prediction<T>> prediction;
  private int predicted;

  TracedModel(
      Dataset<T> data,
      TrainerProvenance trainer,
      TrainingTrace trace,
      Function<Example<T>, Prediction<T>> prediction) {
    this(
        new ModelProvenance(
            TracedModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            data.getProvenance(),
            trainer),
        data.getFeatureIDMap(),
        data.getOutputIDInfo(),
        trace,
        prediction);
  }

  private TracedModel(
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<T> outputs,
      TrainingTrace trace,
      Function<Example<T>, Prediction<T>> prediction) {
    super("traced", provenance, features, outputs, true);
    this.trace = trace;
    this.prediction = prediction;
  }

  /** How many examples were predicted so far. */
  int predicted() {
    return predicted;
  }

  @Override
  public Optional<TrainingTrace> getTrainingTrace() {
    return Optional.ofNullable(trace);
  }

  @Override
  public Prediction<T> predict(Example<T> example) {
    predicted++;
    return prediction.apply(example);
  }

  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Map.of();
  }

  @Override
  public Optional<Excuse<T>> getExcuse(Example<T> example) {
    return Optional.empty();
  }

  @Override
  protected Model<T> copy(String newName, ModelProvenance newProvenance) {
    return new TracedModel<>(newProvenance, featureIDMap, outputIDInfo, trace, prediction);
  }

  /** Trains as little as a model needs: hands out one trace after another. */
  static final class Trainer<T extends Output<T>> implements org.tribuo.Trainer<T> {

    private final Function<Example<T>, Prediction<T>> prediction;
    private final List<TrainingTrace> traces;
    private int count;

    Trainer(Function<Example<T>, Prediction<T>> prediction, TrainingTrace... traces) {
      this.prediction = prediction;
      this.traces = List.of(traces);
    }

    @Override
    public TracedModel<T> train(Dataset<T> data, Map<String, Provenance> runProvenance) {
      TrainingTrace trace = traces.isEmpty() ? null : traces.get(count++ % traces.size());
      return new TracedModel<>(data, getProvenance(), trace, prediction);
    }

    @Override
    public TracedModel<T> train(Dataset<T> data) {
      return train(data, Map.of());
    }

    @Override
    public int getInvocationCount() {
      return count;
    }

    @Override
    public TrainerProvenance getProvenance() {
      return new org.tribuo.provenance.impl.TrainerProvenanceImpl(this);
    }
  }
}
