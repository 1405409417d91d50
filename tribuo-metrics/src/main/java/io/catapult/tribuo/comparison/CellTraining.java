/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.catapult.tribuo.evaluation.GeneralizationEvaluation;
import io.catapult.tribuo.evaluation.GeneralizationEvaluator;
import io.catapult.tribuo.trainer.DjlModel;
import io.catapult.tribuo.trainer.TrainingData;
import io.catapult.tribuo.trainer.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tribuo.Output;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.evaluation.metrics.EvaluationMetric;
import org.tribuo.evaluation.metrics.MetricID;

/**
 * Trains and evaluates one cell.
 *
 * @param <T> the type of output
 */
final class CellTraining<T extends Output<T>> {

  private static final double NANO = 1e-9;

  private final CellPlan<T> plan;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  private CellTraining(CellPlan<T> plan) {
    this.plan = plan;
  }

  /** Runs the cell of a folder from its configuration file alone. */
  static CellResult run(Path folder, TrainingProgress progress) throws IOException {
    // A trace file is appended to: what a killed run left would be joined with this one.
    Files.deleteIfExists(Cell.traceFile(folder));
    CellPlan<?> plan = CellConfiguration.read(Cell.configurationFile(folder));
    return new CellTraining<>(plan).train(Cell.traceFile(folder), progress);
  }

  private CellResult train(Path trace, TrainingProgress progress) throws IOException {
    long start = System.nanoTime();
    TaskData<T> data = plan.task().load(plan.seed());
    start = note("loading", start);
    try (DjlModel<T> model =
        plan.trainer().train(trainingData(data).withTraceFile(trace).withProgress(progress))) {
      start = note("training", start);
      Map<String, Double> metrics = evaluate(plan.task().evaluator(), model, data);
      note("evaluating", start);
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("seconds", seconds);
      record.put(
          "provenance", ProvenanceUtil.convertToMap(model.getProvenance().getTrainerProvenance()));
      return new CellResult(Optional.empty(), metrics, record);
    }
  }

  private TrainingData<T> trainingData(TaskData<T> data) {
    TrainingData<T> training = TrainingData.of(data.training());
    if (data.validation().isPresent()) {
      training = training.withValidation(data.validation().get());
    }
    if (data.reference().isPresent()) {
      training = training.withReference(data.reference().get(), data.test());
    }
    return training;
  }

  private <E extends Evaluation<T>> Map<String, Double> evaluate(
      Evaluator<T, E> evaluator, DjlModel<T> model, TaskData<T> data) {
    GeneralizationEvaluation<T, E> evaluation =
        new GeneralizationEvaluator<>(evaluator).evaluate(model, data.test());
    Map<String, Double> metrics = new TreeMap<>();
    evaluation.dynamics().values().forEach((metric, value) -> metrics.put(metric.id(), value));
    evaluation.test().asMap().forEach((id, value) -> putAverage(metrics, id, value));
    return metrics;
  }

  /** Tribuo's averages over outputs; those of single outputs would be columns without end. */
  private void putAverage(Map<String, Double> metrics, MetricID<T> id, double value) {
    Optional<EvaluationMetric.Average> average = id.getA().getAverageTarget();
    if (average.isPresent() && Double.isFinite(value)) {
      String target = average.get().name().toLowerCase(Locale.ROOT);
      metrics.put("tribuo." + id.getB() + "." + target, value);
    }
  }

  private long note(String part, long start) {
    long now = System.nanoTime();
    seconds.put(part, (now - start) * NANO);
    return now;
  }
}
