/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.trajectory.WeightTrajectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tribuo.Dataset;
import org.tribuo.Output;

/**
 * What a training is given besides its settings. None of it but the training data changes the
 * weights.
 *
 * @param <T> the type of the outputs
 */
public final class TrainingData<T extends Output<T>> {

  private final Dataset<T> training;
  private Dataset<T> validation;
  private ReferenceAgop reference;
  private Dataset<T> referenceInputs;
  private Path traceFile;
  private TrainingProgress progress;
  private Consumer<CatapultListener> listenerHook;
  private WeightTrajectory trajectory;

  private TrainingData(Dataset<T> training) {
    this.training = training;
  }

  private TrainingData(TrainingData<T> other) {
    this(other.training);
    this.validation = other.validation;
    this.reference = other.reference;
    this.referenceInputs = other.referenceInputs;
    this.traceFile = other.traceFile;
    this.progress = other.progress;
    this.listenerHook = other.listenerHook;
    this.trajectory = other.trajectory;
  }

  /** The training data alone. */
  public static <T extends Output<T>> TrainingData<T> of(Dataset<T> training) {
    return new TrainingData<>(training);
  }

  /** Adds data to validate on; not for a trainer that has a validation fraction. */
  public TrainingData<T> withValidation(Dataset<T> data) {
    TrainingData<T> copy = new TrainingData<>(this);
    copy.validation = data;
    return copy;
  }

  /**
   * Adds a reference to measure the AGOP alignment with.
   *
   * @param agop the reference
   * @param inputs where the model's own AGOP is taken, as on the test set
   */
  public TrainingData<T> withReference(ReferenceAgop agop, Dataset<T> inputs) {
    TrainingData<T> copy = new TrainingData<>(this);
    copy.reference = agop;
    copy.referenceInputs = inputs;
    return copy;
  }

  /** Adds a reference to measure the AGOP alignment with, on the probe samples. */
  public TrainingData<T> withReference(ReferenceAgop agop) {
    return withReference(agop, null);
  }

  /** Writes the trace to a file as the training goes on; appends where there is one already. */
  public TrainingData<T> withTraceFile(Path file) {
    TrainingData<T> copy = new TrainingData<>(this);
    copy.traceFile = file;
    return copy;
  }

  /** Reports progress. */
  public TrainingData<T> withProgress(TrainingProgress listener) {
    TrainingData<T> copy = new TrainingData<>(this);
    copy.progress = listener;
    return copy;
  }

  /**
   * Hands over the listener of a watched training before it begins, to show or read what it
   * records; it is closed when the training ends. What the hook throws ends the training.
   */
  public TrainingData<T> withListenerHook(Consumer<CatapultListener> hook) {
    TrainingData<T> copy = new TrainingData<>(this);
    copy.listenerHook = hook;
    return copy;
  }

  /**
   * Records the weights after every update, as far as the trajectory keeps them, and the last ones;
   * the training need not be watched. The trajectory stays the caller's.
   */
  public TrainingData<T> withTrajectory(WeightTrajectory path) {
    TrainingData<T> copy = new TrainingData<>(this);
    copy.trajectory = path;
    return copy;
  }

  /** The training data. */
  public Dataset<T> training() {
    return training;
  }

  /** The data to validate on. */
  public Optional<Dataset<T>> validation() {
    return Optional.ofNullable(validation);
  }

  /** The reference AGOP. */
  public Optional<ReferenceAgop> reference() {
    return Optional.ofNullable(reference);
  }

  /** Where the model's AGOP is taken to compare it with the reference. */
  public Optional<Dataset<T>> referenceInputs() {
    return Optional.ofNullable(referenceInputs);
  }

  /** The trace file. */
  public Optional<Path> traceFile() {
    return Optional.ofNullable(traceFile);
  }

  /** Who is told of progress. */
  public Optional<TrainingProgress> progress() {
    return Optional.ofNullable(progress);
  }

  /** Who is given the listener. */
  public Optional<Consumer<CatapultListener>> listenerHook() {
    return Optional.ofNullable(listenerHook);
  }

  /** Where the weights are recorded. */
  public Optional<WeightTrajectory> trajectory() {
    return Optional.ofNullable(trajectory);
  }

  /** Refuses what a trainer cannot train on. */
  void requireSuits(boolean isWatched, double validationFraction) {
    Faults.require(training.size() > 0, "training samples", "none", "give at least one");
    int unknown = training.getOutputInfo().getUnknownCount();
    Faults.require(
        unknown == 0, "known outputs", unknown + " unknown ones", "give labelled examples");
    Faults.require(
        validationFraction == 0 || validation == null,
        "validation data or a validation fraction",
        "both",
        "leave one of them out");
    Faults.require(
        isWatched || (reference == null && traceFile == null && listenerHook == null),
        "a watched training, for a reference AGOP, a trace file or a hook on the listener",
        "no watch",
        "call optWatch");
  }
}
