/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.LinearOperator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tangent kernel as an operator, K v = J (J^T v), for v [n*k], row i*k + c = output c of sample
 * i.
 *
 * <p>A layer with a rule is linear in its own parameters: with its inputs and output gradients kept
 * from one forward and k backward passes, J^T v and J u cost one weight gradient and one forward
 * product of the layer, whatever k is. Parameters without a rule, and TorchScript models, are
 * differentiated twice: J u is the derivative of J^T c by the cotangent c.
 */
public final class KernelOperator implements LinearOperator, AutoCloseable {

  private final NDManager manager;
  private final ModelView model;
  private final LayerJacobians layers;
  private final NDArray outputs;
  private Evaluation generic;
  private NDList genericLeaves;
  private NDArray cotangent;
  private NDList pulledBack;

  KernelOperator(TangentKernel kernel, NDList x) {
    model = kernel.model();
    Inputs.check(x, model.device(), Leaves.NONE);
    LayerPlan plan = kernel.plan(x);
    long n = x.head().getShape().get(0);
    boolean fits = n * plan.bytesPerSample() <= kernel.memoryBytes();
    manager = NDManager.newBaseManager(model.device(), "PyTorch");
    try {
      boolean byRules = fits && !plan.layers().isEmpty();
      layers = byRules ? new LayerJacobians(model, x, plan.leaves(), plan.layers()) : null;
      List<Integer> rest = byRules ? plan.generic() : allParameters();
      if (!rest.isEmpty()) {
        recordPullBack(x, rest);
      }
      NDArray f = layers == null ? generic.outputs() : layers.outputs();
      outputs = f.stopGradient();
      outputs.attach(manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private List<Integer> allParameters() {
    return IntStream.range(0, model.parameters().size()).boxed().toList();
  }

  /** Records J^T c as a function of c. */
  private void recordPullBack(NDList x, List<Integer> parameters) {
    generic = model.evaluate(x, Leaves.WEIGHTS);
    NDManager scope = generic.manager();
    genericLeaves = new NDList();
    parameters.forEach(parameter -> genericLeaves.add(generic.leaves().get(parameter)));
    cotangent = scope.zeros(generic.outputs().getShape(), model.dataType());
    cotangent.setRequiresGradient(true);
    NDList f = new NDList(generic.outputs());
    pulledBack = Aten.grad(scope, f, genericLeaves, new NDList(cotangent), Aten.Graph.CREATE);
  }

  /** The outputs f(X) [n, k]; they belong to this operator. */
  public NDArray outputs() {
    return outputs;
  }

  @Override
  public long size() {
    return outputs.size();
  }

  @Override
  public DataType dataType() {
    return model.dataType();
  }

  @Override
  public Device device() {
    return model.device();
  }

  @Override
  public NDArray apply(NDArray vector) {
    Inputs.requireOpen(vector, "the vector");
    if (!vector.getShape().equals(new Shape(size())) || vector.getDataType() != dataType()) {
      throw new MeasurementException(
          "a vector [" + size() + "] of " + dataType(),
          vector.getShape() + " of " + vector.getDataType(),
          "give one number for each sample and output");
    }
    try (NDManager scratch = vector.getManager().newSubManager()) {
      NDArray v = Aten.alias(vector, scratch).reshape(outputs.getShape());
      NDArray sum = layers == null ? null : layers.kernelTimes(scratch, v);
      if (generic != null) {
        sum = LayerJacobian.plus(sum, genericTimes(scratch, v));
      }
      NDArray result = sum.reshape(size());
      result.attach(vector.getManager());
      return result;
    }
  }

  private NDArray genericTimes(NDManager scratch, NDArray v) {
    generic.requireCurrent();
    NDList f = new NDList(generic.outputs());
    NDList u = Aten.grad(scratch, f, genericLeaves, new NDList(v), Aten.Graph.RETAIN);
    NDList c = new NDList(cotangent);
    return Aten.grad(scratch, pulledBack, c, u, Aten.Graph.RETAIN).head();
  }

  @Override
  public void close() {
    manager.close();
    if (layers != null) {
      layers.close();
    }
    if (generic != null) {
      generic.close();
    }
  }
}
