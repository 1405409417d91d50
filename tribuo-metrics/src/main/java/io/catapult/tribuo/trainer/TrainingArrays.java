/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.data.FeatureBridge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.util.Util;

/**
 * The arrays of a training, on its device; they belong to the manager.
 *
 * @param training what is trained on
 * @param validation what is validated on
 * @param referenceInputs where the AGOP is compared with the reference
 */
record TrainingArrays(
    Samples training, Optional<Samples> validation, Optional<NDArray> referenceInputs) {

  /** Makes the arrays of data of Tribuo. */
  static final class Reader<T extends Output<T>> {

    private final NetworkSpec<T> network;
    private final FeatureBridge features;
    private final ImmutableOutputInfo<T> outputs;
    private final NDManager manager;

    Reader(
        NetworkSpec<T> network,
        FeatureBridge features,
        ImmutableOutputInfo<T> outputs,
        NDManager manager) {
      this.network = network;
      this.features = features;
      this.outputs = outputs;
      this.manager = manager;
    }

    /**
     * Reads.
     *
     * @param fraction of the training data that is held out to validate on, 0 for none
     * @param splitting draws which
     */
    TrainingArrays read(TrainingData<T> data, double fraction, SplittableRandom splitting) {
      Samples all = samples(data.training(), "the training data");
      Optional<NDArray> inputs =
          data.referenceInputs().map(set -> inputs(set, "the inputs of the reference AGOP"));
      if (fraction == 0) {
        Optional<Samples> validation =
            data.validation().map(set -> samples(set, "the validation data"));
        return new TrainingArrays(all, validation, inputs);
      }
      int held = Math.toIntExact(Math.round(fraction * all.size()));
      Faults.require(
          held >= 1 && held < all.size(),
          "a validation fraction that leaves samples on both sides",
          fraction + " of " + all.size() + " samples",
          "choose another, or give withValidation data");
      int[] order = Util.randperm(all.size(), splitting);
      Samples validation = all.pick(Arrays.copyOfRange(order, 0, held), manager);
      int[] rest = Arrays.copyOfRange(order, held, order.length);
      Arrays.sort(rest);
      Samples training = all.pick(rest, manager);
      all.x().close();
      all.y().close();
      return new TrainingArrays(training, Optional.of(validation), inputs);
    }

    private Samples samples(Dataset<T> data, String what) {
      NDArray x = inputs(data, what);
      NDArray y = network.bridge().targets(outputs(data), outputs, network.loss(), manager);
      return new Samples(x, y);
    }

    private NDArray inputs(Dataset<T> data, String what) {
      Faults.require(data.size() > 0, "samples in " + what, "none", "give at least one");
      NDArray x = features.toArray(data, manager);
      Faults.require(
          Aten.isFinite(x),
          "finite features in " + what,
          "NaN or infinite ones",
          "drop the examples or fill the gaps");
      return x;
    }

    private List<T> outputs(Dataset<T> data) {
      if (data instanceof DenseDataset<T> dense) {
        return IntStream.range(0, data.size()).mapToObj(dense::getOutput).toList();
      }
      List<T> list = new ArrayList<>(data.size());
      for (Example<T> example : data) {
        list.add(example.getOutput());
      }
      return list;
    }
  }
}
