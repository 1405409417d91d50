/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.data.DenseDataset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.regression.Regressor;

/** Twins as networks of a trainer. */
final class TwinFactoryTest {

  private final DenseDataset<Regressor> data = Tasks.products();
  private final BlockFactory network = new FullyConnectedFactory(2, 32);

  private DjlModel<Regressor> trained(BlockFactory factory) {
    return Tasks.regression()
        .setBlockFactory(factory)
        .optBatchSize(0)
        .setEpochs(5)
        .optWatch(WatchSpec.builder().optEvery(1).optInstruments(Set.of(Instrument.TWIN)).build())
        .build()
        .train(data);
  }

  private BlockFactory twin(TwinFactory.Order order) {
    return new TwinFactory(network, order);
  }

  private static double first(DjlModel<Regressor> model, Quantity quantity) {
    return model.getTrainingTrace().orElseThrow().series(quantity).values()[0];
  }

  @Test
  void twinsBeginAsTheirNetworkDoesAndPredictAsTheyWereTrained() {
    DjlModel<Regressor> itself = trained(network);
    for (TwinFactory.Order order : TwinFactory.Order.values()) {
      DjlModel<Regressor> twin = trained(twin(order));
      double start = first(itself, Quantity.PROBE_LOSS);
      assertEquals(start, first(twin, Quantity.PROBE_LOSS), 1e-5 * start);
      double loss = Tasks.last(twin.getTrainingTrace().orElseThrow(), Quantity.PROBE_LOSS);
      assertEquals(loss, squaredError(twin), 1e-4 * loss, "the centre is kept with the weights");
    }
  }

  private double squaredError(Model<Regressor> model) {
    double[] f = Tasks.values(model, data);
    double[] y =
        data.getData().stream()
            .mapToDouble(example -> example.getOutput().getValues()[0])
            .toArray();
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += (f[i] - y[i]) * (f[i] - y[i]);
    }
    return sum / f.length;
  }

  @Test
  void theTwinBesideANetworkIsTheTwinAlone() {
    TrainingTrace beside = trained(network).getTrainingTrace().orElseThrow();
    TrainingTrace alone =
        trained(twin(TwinFactory.Order.QUADRATIC)).getTrainingTrace().orElseThrow();
    double[] expected = alone.series(Quantity.PROBE_LOSS).values();
    assertArrayEquals(
        expected, beside.series(Quantity.TWIN_LOSS).values(), 1e-4 * expected[0], "step by step");
  }

  @Test
  void aTwinComesBackFromItsFile() {
    DjlModel<Regressor> model = trained(twin(TwinFactory.Order.QUADRATIC));
    Model<?> read = Model.deserialize(model.serialize());
    assertArrayEquals(Tasks.values(model, data), Tasks.values(read, data));
    assertEquals(model.getProvenance(), read.getProvenance());
  }

  @Test
  void aNetworkThatHasNoTwinIsToldSo() {
    ImageNetworkFactory transformer =
        new ImageNetworkFactory(ImageNetworkFactory.Kind.VISION_TRANSFORMER, 1, 8);
    MeasurementException error =
        assertThrows(
            MeasurementException.class,
            () -> new TwinFactory(transformer, TwinFactory.Order.QUADRATIC).newBlock(64, 1));
    assertTrue(error.getMessage().contains("without LayerNorm"), error.getMessage());
  }
}
