/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The blocks that are really run: the user's own, with mirrors and taps where they are needed. */
final class EvaluationTree implements AutoCloseable {

  private final Block block;
  private final ParameterSet parameters;
  private final Map<Block, ScriptMirror> mirrors = new HashMap<>();
  private final Block plain;
  private Block tapped;

  EvaluationTree(Block block, ParameterSet parameters) {
    this.block = block;
    this.parameters = parameters;
    ConvolutionCheck.run(block, parameters.device());
    this.plain = hasScript(block) ? new ShadowTree(this::mirror, leaf -> null).of(block) : block;
  }

  Block block() {
    return block;
  }

  void requireJavaLayers(DataType type) {
    if (!mirrors.isEmpty()) {
      throw new MeasurementException(
          "a model of Java layers to compute in " + type,
          "a TorchScript module, whose constants and buffers keep the type they were saved in",
          "export the model in " + type + " and load that");
    }
  }

  private static boolean hasScript(Block block) {
    return block instanceof PtSymbolBlock
        || block.getChildren().values().stream().anyMatch(EvaluationTree::hasScript);
  }

  private Block mirror(Block leaf) {
    return leaf instanceof PtSymbolBlock script
        ? mirrors.computeIfAbsent(leaf, b -> new ScriptMirror(script))
        : null;
  }

  private Block tapped() {
    if (tapped == null) {
      Map<Parameter, Integer> index = new HashMap<>();
      parameters.trainable().forEach(p -> index.put(p, index.size()));
      tapped =
          new ShadowTree(
                  leaf -> KnownLayers.isKnown(leaf) ? wrap(leaf, index) : mirror(leaf),
                  leaf -> KnownLayers.isKnown(leaf) ? subclass(leaf, index) : null)
              .of(block);
    }
    return tapped;
  }

  private static Tap tap(Block leaf, Map<Parameter, Integer> index) {
    return new Tap(leaf, KnownLayers.describe(leaf, p -> index.getOrDefault(p, Layer.NONE)));
  }

  private static Block wrap(Block leaf, Map<Parameter, Integer> index) {
    return new TappedLayers.Wrapper(leaf, tap(leaf, index));
  }

  private static Block subclass(Block leaf, Map<Parameter, Integer> index) {
    Class<? extends Block> type = TappedLayers.subclassOf(leaf.getClass());
    Block copy = type == null ? null : ShadowTree.shallowCopy(leaf, type);
    if (copy != null) {
      ((TappedLayers.Tapped) copy).setTap(tap(leaf, index));
    }
    return copy;
  }

  Evaluation forward(NDList x, Leaves leaves, NDManager manager) {
    Tape tape = leaves.ofLayers() ? new Tape(leaves == Leaves.COPIED_LAYERS) : null;
    LeafStore store = new LeafStore(manager, tape);
    for (Parameter parameter : parameters.all()) {
      store.put(parameter, leaf(parameter, leaves, manager));
    }
    mirrors.values().forEach(mirror -> mirror.bind(store));
    NDList inputs = inputs(x, leaves, manager);
    Block root = leaves.ofLayers() ? tapped() : plain;
    NDArray result =
        GradMode.run(leaves != Leaves.NONE, () -> run(root, store, inputs, x.head().getShape()));
    Shape shape = result.getShape();
    long samples = shape.get(0);
    NDArray outputs =
        GradMode.run(leaves != Leaves.NONE, () -> result.reshape(samples, shape.size() / samples));
    NDList differentiable = leaves == Leaves.INPUTS ? inputs : weights(store, leaves, manager);
    if (leaves == Leaves.WEIGHTS && parameters.isGiven()) {
      requireFetched(store, outputs, manager);
    }
    Evaluation evaluation =
        new Evaluation(manager, outputs, shape, differentiable, tape, parameters.trainable());
    if (!mirrors.isEmpty() && !parameters.isGiven()) {
      evaluation.setFreshness(unchangedSince(versions()));
    }
    evaluation.releaseIntermediates();
    return evaluation;
  }

