/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ArrayHash;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import io.catapult.djl.trace.ModelDescription;
import io.catapult.djl.trace.ParameterDescription;
import io.catapult.djl.trace.ProbeDescription;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes down everything about a training that changes a number. */
final class RunDescription {

  private RunDescription() {}

  static TraceHeader of(ListenerSettings settings, Trainer trainer) {
    return TraceHeader.now(
        environment(trainer),
        new TrainingDescription(
            model(trainer),
            settings.optimizer().describe(),
            PrivateFields.describe(settings.tracker()),
            loss(trainer.getLoss())),
        probe(settings.probe()),
        settings(settings));
  }

  private static RunEnvironment environment(Trainer trainer) {
    Engine engine = trainer.getManager().getEngine();
    Map<String, String> libraries = new TreeMap<>();
    libraries.put("djl", Engine.getDjlVersion());
    libraries.put("pytorch", engine.getVersion());
    String own = RunDescription.class.getPackage().getImplementationVersion();
    libraries.put("plugin", own == null ? "development" : own);
    Integer seed = engine.getSeed();
    String devices =
        String.join(", ", Arrays.stream(trainer.getDevices()).map(Device::toString).toList());
    return RunEnvironment.current(
        libraries,
        devices,
        Aten.threads(),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
  }

  private static ModelDescription model(Trainer trainer) {
    Block block = trainer.getModel().getBlock();
    List<ParameterDescription> parameters = new ArrayList<>();
    block
        .getParameters()
        .forEach(
            pair ->
                parameters.add(
                    new ParameterDescription(
                        pair.getKey(),
                        shape(pair.getValue().getShape()),
                        pair.getValue().requiresGradient())));
    return new ModelDescription(trainer.getModel().getName(), block.toString(), parameters);
  }

  /** The class and its settings, as the weight of a weighted loss. */
  private static Component loss(Loss loss) {
    Component described = PrivateFields.describe(loss);
    Map<String, Object> settings = new LinkedHashMap<>(described.parameters());
    settings.put("class", described.name());
    return new Component(loss.getName(), settings);
  }

  private static ProbeDescription probe(ProbeData probe) {
    List<List<Long>> shapes = new ArrayList<>();
    NDList arrays = new NDList(probe.x()).addAll(probe.labels());
    for (NDArray array : arrays) {
      shapes.add(shape(array.getShape()));
    }
    String type = probe.x().head().getDataType().name().toLowerCase(Locale.ROOT);
    String hash = ArrayHash.sha256(probe.x(), probe.labels());
    return new ProbeDescription(probe.samples(), shapes, type, hash, "");
  }

  private static List<Long> shape(Shape shape) {
    return Arrays.stream(shape.getShape()).boxed().toList();
  }

  private static Map<String, Object> settings(ListenerSettings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("instruments", settings.instruments().stream().map(Enum::name).toList());
    all.put("top eigenspace", settings.topEigenspace());
    if (settings.imageShape() != null) {
      all.put("image shape", settings.imageShape());
    }
    CriticalRates.of(settings).describe(all);
    all.put("projected difference", "both projections on the top eigenvector at w(t)");
    Described pace = settings.budget() == null ? settings.schedule() : settings.budget();
    all.put("measured", record(pace));
    if (settings.batchSchedule() != null) {
      all.put("batches measured", record(settings.batchSchedule()));
    }
    all.put("memory limit", settings.memoryLimit());
    return all;
  }

  private static Map<String, Object> record(Described described) {
    return Map.of(described.describe().name(), described.describe().parameters());
  }
}
