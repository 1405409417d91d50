/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The networks whose kernels, Hessians and AGOPs an independent PyTorch program has worked out,
 * each as the DJL block that computes the same function.
 *
 * <p>Loading copies the reference's parameters and running statistics into the block; the true
 * values stay beside it in float64.
 */
public enum ReferenceCase {
  NTK_FCN("ntk-fcn-1", true, () -> ReferenceNetworks.ntkFcn(1, true)),
  NTK_FCN_NOBIAS("ntk-fcn-nobias-1", true, () -> ReferenceNetworks.ntkFcn(1, false)),
  NTK_FCN_K3("ntk-fcn-k3-1", true, () -> ReferenceNetworks.ntkFcn(3, true)),
  TANH_FCN("tanh-fcn-1", true, () -> ReferenceNetworks.tanhFcn(1)),
  TANH_FCN_K3("tanh-fcn-k3-1", true, () -> ReferenceNetworks.tanhFcn(3)),
  NTK_CNN("ntk-cnn-1", true, () -> ReferenceNetworks.ntkCnn(1)),
  NTK_CNN_K3("ntk-cnn-k3-1", true, () -> ReferenceNetworks.ntkCnn(3)),
  CONV_MIXED("conv-mixed-1", true, () -> ReferenceNetworks.convMixed(1)),
  CONV_MIXED_K3("conv-mixed-k3-1", true, () -> ReferenceNetworks.convMixed(3)),
  LAYER_NORM_K3("layer-norm-k3-1", true, () -> ReferenceNetworks.layerNorm(3)),
  CONV1D_K2("conv1d-k2-2", false, () -> ReferenceNetworks.conv1d(2)),
  CONV2D_GROUPS("conv2d-groups-2", false, () -> ReferenceNetworks.conv2dGroups(1)),
  SEQUENCE_K2("sequence-k2-2", true, () -> ReferenceNetworks.sequence(2)),
  EMBEDDING_K3("embedding-k3-2", false, () -> ReferenceNetworks.embedding(3)),
  TIED_K2("tied-k2-2", true, () -> new TiedNetwork(5, 2)),
  BATCH_NORM_1D("batch-norm-1d-2", false, () -> ReferenceNetworks.batchNorm1d(1)),
  MAX_POOL("max-pool-2", false, () -> ReferenceNetworks.maxPool(1)),
  NTK_CNN_DEEP_K2("ntk-cnn-deep-k2-2", false, () -> ReferenceNetworks.ntkCnnDeep(2));

  private static final String FOLDER = "/reference/";

  private final String file;
  private final boolean traced;
  private final Supplier<Block> network;

  ReferenceCase(String file, boolean traced, Supplier<Block> network) {
    this.file = file;
    this.traced = traced;
    this.network = network;
  }

  /**
   * Builds the block at the reference's weights.
   *
   * @param manager owner of everything that is loaded
   * @param type FLOAT32 or FLOAT64: type of the parameters, of real inputs and of the targets
   * @return the block in evaluation state with its data and its truth
   */
  public Loaded load(NDManager manager, DataType type) {
    NpzFile truth = NpzFile.read(manager, getNpzResource());
    NDArray inputs = truth.get("x").toType(hasTokenInputs() ? DataType.INT64 : type, true);
    Block block = network.get();
    List<ParameterMatch> parameters = ReferenceWeights.copyInto(block, truth);
    block.initialize(manager, type, inputs.getShape());
    NDArray targets = truth.get("y").toType(type, true);
    Optional<NDArray> labels =
        truth.contains("loss.ce") ? Optional.of(truth.get("y").argMax(1)) : Optional.empty();
    return new Loaded(block, inputs, targets, labels, truth, parameters);
  }

  /** Whether the inputs are token numbers, by which nothing can be differentiated (no AGOP). */
  public boolean hasTokenInputs() {
    return this == EMBEDDING_K3;
  }

  /** Name of the true values on the class path. */
  public String getNpzResource() {
    return FOLDER + file + ".npz";
  }

  /** Name of the same model, traced in float32, on the class path; not every case has one. */
  public Optional<String> getTorchScriptResource() {
    return traced ? Optional.of(FOLDER + file + ".pt") : Optional.empty();
  }

  @Override
  public String toString() {
    return file;
  }

  /**
   * A block at the reference's weights.
   *
   * @param block initialised, with the reference's parameters and running statistics
   * @param x inputs [n,...]
   * @param y targets of the squared loss [n,k]; one-hot where there are labels
   * @param labels class numbers [n] in INT64 for the cross-entropy, where k is above 1
   * @param truth all arrays of the reference, float64
   * @param parameters the trainable parameters in the block's and the reference's common order
   */
  public record Loaded(
      Block block,
      NDArray x,
      NDArray y,
      Optional<NDArray> labels,
      NpzFile truth,
      List<ParameterMatch> parameters) {}

  /**
   * A trainable parameter under its two names.
   *
   * @param name name in {@code block.getParameters()}
   * @param parameter the block's parameter
   * @param reference name in the reference, as in {@code kernel.NAME}
   */
  public record ParameterMatch(String name, Parameter parameter, String reference) {}
}
