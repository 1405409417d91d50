/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A copy of a TorchScript module in evaluation mode whose forward pass records gradients. DJL's own
 * block does so in training mode only, and leaves the module in the mode of its last use.
 *
 * <p>The mirror's parameters share the data of the arrays that the parameter store answers, so it
 * follows training and can be evaluated at other weights. Buffers (running statistics) are not
 * reachable from outside: a module that has some is copied anew for every pass.
 */
final class ScriptMirror extends AbstractBlock {

  private final PtSymbolBlock original;
  private final List<Parameter> mirrored;
  private final boolean hasBuffers;
  private PtSymbolBlock module;
  private NDManager manager;

  ScriptMirror(PtSymbolBlock original) {
    this.original = original;
    this.mirrored = new ArrayList<>(original.getDirectParameters().values());
    this.hasBuffers = declaresBuffers(serialize(original));
    inputShapes = new Shape[0];
  }

  /** Points the module's parameters to the values of the store, and the store to them. */
  void bind(LeafStore store) {
    if (module == null || hasBuffers) {
      open(store.getManager());
    }
    try (NDManager scratch = store.getManager().newSubManager()) {
      NDList targets = JniUtils.moduleGetParams(module, (PtNDManager) scratch);
      for (int i = 0; i < mirrored.size(); i++) {
        NDArray target = targets.get(i);
        NDArray value = store.peek(mirrored.get(i));
        boolean record = value.hasGradient();
        target.setRequiresGradient(false);
        NDArray detached = value.stopGradient();
        detached.attach(scratch);
        Aten.setData(target, detached);
        target.setRequiresGradient(record);
        store.put(mirrored.get(i), Aten.alias(target, store.getManager()));
      }
    }
  }

  private void open(NDManager like) {
    release();
    manager = NDManager.newBaseManager(like.getDevice(), "PyTorch");
    try {
      module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(serialize(original)), true, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JniUtils.enableInferenceMode(module);
  }

  void release() {
    if (manager != null) {
      manager.close();
      manager = null;
      module = null;
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    for (Parameter parameter : mirrored) {
      store.getValue(parameter, inputs.head().getDevice(), training);
    }
    return IValueUtils.forward(module, inputs, true);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return original.getOutputShapes(shapes);
  }

  private static byte[] serialize(PtSymbolBlock block) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JniUtils.writeModule(block, bytes, false);
    return bytes.toByteArray();
  }

  /** The archive's source lists each class's buffers as {@code __buffers__ = ["name", ]}. */
  private static boolean declaresBuffers(byte[] archive) {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(archive)).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getName().endsWith(".py")
            && text(zip.getInputStream(entry)).contains("__buffers__ = [\"")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }
}
