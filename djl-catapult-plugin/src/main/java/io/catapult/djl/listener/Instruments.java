/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.CriticalRate;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.features.HiddenLayer;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.OutputLayer;
import io.catapult.djl.trace.Quantity;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that measures one training, each on its own: where one fails the others go on. */
final class Instruments implements AutoCloseable {

  private final ModelView model;
  private final Block block;
  private final FailureLog failures;
  private final OptimizerView optimizer;
  private final double criticalLimit;
  private final ProbeData probe;
  private final LossMeter loss;
  private final KernelInstrument probeKernel;
  private final KernelInstrument batchKernel;
  private final SharpnessInstrument probeSharpness;
  private final SharpnessInstrument batchSharpness;
  private final FeatureInstrument features;
  private final EdgeInstrument edge;
  private final WeightInstrument weights;
  private final LinearityInstrument linearity;
  private final CondensationInstrument condensation;
  private final Set<Instrument> wanted;
  private final Follower<TwinInstrument> twin;
  private final Follower<MotionInstrument> motion;

  Instruments(
      ListenerSettings settings, Trainer trainer, AgopSnapshots snapshots, FailureLog failures) {
    this.model = ModelView.of(trainer);
    this.block = trainer.getModel().getBlock();
    this.failures = failures;
    this.optimizer = settings.optimizer();
    this.criticalLimit = settings.criticalLimit();
    this.probe = settings.probe().on(model.device());
    this.loss = new LossMeter(model, trainer.getLoss());
    failures.guard("trying the probe data", 0, () -> loss.learn(probe.x(), probe.labels()));
    this.probeKernel = new KernelInstrument(model, loss, settings.topEigenspace());
    this.batchKernel = new KernelInstrument(model, loss, settings.topEigenspace());
    this.probeSharpness = new SharpnessInstrument(model, trainer.getLoss());
    this.batchSharpness = new SharpnessInstrument(model, trainer.getLoss());
    NDList agopData = settings.agopData() == null ? probe.x() : settings.agopData();
    this.features = new FeatureInstrument(model, agopData, settings, snapshots, failures);
    OutputLayer layer = findOutputLayer(settings);
    this.edge = new EdgeInstrument(settings, layer);
    this.weights = new WeightInstrument(model, layer);
    this.linearity = new LinearityInstrument(model, probe.x(), settings.outputHessians());
    this.condensation = new CondensationInstrument(findHiddenLayer(settings));
    this.wanted = settings.instruments();
    this.twin =
        follower(
            Instrument.TWIN,
            "the quadratic twin",
            () -> new TwinInstrument(block, model, probe, loss, settings));
    this.motion =
        follower(
            Instrument.SLOW_MOTION,
            "the slow motion of the weights",
            () -> new MotionInstrument(model));
  }

  private <T extends Follower.Following> Follower<T> follower(
      Instrument instrument, String name, Supplier<T> made) {
    return wanted.contains(instrument)
        ? Follower.of(name, made, failures)
        : Follower.none(failures);
  }

  /** The output layer if something is measured of it; null if there is none. */
  private OutputLayer findOutputLayer(ListenerSettings settings) {
    OutputLayer[] found = new OutputLayer[1];
    if (settings.measures(Quantity.OUTPUT_LAYER_NORM)) {
      failures.guard(
          "looking for the output layer",
          0,
          () -> found[0] = OutputLayer.find(model, probe.x()).orElse(null));
    }
    return found[0];
  }

  /** The first hidden layer if it is measured; null if there is none. */
  private HiddenLayer findHiddenLayer(ListenerSettings settings) {
    HiddenLayer[] found = new HiddenLayer[1];
    if (settings.measures(Quantity.CONDENSATION_COSINE)) {
      failures.guard(
          "looking for a hidden layer",
          0,
          () -> found[0] = HiddenLayer.first(model, probe.x()).orElse(null));
    }
    return found[0];
  }

  /** The quadratic twin, which is trained at every update. */
  Follower<TwinInstrument> twin() {
    return twin;
  }

  /** The slow motion of the weights, which is followed at every update. */
  Follower<MotionInstrument> motion() {
    return motion;
  }

  ModelView model() {
    return model;
  }

  /** Records what stays as it is while the training lasts, and how the training begins. */
  void recordStart(long step) {
    failures.guard("recording the reference AGOP", step, () -> features.recordReference(step));
    failures.guard("copying the weights", step, () -> linearity.keepWeights(wanted));
    if (wanted.contains(Instrument.KERNEL_CHANGE)) {
      failures.guard("the tangent kernel at the start", step, this::keepKernel);
    }
  }

  private void keepKernel() {
    try (KernelMatrix kernel = probeKernel.matrix(probe.x())) {
      linearity.keepKernel(kernel);
    }
  }

