/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.nn.Block;
import com.google.protobuf.ByteString;
import io.catapult.djl.check.BuilderFaults;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/**
 * Wraps a DJL block that was trained elsewhere, a TorchScript one too, as a Tribuo model.
 *
 * @param <T> the type of the outputs
 */
public final class WrappedModelBuilder<T extends Output<T>> {

  private final Block block;
  private final OutputBridge<T> bridge;
  private LossFunction loss = LossFunction.SQUARED_ERROR;
  private ImmutableFeatureMap features;
  private ImmutableOutputInfo<T> outputs;
  private BlockFactory factory;
  private String name = "wrapped DJL model";

  WrappedModelBuilder(Block block, OutputBridge<T> bridge) {
    this.block = block;
    this.bridge = bridge;
  }

  /** Sets features and outputs; required. Column i of the input is the feature with id i. */
  public WrappedModelBuilder<T> setDomain(
      ImmutableFeatureMap features, ImmutableOutputInfo<T> outputs) {
    this.features = features;
    this.outputs = outputs;
    return this;
  }

  /** Sets features and outputs to those of a dataset. */
  public WrappedModelBuilder<T> setDomain(Dataset<T> data) {
    return setDomain(data.getFeatureIDMap(), data.getOutputIDInfo());
  }

  /** What it was trained by, which says what scores mean; a squared loss by default. */
  public WrappedModelBuilder<T> optLoss(LossFunction loss) {
    this.loss = loss;
    return this;
  }

  /**
   * Makes blocks of the same structure. With it the parameters are copied and the model can be
   * serialised; without it the block itself is used and stays the caller's to close.
   */
  public WrappedModelBuilder<T> optFactory(BlockFactory factory) {
    this.factory = factory;
    return this;
  }

  /** The name of the model. */
  public WrappedModelBuilder<T> optName(String name) {
    this.name = name;
    return this;
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public DjlModel<T> build() {
    new BuilderFaults("DjlModel")
        .require(block != null, "block", "a block", null, "give the one that was trained")
        .require(
            bridge != null, "bridge", "an output bridge", null, "give the meaning of the outputs")
        .require(features != null, "features", "a feature map", null, "call setDomain")
        .require(outputs != null, "outputs", "output information", null, "call setDomain")
        .throwIfAny();
    ModelProvenance provenance =
        new ModelProvenance(
            DjlModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            new EmptyDatasetProvenance(),
            new EmptyTrainerProvenance(),
            Map.of());
    NetworkSpec<T> network = new NetworkSpec<>(factory, bridge, loss);
    if (factory == null) {
      return DjlModel.around(name, provenance, features, outputs, network, block);
    }
    ByteString parameters = ParameterBytes.of(block);
    return new DjlModel<>(
        name, provenance, features, outputs, network, "", parameters, Optional.empty());
  }
}
