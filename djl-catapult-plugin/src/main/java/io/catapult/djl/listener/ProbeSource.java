/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.RandomAccessDataset;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.check.BuilderFaults;

/** The probe data as they were given: arrays, or a dataset and a count. */
final class ProbeSource {

  private NDList x;
  private NDList labels;
  private RandomAccessDataset dataset;
  private int count;

  void set(NDList inputs, NDList of) {
    x = inputs;
    labels = of;
    dataset = null;
  }

  void set(RandomAccessDataset of, int samples) {
    dataset = of;
    count = samples;
    x = null;
    labels = null;
  }

  /**
   * Copies the data and notes what is wrong with them.
   *
   * @return a copy, or null if there was a fault
   */
  ProbeData read(BuilderFaults faults) {
    if (dataset == null) {
      return isSound(faults) ? ProbeData.copyOf(x, labels) : null;
    }
    try (NDManager scratch = NDManager.newBaseManager(null, "PyTorch")) {
      SpreadSampler.Samples samples = SpreadSampler.read(dataset, count, scratch);
      set(samples.data(), samples.labels());
      return isSound(faults) ? ProbeData.copyOf(x, labels) : null;
    } catch (Exception e) { // whatever a dataset throws is a fault of this setting
      faults.add("probeData", "the dataset cannot be read, " + e);
      return null;
    }
  }

  private boolean isSound(BuilderFaults faults) {
    boolean given = x != null && !x.isEmpty() && labels != null && !labels.isEmpty();
    faults.require(
        given,
        "probeData",
        "inputs and labels, or a dataset and a count",
        "none",
        "call setProbeData(x, y)");
    return given
        && isOpen(faults, "probeData", x, "the inputs")
        && isOpen(faults, "probeData", labels, "the labels")
        && haveOneLength(faults);
  }

  /** Whether arrays are open; notes it where they are not. */
  static boolean isOpen(BuilderFaults faults, String setting, NDList arrays, String name) {
    try {
      for (NDArray array : arrays) {
        Inputs.requireOpen(array, name);
      }
      return true;
    } catch (MeasurementException e) {
      faults.add(setting, e.getMessage());
      return false;
    }
  }

  private boolean haveOneLength(BuilderFaults faults) {
    long n = samples(x.head());
    boolean same = n > 0;
    for (NDArray array : x) {
      same &= samples(array) == n;
    }
    for (NDArray array : labels) {
      same &= samples(array) == n;
    }
    faults.require(
        same,
        "probeData",
        "inputs and labels of one number of samples along their first axis, at least one",
        "inputs " + shapes(x) + " and labels " + shapes(labels),
        "give samples that belong together");
    return same;
  }

  private static long samples(NDArray array) {
    return array.getShape().dimension() == 0 ? 0 : array.getShape().get(0);
  }

  private static String shapes(NDList arrays) {
    return arrays.stream().map(array -> array.getShape().toString()).toList().toString();
  }
}
