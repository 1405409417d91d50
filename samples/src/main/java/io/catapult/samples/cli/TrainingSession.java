/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.trace.ParameterDescription;
import io.catapult.samples.Progress;
import io.catapult.samples.UsageFault;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.evaluation.EvaluationText;
import io.catapult.tribuo.evaluation.GeneralizationEvaluation;
import io.catapult.tribuo.evaluation.GeneralizationEvaluator;
import io.catapult.tribuo.trainer.DjlModel;
import io.catapult.tribuo.trainer.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tribuo.Output;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/**
 * One training in this process, told while it goes on.
 *
 * @param command the command, for its outputs
 * @param folder the folder, with the settings in it
 * @param json whether to print the evaluation as JSON, and nothing before
 * @param live whether to show it in the browser
 */
record TrainingSession(CommandLine command, TrainingFolder folder, boolean json, LiveOption live) {

  /** Trains again what was stopped; says so if it has ended. */
  int resume() throws IOException {
    if (Files.exists(folder.evaluation())) {
      command
          .getErr()
          .printf(
              "The training has ended. See it with: %s show %s%n", Shell.command(), folder.path());
      return ExitCode.OK;
    }
    folder.keepOldTrace();
    return run();
  }

  /** Trains from the settings in the folder, evaluates, and gives the exit code. */
  int run() throws IOException {
    return run(TrainingSettings.read(folder.settings()));
  }

  private <T extends Output<T>> int run(TrainingSettings<T> settings) throws IOException {
    TaskData<T> data = load(settings);
    try (DjlModel<T> model = train(settings, data)) {
      report(settings, settings.task().evaluator(), model, data);
    }
    return ExitCode.OK;
  }

  /** The user's files were read once before, but may have changed since. */
  private static <T extends Output<T>> TaskData<T> load(TrainingSettings<T> settings) {
    try {
      return settings.task().load(settings.seed());
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageFault("The data cannot be read any more: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("try") // events are told, and an interruption prepared, while it trains
  private <T extends Output<T>> DjlModel<T> train(TrainingSettings<T> settings, TaskData<T> data)
      throws IOException {
    PrintWriter out = command.getOut();
    String words =
        "Stopped. The trace so far: %s. Begin again with: %s resume %s"
            .formatted(folder.trace(), Shell.command(), folder.path());
    try (Interruption ignored = Interruption.prepare(command.getErr(), words);
        RecordedPath path = RecordedPath.begin(folder, settings.path());
        Progress bar = Progress.of("train");
        LivePage page = new LivePage(live, ReportSource.name(folder.path()), command.getErr());
        EventFollower events =
            EventFollower.of(
                folder.trace(),
                line -> {
                  if (!json) {
                    bar.print(out, line);
                  }
                })) {
      return settings
          .trainer()
          .train(
              path.of(trainingData(data))
                  .withTraceFile(folder.trace())
                  .withListenerHook(page::show)
                  .withProgress(
                      (step, fraction, loss) ->
                          bar.at(
                              fraction,
                              String.format(Locale.ROOT, "step %d, loss %.4g", step, loss))));
    }
  }

  private static <T extends Output<T>> TrainingData<T> trainingData(TaskData<T> data) {
    TrainingData<T> training = TrainingData.of(data.training());
    if (data.validation().isPresent()) {
      training = training.withValidation(data.validation().get());
    }
    return data.reference().isPresent()
        ? training.withReference(data.reference().get(), data.test())
        : training;
  }

  private <T extends Output<T>, E extends Evaluation<T>> void report(
      TrainingSettings<T> settings, Evaluator<T, E> evaluator, DjlModel<T> model, TaskData<T> data)
      throws IOException {
    GeneralizationEvaluation<T, E> evaluation =
        new GeneralizationEvaluator<>(evaluator).evaluate(model, data.test());
    ModelFiles.write(model, folder);
    Map<String, Object> values = TrainingReport.of(evaluation);
    Files.writeString(folder.evaluation(), Json.text(values) + "\n");
    PrintWriter out = command.getOut();
    out.println(json ? Json.text(values) : "\n" + EvaluationText.of(evaluation));
    out.flush();
    String options =
        "--model %s %s --outputs %d"
            .formatted(
                folder.parameters(),
                TrainingSettings.networkOptions(folder.settings()),
                outputs(model));
    PrintWriter err = command.getErr();
    err.printf(
        "Trace, settings, evaluation, model and page: %s%n  %s%nLook into the model with: %s diagnose"
            + " %s --inputs FILE%n",
        folder.path(), page(), Shell.command(), options);
    if (settings.path() > 0) {
      err.print(RecordedPath.end(folder, settings.trainer(), data.training(), options));
      err.flush();
    }
  }

  /** Makes the page of the training; without one it has been a training too. */
  private String page() {
    ReportSource source = ReportSource.of(folder.path());
    try {
      new ReportFile(source.page()).write(source.read());
      return source.page().toUri().toString();
    } catch (IOException | RuntimeException e) {
      return "No page could be made: " + e.getMessage();
    }
  }

  /** The rows of the last layer's weights. */
  private static long outputs(DjlModel<?> model) {
    List<ParameterDescription> parameters =
        model.getTrainingTrace().orElseThrow().header().training().model().parameters();
    return parameters.get(parameters.size() - 1).shape().get(0);
  }
}
