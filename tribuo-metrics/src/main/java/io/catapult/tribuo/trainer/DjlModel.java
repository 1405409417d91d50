/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.nn.Block;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TestLoss;
import io.catapult.tribuo.TraceCarrier;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
    implements TraceCarrier, TestLoss<T>, AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** The version of the protobuf form. */
  public static final int CURRENT_VERSION = 0;

  private final transient NetworkSpec<T> network;
  private final transient ByteString parameters;
  private final transient String device;
  private final transient Optional<TrainingTrace> trace;
  private final transient BatchPredictor<T> predictor;
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
        NativeNetwork.of(network, featureMap.size(), outputInfo, device, parameters),
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
    this.predictor = new BatchPredictor<>(network, featureMap, outputInfo, nativeNetwork);
  }

  /** A model around a block of the caller's. */
  static <T extends Output<T>> DjlModel<T> around(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap featureMap,
      ImmutableOutputInfo<T> outputInfo,
      NetworkSpec<T> network,
      Block block) {
    NativeNetwork nativeNetwork = NativeNetwork.around(block);
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

  /** Begins to wrap a block that was trained elsewhere. */
  public static <T extends Output<T>> WrappedModelBuilder<T> wrap(
      Block block, OutputBridge<T> bridge) {
    return new WrappedModelBuilder<>(block, bridge);
  }

  static <T extends Output<T>> DjlModel<T> trained(
      ModelProvenance provenance, TrainingTask<T> task, String device, TrainingOutcome outcome) {
    return new DjlModel<>(
        "djl-model",
        provenance,
        task.features(),
        task.outputs(),
        task.network(),
        device,
        outcome.parameters(),
        outcome.trace());
  }

  @Override
  public Prediction<T> predict(Example<T> example) {
    return innerPredict(List.of(example)).get(0);
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
    return predictor.predict(examples);
  }

  @Override
  public OptionalDouble testLoss(List<Prediction<T>> predictions) {
    return PredictionLoss.of(network, outputIDInfo, predictions);
  }

  @Override
  public Optional<TrainingTrace> getTrainingTrace() {
    return trace;
  }

  /** How the training ended; empty for a model that was trained elsewhere. */
  public Optional<Ending> getEnding() {
    return instanceValue(RunRecord.ENDING).map(value -> Ending.valueOf(value.toString()));
  }

  /** The updates that the training made; empty for a model that was trained elsewhere. */
  public OptionalLong getSteps() {
    return instanceValue(RunRecord.STEPS)
        .map(value -> OptionalLong.of(((LongProvenance) value).getValue()))
        .orElseGet(OptionalLong::empty);
  }

  /** The loss of the whole training set at the end; empty for a model trained elsewhere. */
  public OptionalDouble getTrainLoss() {
    return number(RunRecord.TRAIN_LOSS);
  }

  /** The critical rate that was measured at the initial weights, if the schedule needs it. */
  public OptionalDouble getInitialCriticalRate() {
    return number(RunRecord.CRITICAL_RATE);
  }

  private OptionalDouble number(String name) {
    return instanceValue(name)
        .map(value -> OptionalDouble.of(((DoubleProvenance) value).getValue()))
        .orElseGet(OptionalDouble::empty);
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
    requireFactory();
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

  private void requireFactory() {
    if (parameters == null) {
      throw new UnsupportedOperationException(
          "Expected a model with a block factory, by which its network is made again; found a"
              + " wrapped block without one. Remedy: call optFactory when it is wrapped.");
    }
  }

  /**
   * Writes the parameters in DJL's form, as {@code Block.loadParameters} reads them into a block of
   * the same structure.
   *
   * @throws IOException if they cannot be written
   * @throws UnsupportedOperationException if it wraps a block without a factory
   */
  public void writeParameters(OutputStream out) throws IOException {
    requireFactory();
    parameters.writeTo(out);
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
            : NativeNetwork.of(network, featureIDMap.size(), outputIDInfo, device, parameters);
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
