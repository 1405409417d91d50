/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arrays of one reference {@code .npz} file, in the order in which they were written.
 *
 * <p>The keys are those of {@code reference/generate.py}. The arrays belong to the manager that the
 * file was read with, have their stored type (float64, but for batch counters in int64) and carry
 * no name of their own.
 */
public final class NpzFile {

  private static final String PARAMETER_PREFIX = "param.";
  private static final String BUFFER_PREFIX = "buffer.";

  private final String source;
  private final Map<String, NDArray> arrays;

  private NpzFile(String source, Map<String, NDArray> arrays) {
    this.source = source;
    this.arrays = arrays;
  }

  /**
   * Reads a file from the class path.
   *
   * @param manager owner of the arrays
   * @param resource absolute name on the class path, as {@code /reference/ntk-fcn-1.npz}
   * @return the arrays
   * @throws IllegalArgumentException if there is no such file
   */
  public static NpzFile read(NDManager manager, String resource) {
    try (InputStream stream = NpzFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException(
            "expected a reference file on the class path, found no "
                + resource
                + "; check the name, or run reference/generate.py");
      }
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (NDArray array : NDList.decode(manager, stream)) {
        arrays.put(array.getName(), array);
        // The PyTorch engine reads meaning into the names of arguments.
        array.setName(null);
      }
      return new NpzFile(resource, arrays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The array of a key.
   *
   * @param key a key of the file
   * @return the array, owned by the manager of the file
   * @throws IllegalArgumentException if the file has no such key
   */
  public NDArray get(String key) {
    NDArray array = arrays.get(key);
    if (array == null) {
      throw new IllegalArgumentException(
          "expected one of " + arrays.keySet() + " in " + source + ", found " + key);
    }
    return array;
  }

  /** The only element of a key, such as {@code loss.mse}. */
  public double number(String key) {
    return get(key).getDouble();
  }

  /** Whether the file has a key; {@code agop} is left out for integer inputs. */
  public boolean contains(String key) {
    return arrays.containsKey(key);
  }

  /** All keys, in file order. */
  public Set<String> keys() {
    return arrays.keySet();
  }

  /** The trainable parameters' names without prefix, in the order of PyTorch's parameters(). */
  public List<String> parameterNames() {
    return namesAfter(PARAMETER_PREFIX);
  }

  /** The buffers' names without prefix (running statistics, batch counters), in PyTorch's order. */
  public List<String> bufferNames() {
    return namesAfter(BUFFER_PREFIX);
  }

  /** The value of a parameter. */
  public NDArray parameter(String name) {
    return get(PARAMETER_PREFIX + name);
  }

  /** The value of a buffer. */
  public NDArray buffer(String name) {
    return get(BUFFER_PREFIX + name);
  }

  /** The same file with its floating-point arrays in another type; integers stay as they are. */
  public NpzFile as(DataType type) {
    Map<String, NDArray> converted = new LinkedHashMap<>();
    arrays.forEach(
        (key, array) ->
            converted.put(
                key, array.getDataType().isFloating() ? array.toType(type, false) : array));
    return new NpzFile(source, converted);
  }

  private List<String> namesAfter(String prefix) {
    return arrays.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }
}