  /** Measures what does not need the batch. */
  void measureProbe(Set<Instrument> due, long step, Values into) {
    measureProbe(due, step, false, into);
  }

  /** Measures what does not need a batch, at the end of the training. */
  void measureLast(Set<Instrument> due, long step, Values into) {
    measureProbe(due, step, true, into);
  }

  /** Records the AGOP at the end of a training whose last weights were measured before. */
  void recordLast(Set<Instrument> due, long step) {
    if (due.contains(Instrument.AGOP) && features.lacksLast(step)) {
      failures.guard("the AGOP", step, () -> features.measure(step, true, new Values()));
    }
  }

  private void measureProbe(Set<Instrument> due, long step, boolean isLast, Values into) {
    boolean isEdge = due.contains(Instrument.EDGE_OF_STABILITY);
    if (due.contains(Instrument.PROBE_KERNEL) || due.contains(Instrument.KERNEL_CHANGE) || isEdge) {
      failures.guard(
          "the tangent kernel on the probe data", step, () -> probeKernel(due, step, into));
    }
    if (due.contains(Instrument.LOSS) && !into.has(Quantity.PROBE_LOSS)) {
      failures.guard("the loss on the probe data", step, () -> probeLoss(into));
      failures.guard("looking for a divergence", step, () -> probeDivergence(into));
    }
    if (due.contains(Instrument.PROBE_SHARPNESS)
        || due.contains(Instrument.SHARPNESS_MIN)
        || due.contains(Instrument.PRECONDITIONED_SHARPNESS)) {
      failures.guard("the Hessian on the probe data", step, () -> probeHessian(due, step, into));
    }
    if (due.contains(Instrument.AGOP)) {
      failures.guard("the AGOP", step, () -> features.measure(step, isLast, into));
    }
    if (due.contains(Instrument.PARAMETERS)) {
      failures.guard("the norms of the weights", step, () -> weights.measure(into));
    }
    if (isEdge) {
      failures.guard(
          "the output layer", step, () -> edge.measureLayer(probe.x(), loss.scale(), into));
    }
    if (due.contains(Instrument.LINEARIZATION)) {
      failures.guard(
          "the distance from the linearization",
          step,
          () -> into.put(Quantity.LINEARIZATION_ERROR, linearity.linearizationError()));
    }
    if (due.contains(Instrument.OUTPUT_HESSIAN)) {
      failures.guard(
          "the Hessians of the outputs",
          step,
          () -> into.put(Quantity.OUTPUT_HESSIAN_NORM, linearity.outputHessian()));
    }
    if (due.contains(Instrument.CONDENSATION)) {
      failures.guard("the hidden neurons", step, () -> condensation.measure(into));
    }
    if (due.contains(Instrument.TWIN) || into.has(Quantity.PROBE_LOSS)) { // to compare them
      twin.use(step, it -> it.measure(into));
    }
    if (due.contains(Instrument.SLOW_MOTION)) {
      motion.use(step, it -> it.measure(into));
    }
  }

  private void probeLoss(Values into) {
    into.put(Quantity.PROBE_LOSS, loss.at(probe.x(), probe.labels()));
  }

