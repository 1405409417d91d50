/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.engine.Engine;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.catapult.djl.listener.CatapultListener;
import java.util.HashMap;
import java.util.Map;

/** What only the training itself knows, for the instance values of a model's provenance. */
final class RunRecord {

  static final String ENDING = "ending";
  static final String STEPS = "steps";
  static final String TRAIN_LOSS = "train-loss";
  static final String CRITICAL_RATE = "initial-critical-rate";
  static final String ENGINE_SEED = "engine-seed";

  private RunRecord() {}

  /** The values; the caller's own names win. */
  static Map<String, Provenance> of(
      TrainingOutcome outcome,
      int engineSeed,
      TrainingData<?> data,
      Map<String, Provenance> runProvenance) {
    Map<String, Provenance> values = new HashMap<>();
    put(values, "djl-version", Engine.getDjlVersion());
    put(values, "pytorch-version", EngineLease.engine().getVersion());
    put(values, "plugin-version", pluginVersion());
    put(values, "device-used", outcome.device());
    put(values, ENDING, outcome.ending().name());
    values.put(ENGINE_SEED, new IntProvenance(ENGINE_SEED, engineSeed));
    values.put(STEPS, new LongProvenance(STEPS, outcome.steps()));
    values.put(TRAIN_LOSS, new DoubleProvenance(TRAIN_LOSS, outcome.trainLoss()));
    outcome
        .criticalRate()
        .ifPresent(rate -> values.put(CRITICAL_RATE, new DoubleProvenance(CRITICAL_RATE, rate)));
    data.reference().ifPresent(agop -> put(values, "reference-agop", agop.source()));
    data.validation().ifPresent(set -> values.put("validation-data", set.getProvenance()));
    values.putAll(runProvenance);
    return values;
  }

  private static void put(Map<String, Provenance> values, String name, String value) {
    values.put(name, new StringProvenance(name, value));
  }

  private static String pluginVersion() {
    String version = CatapultListener.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