  private long[] versions() {
    try (NDManager scratch = NDManager.newBaseManager(parameters.device(), "PyTorch")) {
      return Aten.versions(scratch, parameters.trainableValues());
    }
  }

  private Runnable unchangedSince(long[] before) {
    return () -> {
      if (!Arrays.equals(before, versions())) {
        throw new MeasurementException(
            "weights unchanged since the forward pass",
            "weights of a TorchScript module that an optimizer step has changed",
            "build an operator anew after each optimizer step, and close it before the next");
      }
    };
  }

  private NDArray leaf(Parameter parameter, Leaves leaves, NDManager manager) {
    NDArray leaf = parameters.value(parameter).stopGradient();
    leaf.attach(manager);
    if (leaves == Leaves.WEIGHTS && parameters.trainable().contains(parameter)) {
      leaf.setRequiresGradient(true);
    }
    return leaf;
  }

  private NDList inputs(NDList x, Leaves leaves, NDManager manager) {
    NDList inputs = new NDList();
    for (NDArray array : x) {
      NDArray input = array.stopGradient();
      input.attach(manager);
      if (array.getDataType().isFloating() && array.getDataType() != parameters.dataType()) {
        input = input.toType(parameters.dataType(), true);
      }
      if (leaves == Leaves.INPUTS) {
        input.setRequiresGradient(true);
      }
      inputs.add(input);
    }
    return inputs;
  }

  private static NDArray run(Block root, LeafStore store, NDList inputs, Shape shape) {
    NDList results;
    try {
      // A list of its own: a block may change the list it is given.
      results = root.forward(store, new NDList(inputs), false, null);
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      throw new MeasurementException(
          "inputs that the model can take",
          "shape " + shape + ", on which its forward pass failed: " + firstLine(e),
          "give inputs of the shape and type that the model was built for",
          e);
    }
    NDArray output = results.head();
    Shape found = output.getShape();
    if (results.size() != 1 || found.dimension() == 0 || found.get(0) != shape.get(0)) {
      throw new MeasurementException(
          "one output array with " + shape.get(0) + " samples along its first axis",
          results.size() + " arrays, the first of shape " + found,
          "wrap the model in a block that returns one array [n, ...]");
    }
    return output;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no message");
  }

  /**
   * The leaves to differentiate by. A block may read a parameter directly: then the graph holds the
   * parameter's own array.
   */
  private NDList weights(LeafStore store, Leaves leaves, NDManager manager) {
    NDList weights = new NDList();
    for (Parameter parameter : parameters.trainable()) {
      if (leaves != Leaves.WEIGHTS || store.wasFetched(parameter) || parameters.isGiven()) {
        weights.add(store.peek(parameter));
      } else {
        requireRecording(parameter);
        weights.add(Aten.alias(parameter.getArray(), manager));
      }
    }
    return weights;
  }

  private void requireRecording(Parameter parameter) {
    if (!parameter.getArray().hasGradient()) {
      throw new MeasurementException(
          "parameter \""
              + parameters.nameOf(parameter)
              + "\" to be fetched or to require gradients",
          "a forward pass that does not fetch it from the parameter store, and an array without",
          "freeze the parameter if it is not used, or call setRequiresGradient(true) on its array");
    }
  }

  private void requireFetched(LeafStore store, NDArray outputs, NDManager manager) {
    List<Parameter> unfetched = new ArrayList<>(parameters.trainable());
    unfetched.removeIf(store::wasFetched);
    NDList own = new NDList();
    unfetched.forEach(parameter -> own.add(Aten.alias(parameter.getArray(), manager)));
    boolean[] used = own.isEmpty() ? new boolean[0] : Aten.depends(manager, outputs, own);
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        throw new MeasurementException(
            "a block that takes its weights from the parameter store",
            "parameter \""
                + parameters.nameOf(unfetched.get(i))
                + "\", which the block reads directly",
            "read it with parameterStore.getValue, or measure at the model's own weights and type");
      }
    }
  }

  @Override
  public void close() {
    mirrors.values().forEach(ScriptMirror::release);
  }
}