  /** The loss of weights that are not finite counts as infinite: the training has diverged. */
  private void probeDivergence(Values into) {
    if (into.has(Quantity.PROBE_LOSS)) {
      return;
    }
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      if (!Aten.isFinite(model.flatParameters(scratch))) {
        into.put(Quantity.PROBE_LOSS, Double.POSITIVE_INFINITY);
      }
    }
  }

  private void probeKernel(Set<Instrument> due, long step, Values into) {
    boolean isEdge = due.contains(Instrument.EDGE_OF_STABILITY);
    try (KernelMatrix kernel = probeKernel.matrix(probe.x())) {
      if (due.contains(Instrument.PROBE_KERNEL) || isEdge) {
        probeKernel(kernel, step, isEdge, into);
      }
      if (due.contains(Instrument.KERNEL_CHANGE)) {
        failures.guard(
            "the change of the tangent kernel",
            step,
            () -> into.put(Quantity.PROBE_NTK_CHANGE, linearity.kernelChange(kernel)));
      }
    }
  }

  private void probeKernel(KernelMatrix kernel, long step, boolean isEdge, Values into) {
    KernelInstrument.Viewer viewer =
        (top, of) -> {
          if (isEdge) {
            failures.guard(
                "the residual outside the top eigendirection",
                step,
                () ->
                    edge.measureResidual(
                        step, kernel, top, probe.labels(), loss.scale(), of, into));
          }
        };
    KernelReading reading = probeKernel.measure(kernel, probe.labels(), viewer);
    into.put(Quantity.PROBE_LOSS, reading.loss());
    into.put(Quantity.PROBE_NTK_NORM, reading.eigenvalues()[0]);
    into.put(Quantity.PROBE_NTK_EIGENVALUES, reading.eigenvalues());
    into.put(Quantity.PROBE_CRITICAL_RATE_KERNEL, critical(reading.sharpness()));
    SplitReading split = reading.split();
    if (split != null) {
      into.put(Quantity.PROBE_LOSS_TOP, split.top());
      into.put(Quantity.PROBE_LOSS_REST, split.rest());
      into.put(Quantity.RESIDUAL_DOT_OUTPUTS, reading.residualDotOutputs());
      into.put(Quantity.RESIDUAL_TOP_COMPONENT, split.topComponent());
    }
  }

  private void probeHessian(Set<Instrument> due, long step, Values into) {
    try (LossHessian hessian = probeSharpness.hessian(probe.x(), probe.labels())) {
      if (due.contains(Instrument.PROBE_SHARPNESS)) {
        double sharpness = probeSharpness.largest(hessian);
        into.put(Quantity.SHARPNESS, sharpness);
        into.put(Quantity.PROBE_CRITICAL_RATE_HESSIAN, critical(sharpness));
      }
      if (due.contains(Instrument.SHARPNESS_MIN)) {
        into.put(Quantity.SHARPNESS_MIN, probeSharpness.smallest(hessian));
      }
      if (due.contains(Instrument.PRECONDITIONED_SHARPNESS)) {
        failures.guard("the preconditioned sharpness", step, () -> preconditioned(hessian, into));
      }
    }
  }

  private void preconditioned(LossHessian hessian, Values into) {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray diagonal = optimizer.preconditioner(scratch, block, model).orElse(null);
      if (diagonal != null) {
        into.put(
            Quantity.PRECONDITIONED_SHARPNESS, probeSharpness.preconditioned(hessian, diagonal));
      }
    }
  }

  /**
   * Measures the batch of the coming update.
   *
   * @return what waits for the update, or null
   */
  PendingBatch measureBatch(Set<Instrument> due, long step, NDList x, NDList labels, Values into) {
    if (!loss.isReady()) {
      loss.learn(x, labels); // the probe data do not suit the model
    }
    if (due.contains(Instrument.BATCH_SHARPNESS)) {
      failures.guard("the Hessian on the batch", step, () -> batchHessian(x, labels, into));
    }
    PendingBatch[] pending = new PendingBatch[1];
    if (due.contains(Instrument.BATCH_KERNEL)) {
      failures.guard(
          "the tangent kernel on the batch", step, () -> pending[0] = batchKernel(x, labels, into));
    }
    return pending[0];
  }

  private void batchHessian(NDList x, NDList labels, Values into) {
    try (LossHessian hessian = batchSharpness.hessian(x, labels)) {
      into.put(Quantity.BATCH_LOSS, hessian.lossValue());
      double sharpness = batchSharpness.largest(hessian);
      into.put(Quantity.BATCH_CRITICAL_RATE_HESSIAN, critical(sharpness));
    }
  }

  private PendingBatch batchKernel(NDList x, NDList labels, Values into) {
    BatchReading batch = batchKernel.measureBatch(x, labels);
    KernelReading reading = batch.reading();
    into.put(Quantity.BATCH_LOSS, reading.loss());
    into.put(Quantity.BATCH_NTK_NORM, reading.eigenvalues()[0]);
    into.put(Quantity.BATCH_NTK_EIGENVALUES, reading.eigenvalues());
    into.put(Quantity.BATCH_CRITICAL_RATE_KERNEL, critical(reading.sharpness()));
    SplitReading split = reading.split();
    if (split == null) {
      batch.pairs().close();
      return null;
    }
    into.put(Quantity.BATCH_LOSS_TOP, split.top());
    into.put(Quantity.BATCH_LOSS_REST, split.rest());
    double scale = loss.scale().orElseThrow();
    return new PendingBatch(x, labels.head(), batch.pairs(), scale, into);
  }

  /** Takes note of the update that follows what was measured, and where it starts. */
  void noteUpdate(Values measured, boolean isRestored) {
    edge.noteUpdate(measured, isRestored);
  }

  /** What is left out in this training, in words, a note each. */
  List<String> leftOut() {
    String ofEdge = wanted.contains(Instrument.EDGE_OF_STABILITY) ? edge.leftOut() : null;
    String ofNeurons = wanted.contains(Instrument.CONDENSATION) ? condensation.leftOut() : null;
    return Stream.of(ofEdge, ofNeurons).flatMap(Stream::ofNullable).toList();
  }

  /** 2 / lambda_max for plain gradient descent, more with momentum. */
  private double critical(double sharpness) {
    return criticalLimit / 2 * CriticalRate.fromSharpness(sharpness, 0).rate();
  }

  @Override
  public void close() {
    probe.close();
    probeSharpness.close();
    batchSharpness.close();
    edge.close();
    weights.close();
    linearity.close();
    twin.close();
    motion.close();
    model.close();
  }
}
