/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Runs the methods of {@code kernels.py}, a TorchScript module kept as source text. A TorchScript
 * archive is a zip of such text and two small pickles, so the module needs no native code of ours
 * and runs on the device of its arguments.
 *
 * <p>The engine runs a method with gradients available only through {@link IValueUtils#forward}
 * with {@code isTrain}; that call takes tensors only, selects lists and the method by the names of
 * the arrays, and leaves its arguments open if it throws. So arguments travel as aliases under
 * names of our own, and callers check them first.
 */
final class KernelScript {

  private static final byte[] STATELESS_MODULE =
      pickle("c__torch__\nKernels\n", ")\u0081}X\b\0\0\0training\u0089sb.");
  private static final byte[] NO_CONSTANTS = pickle("", ").");

  private static final PtNDManager SYSTEM = (PtNDManager) NDManager.newBaseManager("PyTorch");
  private static final PtSymbolBlock MODULE = load();
  private static final Map<String, PtNDArray> SELECTORS = new ConcurrentHashMap<>();

  private KernelScript() {}

  /**
   * Calls a method of the module.
   *
   * @param manager the manager of the results
   * @param method the method's name
   * @param arguments {@link NDArray} (tensor), {@link NDList} (list, not empty) or {@code long[]}
   *     (int64 tensor)
   */
  static NDList call(PtNDManager manager, String method, Object... arguments) {
    try (PtNDManager scratch = manager.newSubManager(manager.getDevice())) {
      NDList list = new NDList();
      for (int i = 0; i < arguments.length; i++) {
        add(list, manager, scratch, i, arguments[i]);
      }
      list.add(SELECTORS.computeIfAbsent(method, KernelScript::selector));
      NDList results = IValueUtils.forward(MODULE, list, true);
      list.get(0).close();
      return results;
    } catch (EngineException e) {
      throw Faults.translate(method, e);
    }
  }

  /** The array whose name makes the engine call {@code method}; kept, they are few. */
  private static PtNDArray selector(String method) {
    PtNDArray selector = (PtNDArray) SYSTEM.create(new long[1]);
    selector.setName("module_method:" + method);
    return selector;
  }

  private static void add(
      NDList list, PtNDManager manager, PtNDManager scratch, int position, Object argument) {
    // The results attach to the manager of the first array.
    PtNDManager owner = list.isEmpty() ? manager : scratch;
    if (argument instanceof long[] numbers) {
      list.add(alias((PtNDArray) scratch.create(numbers), owner));
    } else if (argument instanceof NDArray array) {
      list.add(alias((PtNDArray) array, owner));
    } else {
      for (NDArray array : (NDList) argument) {
        PtNDArray alias = alias((PtNDArray) array, list.isEmpty() ? manager : scratch);
        alias.setName("list" + position + "[]");
        list.add(alias);
      }
    }
  }

  /** A second handle of the same tensor, graph included, with a name and an owner of its own. */
  static PtNDArray alias(PtNDArray array, PtNDManager manager) {
    try (IValue value = IValue.from(array)) {
      return value.toTensor(manager);
    }
  }

  private static PtSymbolBlock load() {
    try (InputStream source = KernelScript.class.getResourceAsStream("kernels.py")) {
      byte[] archive = archive(source.readAllBytes());
      return JniUtils.loadModule(SYSTEM, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive(byte[] source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", STATELESS_MODULE);
      put(zip, "code/__torch__.py", source);
      put(zip, "constants.pkl", NO_CONSTANTS);
      put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("kernels/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] pickle(String global, String opcodes) {
    return ("\u0080\u0002" + global + opcodes).getBytes(StandardCharsets.ISO_8859_1);
  }
}
