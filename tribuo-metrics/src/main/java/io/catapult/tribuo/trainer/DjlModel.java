/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TraceCarrier;
import io.catapult.tribuo.data.FeatureBridge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A trained DJL block as a Tribuo model, with the trace of its training.
 *
 * <p>Its parameters are bytes on the heap; native arrays are made at the first prediction and freed
 * by {@link #close()}, after which the model still predicts, or by the garbage collector. Several
 * examples are predicted in batches; the last bits of a score may depend on the batch. Predictions
 * may be asked from several threads.
 *
 * @param <T> the type of the outputs
 */
public final class DjlModel<T extends Output<T>> extends Model<T>
    implements TraceCarrier, AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** The version of the protobuf form. */
  public static final int CURRENT_VERSION = 0;

  /** Features of one batch at most, 16 MB. */
  private static final int BATCH_NUMBERS = 1 << 22;

  private static final int BATCH_ROWS = 1024;

  private final transient NetworkSpec<T> network;
  private final transient ByteString parameters;
  private final transient String device;
  private final transient Optional<TrainingTrace> trace;
  private final transient FeatureBridge features;
  private final transient NativeNetwork nativeNetwork;

  /** A model whose network is made by its factory. */
  DjlModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap featureMap,
      ImmutableOutputInfo<T> outputInfo,
      NetworkSpec<T> network,
      String device,
      ByteString parameters,
      Optional<TrainingTrace> trace) {
    this(
        name,
        provenance,
        featureMap,
        outputInfo,
        network,
        nativeNetwork(network, featureMap.size(), outputInfo, device, parameters),
        device,
        parameters,
        trace);
  }

  private DjlModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap featureMap,
      ImmutableOutputInfo<T> outputInfo,
      NetworkSpec<T> network,
      NativeNetwork nativeNetwork,
      String device,
      ByteString parameters,
      Optional<TrainingTrace> trace) {
    super(
        name,
        provenance,
        featureMap,
        outputInfo,
        network.bridge().generatesProbabilities(network.loss()));
    this.network = network;
    this.nativeNetwork = nativeNetwork;
    this.device = device;
    this.parameters = parameters;
    this.trace = trace;
    this.features = new FeatureBridge(featureMap);
  }

  /** A model around a block of the caller's. */
  static <T extends Output<T>> DjlModel<T> around(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap featureMap,
      ImmutableOutputInfo<T> outputInfo,
      NetworkSpec<T> network,
      Block block) {
    NativeNetwork nativeNetwork =
        new NativeNetwork(() -> NDManager.newBaseManager(deviceOf(block), "PyTorch"), to -> block);
    return new DjlModel<>(
        name,
        provenance,
        featureMap,
        outputInfo,
        network,
        nativeNetwork,
        "",
        null,
        Optional.empty());
  }

  private static Device deviceOf(Block block) {
    return block.getParameters().isEmpty()
        ? EngineLease.engine().defaultDevice()
        : block.getParameters().valueAt(0).getArray().getDevice();
  }

  /** Begins to wrap a block that was trained elsewhere. */
  public static <T extends Output<T>> WrappedModelBuilder<T> wrap(
      Block block, OutputBridge<T> bridge) {
    return new WrappedModelBuilder<>(block, bridge);
  }

  static <T extends Output<T>> DjlModel<T> trained(
      ModelProvenance provenance,
      ImmutableFeatureMap featureMap,
      ImmutableOutputInfo<T> outputInfo,
      NetworkSpec<T> network,
      String device,
      TrainingOutcome outcome) {
    return new DjlModel<>(
        "djl-model",
        provenance,
        featureMap,
        outputInfo,
        network,
        device,
        outcome.parameters(),
        outcome.trace());
  }

  /** Static, since it must not hold on to the model. */
  private static <T extends Output<T>> NativeNetwork nativeNetwork(
      NetworkSpec<T> network,
      int width,
      ImmutableOutputInfo<T> outputs,
      String device,
      ByteString parameters) {
    return new NativeNetwork(
        () -> NDManager.newBaseManager(deviceOrDefault(device), "PyTorch"),
        manager -> {
          Block block = network.newBlock(width, outputs);
          ParameterBytes.load(parameters, block, manager);
          return block;
        });
  }

  /** A model that was trained on a GPU predicts on a machine without one too. */
  private static Device deviceOrDefault(String name) {
    try {
      return EngineLease.device(name);
    } catch (IllegalArgumentException e) {
      return EngineLease.engine().defaultDevice();
    }
  }

  @Override
  public Prediction<T> predict(Example<T> example) {
    return predictBatch(List.of(example)).get(0);
  }

  /**
   * Predicts every example of a dataset, in its order, in batches.
   *
   * @throws IllegalArgumentException if an example has none of the model's features
   */
  @Override
  public List<Prediction<T>> predict(Dataset<T> examples) {
    return innerPredict(examples);
  }

  @Override
  protected List<Prediction<T>> innerPredict(Iterable<Example<T>> examples) {
    int size = Math.max(1, Math.min(BATCH_ROWS, BATCH_NUMBERS / features.width()));
    List<Prediction<T>> predictions = new ArrayList<>();
    List<Example<T>> batch = new ArrayList<>(size);
    for (Example<T> example : examples) {
      batch.add(example);
      if (batch.size() == size) {
        predictions.addAll(predictBatch(batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      predictions.addAll(predictBatch(batch));
    }
    return predictions;
  }

  private List<Prediction<T>> predictBatch(List<Example<T>> batch) {
    float[] scores = nativeNetwork.outputs(owner -> features.toArray(batch, owner));
    int k = network.bridge().outputs(outputIDInfo, network.loss());
    Faults.require(
        scores.length == k * batch.size(),
        k + " outputs for each of " + batch.size() + " examples",
        scores.length + " numbers",
        "wrap a block that gives [n, " + k + "]");
    List<Prediction<T>> predictions = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Example<T> example = batch.get(i);
      predictions.add(
          network
              .bridge()
              .predict(
                  Arrays.copyOfRange(scores, i * k, (i + 1) * k),
                  outputIDInfo,
                  network.loss(),
                  example,
                  features.countKnown(example)));
    }
    return predictions;
  }

  @Override
  public Optional<TrainingTrace> getTrainingTrace() {
    return trace;
  }

  /** How the training ended; empty for a model that was trained elsewhere. */
  public Optional<Ending> getEnding() {
    return instanceValue(RunRecord.ENDING).map(value -> Ending.valueOf(value.toString()));
  }

  private Optional<Provenance> instanceValue(String name) {
    for (Pair<String, ? extends Provenance> pair : provenance.getInstanceProvenance()) {
      if (pair.getA().equals(name)) {
        return Optional.of(pair.getB());
      }
    }
    return Optional.empty();
  }

  /** A network has no weight for each feature: an empty map. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Map.of();
  }

  /** A network gives no excuse for a prediction. */
  @Override
  public Optional<Excuse<T>> getExcuse(Example<T> example) {
    return Optional.empty();
  }

  /**
   * This model in Tribuo's protobuf form, its parameters and trace included.
   *
   * @throws UnsupportedOperationException if it wraps a block without a factory
   */
  @Override
  public ModelProto serialize() {
    if (parameters == null) {
      throw new UnsupportedOperationException(
          "Expected a model with a block factory, by which its network is made again; found a"
              + " wrapped block without one. Remedy: call optFactory when it is wrapped.");
    }
    ModelFile file =
        new ModelFile(
            createDataCarrier().serialize(),
            ModelSerializer.write(network),
            parameters,
            TraceBytes.of(trace),
            device);
    return ModelProto.newBuilder()
        .setVersion(CURRENT_VERSION)
        .setClassName(DjlModel.class.getName())
        .setSerializedData(file.toAny())
        .build();
  }

  /**
   * Reads a model; found by Tribuo, by its name.
   *
   * @throws InvalidProtocolBufferException if the message is not one of this kind
   */
  public static DjlModel<?> deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    Faults.require(
        version >= 0 && version <= CURRENT_VERSION,
        "a model of version " + CURRENT_VERSION + " at most",
        "version " + version,
        "read it with the version of djl-catapult that wrote it, or a newer one");
    return ModelSerializer.read(message);
  }

  private Object writeReplace() {
    return new ModelSerializer.Packed(this);
  }

  @Override
  protected DjlModel<T> copy(String newName, ModelProvenance newProvenance) {
    // A copy of a model around a block shares the block, as it cannot be made again.
    NativeNetwork own =
        parameters == null
            ? nativeNetwork
            : nativeNetwork(network, features.width(), outputIDInfo, device, parameters);
    return new DjlModel<>(
        newName,
        newProvenance,
        featureIDMap,
        outputIDInfo,
        network,
        own,
        device,
        parameters,
        trace);
  }

  /** Frees the native arrays. The model stays usable: its next prediction makes them again. */
  @Override
  public void close() {
    nativeNetwork.close();
  }
}
