/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.features.Agop;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.CatapultListenerBuilder;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Optional;

/** The listener of one training, if it is watched, and what it needs while the training lasts. */
final class Watching implements AutoCloseable {

  private final Optional<Agop> reference;
  private final Optional<CatapultListener> listener;

  private Watching(Optional<Agop> reference, Optional<CatapultListener> listener) {
    this.reference = reference;
    this.listener = listener;
  }

  /** Builds the listener. */
  static Watching of(
      TrainingPlan plan,
      TrainingArrays arrays,
      TrainingData<?> extras,
      Optimizer optimizer,
      Model model) {
    if (plan.watch().isEmpty()) {
      return new Watching(Optional.empty(), Optional.empty());
    }
    WatchSpec watch = plan.watch().get();
    NDManager manager = model.getNDManager();
    Samples training = arrays.training();
    CatapultListenerBuilder builder = CatapultListener.builder().setOptimizer(optimizer);
    watch.apply(builder);
    extras.traceFile().ifPresent(builder::optTraceFile);
    Optional<Agop> reference = extras.reference().map(agop -> toAgop(agop, training.x(), manager));
    reference.ifPresent(agop -> builder.optAgop(agop, arrays.referenceInputs().orElse(null)));
    try (NDManager scratch = manager.newSubManager()) {
      Samples probe = training.spread(watch.probeSamples(training.size()), scratch);
      builder.setProbeData(probe.x(), probe.y());
      return new Watching(reference, Optional.of(shown(builder.build(), extras)));
    } catch (RuntimeException | Error e) {
      reference.ifPresent(Agop::close);
      throw e;
    }
  }

  private static CatapultListener shown(CatapultListener listener, TrainingData<?> extras) {
    try {
      extras.listenerHook().ifPresent(hook -> hook.accept(listener));
      return listener;
    } catch (RuntimeException | Error e) {
      listener.close();
      throw e;
    }
  }

  private static Agop toAgop(ReferenceAgop reference, NDArray x, NDManager manager) {
    long width = x.getShape().get(1);
    Faults.require(
        reference.width() == width,
        "a reference AGOP for " + width + " features",
        reference.width() + " columns",
        "give the factor of a target with the same features, in the order of their ids");
    return reference.toAgop(manager);
  }

  /** The listeners of the training. */
  TrainingListener[] listeners(TrainingListener other) {
    return listener.isPresent()
        ? new TrainingListener[] {listener.get(), other}
        : new TrainingListener[] {other};
  }

  Optional<TrainingTrace> trace() {
    return listener.map(CatapultListener::trace);
  }

  @Override
  public void close() {
    listener.ifPresent(CatapultListener::close);
    reference.ifPresent(Agop::close);
  }
}
