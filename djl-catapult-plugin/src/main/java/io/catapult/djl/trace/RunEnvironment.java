/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a training ran on.
 *
 * @param versions the versions of what took part, by name: java, os, arch, djl, pytorch, plugin
 * @param device where the model lives, such as cpu() or gpu(0)
 * @param threads the number of threads of one operation of the engine, which changes trained bits
 * @param seed the seed of the engine's random numbers, if known
 */
public record RunEnvironment(
    Map<String, String> versions, String device, int threads, OptionalLong seed) {

  /** Copies the versions. */
  public RunEnvironment {
    Checks.present(versions, "a map of versions");
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    Checks.text(device, "a device");
    Checks.require(threads >= 1, "at least 1 thread", threads, "ask the engine");
    Checks.present(seed, "a seed or OptionalLong.empty()");
  }

  /**
   * The environment of this process: adds the versions of java, os and arch.
   *
   * @param libraries the versions of the libraries that took part, by name
   * @param device where the model lives
   * @param threads the number of threads of one operation
   * @param seed the seed, if known
   */
  public static RunEnvironment current(
      Map<String, String> libraries, String device, int threads, OptionalLong seed) {
    Map<String, String> versions = new TreeMap<>(libraries);
    versions.put("java", System.getProperty("java.runtime.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("arch", System.getProperty("os.arch"));
    return new RunEnvironment(versions, device, threads, seed);
  }
}
