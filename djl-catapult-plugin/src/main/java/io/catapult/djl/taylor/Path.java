/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.BlockFunction;

/**
 * The straight path w0 + t (w - w0) and the derivatives of F(t) = f(w0 + t (w - w0); x) at t = 0:
 * F' = J (w - w0) and F'' = (w - w0)^T H_f (w - w0), for each sample and output. Each is exact: a
 * pull-back to t is linear in its cotangent, and the pull-back of that to the cotangent is the
 * derivative by t. No Jacobian and no Hessian is made.
 */
final class Path {

  private final BlockFunction function;
  private final NDList centre;
  private final NDList direction;
  private final boolean forUpdate;

  private Path(BlockFunction function, NDList centre, NDList direction, boolean forUpdate) {
    this.function = function;
    this.centre = centre;
    this.direction = direction;
    this.forUpdate = forUpdate;
  }

  /** A path through the weights w; its derivatives depend on w by the direction, to any order. */
  static Path exact(BlockFunction function, NDList centre, NDList w) {
    NDList direction = new NDList();
    for (int i = 0; i < w.size(); i++) {
      direction.add(w.get(i).sub(centre.get(i)));
    }
    return new Path(function, centre, direction, false);
  }

  /**
   * A path whose direction is a constant to the graph, and whose centre moves with w: the gradient
   * by w of F + F' is then that of the quadratic polynomial, J + H_f (w - w0), and of F alone that
   * of the linear one. It is right for one backward pass, which it makes cheap.
   */
  static Path forUpdate(BlockFunction function, NDList centre, NDList w) {
    NDList moving = new NDList();
    NDList direction = new NDList();
    for (int i = 0; i < w.size(); i++) {
      NDArray constant = w.get(i).stopGradient();
      constant.attach(w.get(i).getManager());
      direction.add(constant.sub(centre.get(i)));
      moving.add(w.get(i).sub(constant).addi(centre.get(i)));
    }
    return new Path(function, moving, direction, true);
  }

  /** The derivatives for some inputs. */
  Derivatives at(NDList x, NDManager scope) {
    return new Derivatives(this, x, scope);
  }

  /** F and its derivatives, each computed where it is asked for. */
  static final class Derivatives {

    private final NDManager scope;
    private final boolean forUpdate;
    private final NDArray t;
    private final NDArray value;
    private NDArray first;

    private Derivatives(Path path, NDList x, NDManager scope) {
      this.scope = scope;
      this.forUpdate = path.forUpdate;
      this.t = zeros(new Shape(), path.centre.head());
      NDList w = new NDList();
      for (int i = 0; i < path.centre.size(); i++) {
        w.add(path.direction.get(i).mul(t).add(path.centre.get(i)));
      }
      this.value = path.function.apply(w, x);
    }

    private NDArray zeros(Shape shape, NDArray like) {
      NDArray zeros = scope.zeros(shape, like.getDataType());
      zeros.setRequiresGradient(true);
      return zeros;
    }

    /** F. */
    NDArray value() {
      return value;
    }

    /** F'. */
    NDArray first() {
      if (first == null) {
        first = alongPath(value);
      }
      return first;
    }

    /** F''. */
    NDArray second() {
      return alongPath(first());
    }

    /** Whether the highest derivative counts as a constant: {@link Path#forUpdate}. */
    NDArray highest(NDArray derivative) {
      if (!forUpdate) {
        return derivative;
      }
      NDArray constant = derivative.stopGradient();
      constant.attach(scope);
      return constant;
    }

    private NDArray alongPath(NDArray f) {
      NDArray cotangent = zeros(f.getShape(), f);
      NDList slope = grad(f, t, cotangent);
      NDArray one = scope.ones(new Shape(), f.getDataType());
      return grad(slope.head(), cotangent, one).head();
    }

    private NDList grad(NDArray output, NDArray input, NDArray cotangent) {
      return Aten.grad(
          scope, new NDList(output), new NDList(input), new NDList(cotangent), Aten.Graph.CREATE);
    }
  }
}
