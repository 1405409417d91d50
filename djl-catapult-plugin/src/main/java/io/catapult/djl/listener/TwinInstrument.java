/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.taylor.QuadraticModel;
import io.catapult.djl.taylor.TwinTraining;
import io.catapult.djl.trace.Quantity;
import java.util.List;

/**
 * The quadratic twin of the network as it was at the first batch, trained on the same batches by an
 * optimizer of the same settings at the same rates. Memory: three copies of the weights and the
 * optimizer's state, the outputs on the probe data, and while a batch is learnt the activations of
 * four forward passes.
 */
final class TwinInstrument implements Follower.Following {

  private final ModelView model;
  private final ProbeData probe;
  private final LossMeter loss;
  private final TwinTraining training;
  private final ParameterTracker rates;
  private final NDManager manager;
  private final NDArray start;
  private long step;
  private boolean hasDiverged;

  TwinInstrument(
      Block block, ModelView model, ProbeData probe, LossMeter meter, ListenerSettings settings) {
    this.model = model;
    this.probe = probe;
    this.loss = meter;
    this.rates = settings.tracker();
    this.manager = NDManager.newBaseManager(model.device(), "PyTorch");
    this.training = begin(block, meter.loss(), settings);
    this.start = model.outputs(manager, probe.x());
  }

  private TwinTraining begin(Block block, Loss by, ListenerSettings settings) {
    List<String> ids =
        model.parameters().stream()
            .map(each -> block.getParameters().get(each.name()).getId())
            .toList();
    return new TwinTraining(
        new QuadraticModel(block), by, settings.optimizer().copy(this::rate).orElseThrow(), ids);
  }

  /** The network's rate of the update that the twin makes up for. */
  private float rate(String id, int count) {
    return rates.getNewValue(id, Math.toIntExact(step + 1));
  }

  /** Makes the update that the network has made at a step. */
  void update(long atStep) {
    if (!hasDiverged) {
      step = atStep;
      training.update();
    }
  }

  /** Learns from a batch of the coming update. */
  void add(NDList x, NDList labels) {
    if (!hasDiverged) {
      training.add(x, labels);
    }
  }

  /** Measures the twin, and the network beside it; a twin that has diverged is left as it is. */
  void measure(Values into) {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray twin = training.outputs(scratch, probe.x());
      hasDiverged |= !Aten.isFinite(twin);
      if (hasDiverged) {
        into.put(Quantity.TWIN_LOSS, Double.POSITIVE_INFINITY);
        return;
      }
      NDArray outputs = twin.reshape(start.getShape());
      into.put(Quantity.TWIN_LOSS, loss.of(outputs, probe.labels()));
      NDArray network = model.outputs(scratch, probe.x());
      double change = norm(network.sub(start));
      if (change > 0) {
        into.put(Quantity.TWIN_DISTANCE, norm(network.sub(outputs)) / change);
      }
    }
  }

  private static double norm(NDArray array) {
    return Aten.numbers(array.norm())[0];
  }

  @Override
  public void close() {
    training.close();
    manager.close();
  }
}
