/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.catapult.djl.nn.NtkConv1d;
import io.catapult.djl.nn.NtkConv2d;
import io.catapult.djl.nn.NtkLinear;

/**
 * Stand-ins for known layers that record their calls. A field declared as, say, {@code Linear}
 * accepts only a {@code Linear}: hence one subclass for each such class. {@link Wrapper} serves
 * every place that accepts any block. Instances of the subclasses are shallow copies of the
 * original; their constructors never run.
 */
final class TappedLayers {

  private TappedLayers() {}

  /** A subclass instance, which {@link ShadowTree} hands its tap. */
  interface Tapped {
    void setTap(Tap tap);
  }

  /** The recording subclass of a layer's class, or null if it has none. */
  static Class<? extends Block> subclassOf(Class<?> type) {
    if (type == Linear.class) {
      return TappedLinear.class;
    } else if (type == Conv2d.class) {
      return TappedConv2d.class;
    } else if (type == LayerNorm.class) {
      return TappedLayerNorm.class;
    } else if (type == NtkLinear.class) {
      return TappedNtkLinear.class;
    } else if (type == NtkConv1d.class) {
      return TappedNtkConv1d.class;
    }
    return type == NtkConv2d.class ? TappedNtkConv2d.class : null;
  }

  static final class Wrapper extends AbstractBlock {
    private final Block layer;
    private final Tap tap;

    Wrapper(Block layer, Tap tap) {
      this.layer = layer;
      this.tap = tap;
      inputShapes = new Shape[0];
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> layer.forward(s, x, training, params));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return layer.getOutputShapes(shapes);
    }
  }

  private static final class TappedLinear extends Linear implements Tapped {
    private Tap tap;

    TappedLinear() {
      super(Linear.builder());
    }

    @Override
    public void setTap(Tap tap) {
      this.tap = tap;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> super.forwardInternal(s, x, training, params));
    }
  }

  private static final class TappedConv2d extends Conv2d implements Tapped {
    private Tap tap;

    TappedConv2d() {
      super(Conv2d.builder());
    }

    @Override
    public void setTap(Tap tap) {
      this.tap = tap;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> super.forwardInternal(s, x, training, params));
    }
  }

  private static final class TappedLayerNorm extends LayerNorm implements Tapped {
    private Tap tap;

    TappedLayerNorm() {
      super(LayerNorm.builder());
    }

    @Override
    public void setTap(Tap tap) {
      this.tap = tap;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> super.forwardInternal(s, x, training, params));
    }
  }

  private static final class TappedNtkLinear extends NtkLinear implements Tapped {
    private Tap tap;

    TappedNtkLinear() {
      super(NtkLinear.builder());
    }

    @Override
    public void setTap(Tap tap) {
      this.tap = tap;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> super.forwardInternal(s, x, training, params));
    }
  }

  private static final class TappedNtkConv1d extends NtkConv1d implements Tapped {
    private Tap tap;

    TappedNtkConv1d() {
      super(NtkConv1d.builder());
    }

    @Override
    public void setTap(Tap tap) {
      this.tap = tap;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> super.forwardInternal(s, x, training, params));
    }
  }

  private static final class TappedNtkConv2d extends NtkConv2d implements Tapped {
    private Tap tap;

    TappedNtkConv2d() {
      super(NtkConv2d.builder());
    }

    @Override
    public void setTap(Tap tap) {
      this.tap = tap;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return tap.run(store, inputs, (s, x) -> super.forwardInternal(s, x, training, params));
    }
  }
}
