/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.nn.ActivationFunction;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.ImageNetworkFactory;

/**
 * A network of appendix B.14, at both sizes.
 *
 * @param isConvolutional whether it is, or else fully connected
 * @param depth its layers
 * @param activation between them
 */
record TwinNetwork(boolean isConvolutional, int depth, ActivationFunction activation) {

  private static final int SHALLOW = 2;

  static TwinNetwork fullyConnected(int depth, ActivationFunction activation) {
    return new TwinNetwork(false, depth, activation);
  }

  static TwinNetwork convolutional(ActivationFunction activation) {
    return new TwinNetwork(true, SHALLOW, activation);
  }

  /** The number of training images. */
  int images(boolean isPaper) {
    if (depth > SHALLOW) {
      return 100;
    }
    return isPaper ? 256 : 128;
  }

  private int width(boolean isPaper) {
    if (isConvolutional) {
      return isPaper ? 1000 : 64;
    }
    return isPaper ? 5000 : 512;
  }

  BlockFactory factory(boolean isPaper, Chosen images) {
    return isConvolutional
        ? new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, depth, width(isPaper))
            .withChannels(images.channels())
            .withActivation(activation)
        : new FullyConnectedFactory(depth, width(isPaper)).withActivation(activation);
  }

  /** What differs from the paper. */
  String words(boolean isPaper) {
    if (isPaper) {
      return "";
    }
    String width =
        "%d %s in place of %,d."
            .formatted(
                width(false), isConvolutional ? "channels" : "units in a layer", width(true));
    return images(false) == images(true)
        ? width
        : width + " %d images in place of %d.".formatted(images(false), images(true));
  }
}
