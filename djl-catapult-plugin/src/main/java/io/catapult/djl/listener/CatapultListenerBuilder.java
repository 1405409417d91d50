/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.features.Agop;
import io.catapult.djl.trace.TraceRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Builds a {@link CatapultListener}. */
public final class CatapultListenerBuilder {

  private static final double DEFAULT_BUDGET = 0.10;

  private Optimizer optimizer;
  private ParameterTracker tracker;
  private final ProbeSource probe = new ProbeSource();
  private MeasuringCost cost = MeasuringCost.ONE_STEP;
  private final Set<Instrument> added = EnumSet.noneOf(Instrument.class);
  private boolean batch = true;
  private int topEigenspace = 5;
  private int outputHessians = 8;
  private Agop agopReference;
  private NDArray agopData;
  private List<Long> imageShape;
  private MeasuringSchedule schedule;
  private MeasuringSchedule batchSchedule;
  private Double budget;
  private long firstStep;
  private int memoryLimit = TraceRecorder.DEFAULT_LIMIT;
  private Path traceFile;

  CatapultListenerBuilder() {}

  /**
   * Sets the optimizer of the training: its learning rates, momentum and state are read and never
   * changed. This or {@link #setTracker} is required; this is better.
   */
  public CatapultListenerBuilder setOptimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    return this;
  }

  /**
   * Sets the learning-rate tracker that the optimizer has, where the optimizer itself cannot be
   * given. Momentum then counts as 0. It is asked once more for each measured update, which every
   * tracker bears that DJL asks once for each parameter; wrap one that counts its calls in a {@link
   * io.catapult.djl.schedule.CountingTracker}.
   */
  public CatapultListenerBuilder setTracker(ParameterTracker tracker) {
    this.tracker = tracker;
    return this;
  }

  /** {@link #setProbeData(NDList, NDList)} for a model with one input. */
  public CatapultListenerBuilder setProbeData(NDArray x, NDArray labels) {
    return setProbeData(
        x == null ? null : new NDList(x), labels == null ? null : new NDList(labels));
  }

  /**
   * Sets the fixed points to measure on; this or the other form is required. They are copied. A few
   * hundred samples of the training data give a true picture at a small cost.
   *
   * @param x the model's inputs, n samples along the first axis
   * @param labels what the loss takes
   */
  public CatapultListenerBuilder setProbeData(NDList x, NDList labels) {
    probe.set(x, labels);
    return this;
  }

  /**
   * Sets the fixed points to measure on: samples of a dataset, evenly spread over it.
   *
   * @param dataset the data; they are read when the listener is built
   * @param count how many samples
   */
  public CatapultListenerBuilder setProbeData(RandomAccessDataset dataset, int count) {
    probe.set(dataset, count);
    return this;
  }

  /** What to measure, by what it costs; {@link MeasuringCost#ONE_STEP} by default. */
  public CatapultListenerBuilder optCost(MeasuringCost cost) {
    this.cost = cost;
    return this;
  }

  /** Measures this too, whatever the preset says. */
  public CatapultListenerBuilder addInstrument(Instrument instrument) {
    added.add(instrument);
    return this;
  }

  /** Whether to measure the training batches as well as the probe data; true by default. */
  public CatapultListenerBuilder optBatch(boolean batch) {
    this.batch = batch;
    return this;
  }

  /**
   * The number s of the kernel's top eigendirections that the loss is split by, for s = 1 up to
   * this; 5 by default. A kernel of fewer rows gives as many as it has.
   */
  public CatapultListenerBuilder optTopEigenspace(int s) {
    this.topEigenspace = s;
    return this;
  }

  /**
   * The number of probe data, the first ones, that {@link Instrument#OUTPUT_HESSIAN} measures; 8 by
   * default. It does not add that instrument.
   */
  public CatapultListenerBuilder optOutputHessians(int samples) {
    this.outputHessians = samples;
    return this;
  }

  /**
   * Trains the quadratic twin of the network beside it, on the same batches at the same rates, and
   * measures how far both agree: {@link Instrument#TWIN}. What the twin does not show takes more
   * than the second order in the weights. It begins at the weights of the first batch that is
   * watched, with an optimizer of the same settings that begins anew; as it is a polynomial, it has
   * no dropout and the running statistics of its beginning, and weights that a {@link
   * io.catapult.djl.schedule.CriticalRateTracker} puts back are not put back in it. {@link
   * #setOptimizer} is required, with DJL's Sgd, Adam or AdamW or an {@link
   * io.catapult.djl.optimizer.InspectableOptimizer}.
   */
  public CatapultListenerBuilder optTwin() {
    return addInstrument(Instrument.TWIN);
  }

  /**
   * Tells the slow motion of the weights from their bounces, so that the report can say when the
   * learning rate could be decayed: {@link Instrument#SLOW_MOTION}. A reading needs 128 updates at
   * one rate.
   */
  public CatapultListenerBuilder optSlowMotion() {
    return addInstrument(Instrument.SLOW_MOTION);
  }

  /**
   * Measures the AGOP on the probe data and its alignment with a reference: a matrix that is known
   * or stored ({@link Agop#ofMatrix}), or the AGOP of a model ({@link Agop#of}). The trace carries
   * both, see {@link Instrument#AGOP}. Without a reference, add that instrument.
   *
   * @param reference stays the caller's and must stay open while the training lasts
   */
  public CatapultListenerBuilder optAgop(Agop reference) {
    return optAgop(reference, null);
  }

  /**
   * The same, measured on other inputs, as those of a test set.
   *
   * @param x stays the caller's and must stay open while the training lasts
   */
  public CatapultListenerBuilder optAgop(Agop reference, NDArray x) {
    this.agopReference = reference;
    this.agopData = x;
    return addInstrument(Instrument.AGOP);
  }

  /**
   * Says that one flat input of the AGOP is an image, so that what is recorded of the AGOP can be
   * shown as one. Inputs [n, c, h, w] need nothing. It changes no measurement.
   *
   * @param channels c, 1 for grey
   * @param height h, in pixels
   * @param width w, in pixels; an input has the c h w numbers in this order, its rows w numbers
   *     long
   */
  public CatapultListenerBuilder optImageShape(int channels, int height, int width) {
    this.imageShape = List.of((long) channels, (long) height, (long) width);
    return this;
  }

  /**
   * Measures as often as a share of the training time allows, more densely where the learning rate
   * comes near the critical rate or the loss rises. The default, with 0.10; excludes a schedule.
   *
   * @param share measuring time by training time
   */
  public CatapultListenerBuilder optOverheadBudget(double share) {
    this.budget = share;
    return this;
  }

  /** Measures at every k-th step. */
  public CatapultListenerBuilder optEvery(int k) {
    return optSchedule(MeasuringSchedule.every(k));
  }

  /** Measures at the steps of a schedule; excludes a budget. */
  public CatapultListenerBuilder optSchedule(MeasuringSchedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /**
   * Measures the training batches at steps of their own, as at every step where they are small and
   * the probe data large. By default they are measured where the probe data are.
   */
  public CatapultListenerBuilder optBatchSchedule(MeasuringSchedule schedule) {
    this.batchSchedule = schedule;
    return this;
  }

  /**
   * The step of the first update, for a training that is resumed; 0 by default. Not needed where
   * the optimizer is given, whose {@code optBeginNumUpdate} says it.
   */
  public CatapultListenerBuilder optFirstStep(long step) {
    this.firstStep = step;
    return this;
  }

  /** How many measurements to hold in memory, the older ones thinned out; 100,000 by default. */
  public CatapultListenerBuilder optMemoryLimit(int measurements) {
    this.memoryLimit = measurements;
    return this;
  }

  /** Writes the trace to a file as the training goes on; appends where there is one already. */
  public CatapultListenerBuilder optTraceFile(Path file) {
    this.traceFile = file;
    return this;
  }

  /**
   * Checks everything and builds the listener.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public CatapultListener build() {
    BuilderFaults faults = new BuilderFaults("CatapultListener");
    OptimizerView view = optimizerView(faults);
    checkNumbers(faults);
    faults.require(
        !added.contains(Instrument.TWIN) || view.copy((id, update) -> 0).isPresent(),
        "twin",
        "an optimizer whose settings are known, for the twin to have one like it",
        optimizer == null ? "none" : view.name(),
        "call setOptimizer with DJL's Sgd, Adam or AdamW or one of io.catapult.djl.optimizer, or"
            + " leave optTwin out");
    checkFile(faults);
    ProbeData data = probe.read(faults);
    checkAgop(faults, data);
    faults.throwIfAny();
    boolean budgeted = schedule == null;
    return new CatapultListener(
        new ListenerSettings(
            view,
            tracker == null ? view.tracker() : tracker,
            data,
            instruments(),
            topEigenspace,
            outputHessians,
            agopReference,
            agopData == null ? null : new NDList(agopData),
            imageShape,
            schedule,
            batchSchedule,
            budgeted ? OverheadBudget.of(budget == null ? DEFAULT_BUDGET : budget) : null,
            firstStep,
            memoryLimit,
            traceFile));
  }

  private Set<Instrument> instruments() {
    Set<Instrument> all = EnumSet.copyOf(cost.instruments());
    all.addAll(added);
    if (!batch) {
      all.removeIf(Instrument::isOfBatch);
    }
    return all;
  }

  private void checkNumbers(BuilderFaults faults) {
    faults
        .require(cost != null, "cost", "a preset", cost, "give one of MeasuringCost")
        .requireAtLeast(1, topEigenspace, "topEigenspace", "optTopEigenspace(5)")
        .requireAtLeast(1, outputHessians, "outputHessians", "optOutputHessians(8)")
        .require(
            imageShape == null || imageShape.stream().allMatch(length -> length >= 1),
            "imageShape",
            "channels, height and width of at least 1",
            imageShape,
            "call optImageShape(1, 28, 28) for grey images of 28 x 28 pixels")
        .requireAtLeast(0, firstStep, "firstStep", "optFirstStep with the updates made so far")
        .requireAtLeast(4, memoryLimit, "memoryLimit", "optMemoryLimit(100_000)")
        .require(
            budget == null || schedule == null,
            "budget",
            "a budget or a schedule",
            "both",
            "leave one of optOverheadBudget and optSchedule out")
        .require(
            budget == null || (budget > 0 && budget <= 1),
            "budget",
            "a share above 0 and at most 1",
            budget,
            "call optOverheadBudget(0.10) for a tenth of the training time");
  }

  private OptimizerView optimizerView(BuilderFaults faults) {
    faults.require(
        optimizer != null || tracker != null,
        "optimizer",
        "the optimizer of the training, or its learning-rate tracker",
        "neither",
        "call setOptimizer or setTracker");
    OptimizerView view = optimizer == null ? OptimizerView.unknown() : OptimizerView.of(optimizer);
    ParameterTracker own = view.tracker();
    faults.require(
        tracker == null || own == null || own == tracker,
        "tracker",
        "the tracker that the optimizer has",
        "another, " + tracker + " and " + own,
        "leave setTracker out");
    faults.require(
        optimizer == null || tracker != null || own != null,
        "tracker",
        "the learning-rate tracker of the optimizer",
        "none in a " + view.name(),
        "call setTracker too");
    return view;
  }

  private void checkAgop(BuilderFaults faults, ProbeData data) {
    if (data == null || (agopReference == null && imageShape == null)) {
      return;
    }
    NDArray x = agopData == null ? data.x().head() : agopData;
    if (!ProbeSource.isOpen(faults, "agop", new NDList(x), "the inputs")) {
      return;
    }
    Shape input = x.getShape().slice(1);
    if (agopReference != null) {
      faults.require(
          agopReference.inputSize() == input.size(),
          "agop",
          "a reference over the " + input.size() + " input features that it is measured on",
          "one over " + agopReference.inputSize(),
          "give the AGOP of a model that takes the same inputs");
    }
    if (imageShape != null && imageShape.stream().allMatch(length -> length >= 1)) {
      checkImage(faults, input);
    }
  }

  private void checkImage(BuilderFaults faults, Shape input) {
    Shape image = new Shape(imageShape.stream().mapToLong(Long::longValue).toArray());
    faults.require(
        input.equals(image) || (input.dimension() == 1 && input.size() == image.size()),
        "imageShape",
        "that of inputs of shape " + image + ", or of " + image.size() + " numbers in a row",
        "inputs of shape " + input,
        "give channels, height and width of the images, or leave optImageShape out");
  }

  private void checkFile(BuilderFaults faults) {
    if (traceFile == null) {
      return;
    }
    Path folder = traceFile.toAbsolutePath().getParent();
    faults
        .require(
            folder != null && Files.isDirectory(folder),
            "traceFile",
            "a file in a folder that exists",
            traceFile,
            "create the folder first")
        .require(
            !Files.isDirectory(traceFile),
            "traceFile",
            "a file",
            traceFile + ", a folder",
            "give the name of a file in it");
  }
}
