/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterServer;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.AdamW;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.optimizer.InspectableOptimizer;
import io.catapult.djl.optimizer.NesterovMomentum;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A DJL optimizer as an observer sees it: settings, clock, preconditioner and threshold of
 * stability. Known are DJL's {@link Sgd}, {@link Adam} and {@link AdamW} and every {@link
 * InspectableOptimizer}; of any other, also a subclass of these, only what its fields tell, no
 * preconditioner and no threshold. DJL hides all of it: it is read by reflection, and what cannot
 * be read is absent. Nothing is ever changed.
 */
public final class OptimizerView implements Described {

  private final Optimizer optimizer;
  private final AdamPreconditioner adam;
  private final StabilityThreshold stability;
  private final double momentum;

  private OptimizerView(Optimizer optimizer) {
    this.optimizer = optimizer;
    boolean isAdam = is(Adam.class) || is(AdamW.class);
    this.adam = isAdam ? new AdamPreconditioner(optimizer) : null;
    this.momentum = momentumOf(optimizer);
    this.stability = stabilityOf();
  }

  private double momentumOf(Optimizer of) {
    if (of instanceof NesterovMomentum nesterov) {
      return nesterov.momentum();
    }
    return is(Sgd.class) ? number("momentum", 0) : 0;
  }

  private boolean is(Class<?> type) {
    return optimizer != null && optimizer.getClass() == type;
  }

  /** A view of an optimizer, which it follows. */
  public static OptimizerView of(Optimizer optimizer) {
    return new OptimizerView(Objects.requireNonNull(optimizer, "optimizer"));
  }

  /** The view of an optimizer that was not given. */
  static OptimizerView unknown() {
    return new OptimizerView(null);
  }

  private StabilityThreshold stabilityOf() {
    boolean isNesterov = is(NesterovMomentum.class);
    if (optimizer instanceof InspectableOptimizer inspectable && !isNesterov) {
      return StabilityThreshold.of(inspectable);
    }
    double rescale = number("rescaleGrad", 1);
    double beta = adam == null ? momentum : adam.beta1();
    if (!(rescale > 0) || !(beta >= 0 && beta < 1)) {
      return null; // such an optimizer is stable at no rate
    }
    if (adam != null) {
      return StabilityThreshold.adam(beta);
    }
    if (!is(Sgd.class) && !isNesterov) {
      return null;
    }
    return plain(beta, isNesterov).rescaled(rescale);
  }

  private static StabilityThreshold plain(double beta, boolean isNesterov) {
    if (beta == 0) {
      return StabilityThreshold.gradientDescent();
    }
    return isNesterov ? StabilityThreshold.nesterov(beta) : StabilityThreshold.heavyBall(beta);
  }

  private double number(String field, float unknown) {
    return read(field, Float.class).orElse(unknown);
  }

  /** Whether a trainer updates by this optimizer, as far as can be read. */
  boolean isOf(Trainer trainer) {
    return optimizer == null
        || PrivateFields.read(trainer, "parameterStore", ParameterStore.class)
            .flatMap(store -> PrivateFields.read(store, "parameterServer", ParameterServer.class))
            .flatMap(server -> PrivateFields.read(server, "optimizer", Optimizer.class))
            .map(own -> own == optimizer)
            .orElse(true);
  }

  /** An optimizer of the same settings that begins anew; empty for one that is not known. */
  Optional<Optimizer> copy(ParameterTracker rates) {
    return OptimizerCopy.of(optimizer, rates);
  }

  /** What it is called in words. */
  String name() {
    return optimizer == null ? "unknown optimizer" : optimizer.getClass().getSimpleName();
  }

  /** The class and its settings, the tracker of the learning rate among them. */
  @Override
  public Component describe() {
    if (optimizer == null) {
      return Component.of(name());
    }
    Component component = PrivateFields.describe(optimizer);
    Map<String, Object> settings = new LinkedHashMap<>(component.parameters());
    settings.remove("numUpdate"); // its clock, not a setting
    return new Component(component.name(), settings);
  }

  /** Where it gets its learning rate from; null if that cannot be read. */
  ParameterTracker tracker() {
    return read("learningRateTracker", ParameterTracker.class)
        .or(() -> read("tracker", ParameterTracker.class))
        .orElse(null);
  }

  private <T> Optional<T> read(String field, Class<T> type) {
    return optimizer == null ? Optional.empty() : PrivateFields.read(optimizer, field, type);
  }

  /**
   * The number of updates made, {@code beginNumUpdate} included: the t for which it will next ask
   * its tracker with {@code numUpdate = t + 1}. Empty if it cannot be read. On several devices
   * DJL's own optimizers count each device's update.
   */
  public OptionalLong updates() {
    Optional<Integer> made = read("numUpdate", Integer.class);
    Optional<Integer> begin = read("beginNumUpdate", Integer.class);
    return made.isEmpty() || begin.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(made.get(), begin.get()));
  }

  /** beta of {@link Sgd} and {@link NesterovMomentum}; 0 for every other optimizer. */
  public double momentum() {
    return momentum;
  }

  /** What its (preconditioned) sharpness is compared with; empty if it is not known. */
  public Optional<StabilityThreshold> stability() {
    return Optional.ofNullable(stability);
  }

  /** The threshold at a learning rate; empty if it is not known. */
  public OptionalDouble threshold(double rate) {
    return stability == null ? OptionalDouble.empty() : OptionalDouble.of(stability.at(rate));
  }

  /**
   * The diagonal D [p] of the preconditioner, the trainable parameters in the order of {@link
   * ModelView#parameters()}, of the weights' type. It holds {@code rescaleGrad}: an update divides
   * the gradient of the loss by it. A parameter that no update has met, since the loss does not
   * depend on it, gets 1.
   *
   * @param manager the owner of the result
   * @param block the block that the model is a view of
   * @return empty if the optimizer has none that is known, or has made no update
   */
  public Optional<NDArray> preconditioner(NDManager manager, Block block, ModelView model) {
    if (stability == null || !stability.isPreconditioned()) {
      return Optional.empty();
    }
    boolean isMet = false;
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDList parts = new NDList();
      for (ParameterInfo parameter : model.parameters()) {
        String id = block.getParameters().get(parameter.name()).getId();
        Optional<NDArray> part = preconditioner(id, scratch);
        isMet |= part.isPresent();
        parts.add(part.orElseGet(() -> scratch.ones(parameter.shape(), model.dataType())));
      }
      return isMet ? Optional.of(Aten.flatten(manager, parts)) : Optional.empty();
    }
  }

  private Optional<NDArray> preconditioner(String parameterId, NDManager scratch) {
    if (optimizer instanceof InspectableOptimizer inspectable) {
      return inspectable.preconditioner(parameterId, scratch);
    }
    return adam.of(parameterId, scratch.getDevice(), updates().orElseThrow(), scratch);
  }
}
