/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one dictionary of what is measured: whoever names, prints or stores a quantity reads it here.
 *
 * <p>One clock: step t is the number of updates made so far, w(t) the weights then; what belongs to
 * step t is measured at w(t), before update t with the rate eta(t). The probe data are fixed points
 * chosen at the start, n of them; batch t, of b samples, is the one that update t learns from.
 */
public enum Quantity {
  /** The training loss on the probe data. */
  PROBE_LOSS(
      "probe.loss",
      "training loss on the probe data",
      "L(w(t)) on the probe data, L the loss of the training",
      "DJL, Loss.evaluate(labels, outputs)"),
  /** The training loss on the batch. */
  BATCH_LOSS(
      "batch.loss",
      "training loss on the batch",
      "L(w(t)) on batch t, before update t",
      "DJL, Loss.evaluate(labels, outputs)"),
  /** The validation loss. */
  VALIDATION_LOSS(
      "validation.loss",
      "validation loss",
      "L over the validation set, as the trainer reports it after an epoch",
      "DJL, EasyTrain.fit"),
  /** The learning rate in force. */
  LEARNING_RATE(
      "learning-rate",
      "learning rate in force",
      "eta(t), the rate of update t",
      "DJL, Tracker.getNewValue(t + 1)"),
  /** The NTK norm on the probe data. */
  PROBE_NTK_NORM(
      "probe.ntk.spectral-norm",
      "NTK norm on the probe data",
      "||K||_2 = lambda_max(K), K = J J^T, J the derivative of the outputs on the probe "
          + "data by the trainable parameters",
      Papers.CATAPULTS + ", Eq. 1"),
  /** The top NTK eigenvalues on the probe data. */
  PROBE_NTK_EIGENVALUES(
      "probe.ntk.top-eigenvalues",
      "top NTK eigenvalues on the probe data",
      Shape.LIST,
      "lambda_1(K), ..., lambda_s(K), descending",
      Papers.CATAPULTS + ", section 3.1"),
  /** The NTK norm on the batch. */
  BATCH_NTK_NORM(
      "batch.ntk.spectral-norm",
      "NTK norm on the batch",
      "||K||_2 = lambda_max(K), K = J J^T on batch t",
      Papers.CATAPULTS + ", Eq. 1 and section 3.3"),
  /** The top NTK eigenvalues on the batch. */
  BATCH_NTK_EIGENVALUES(
      "batch.ntk.top-eigenvalues",
      "top NTK eigenvalues on the batch",
      Shape.LIST,
      "lambda_1(K), ..., lambda_s(K) on batch t, descending",
      Papers.CATAPULTS + ", section 3.3"),
  /** The critical rate by the kernel on the probe data. */
  PROBE_CRITICAL_RATE_KERNEL(
      "probe.critical-rate.kernel",
      "critical rate by the kernel on the probe data",
      "2 (1 + beta) / lambda_max(G), G the Gauss-Newton matrix, beta the momentum; n (1 + "
          + "beta) / ||K||_2 for the loss (1/n) ||f - y||^2",
      Papers.CATAPULTS + ", section 2, below Eq. 2; momentum: " + Papers.EDGE),
  /** The critical rate by the Hessian on the probe data. */
  PROBE_CRITICAL_RATE_HESSIAN(
      "probe.critical-rate.hessian",
      "critical rate by the Hessian on the probe data",
      "2 (1 + beta) / lambda_max(H), H the Hessian of the loss, beta the momentum",
      Papers.CATAPULTS + ", Eq. 2; momentum: " + Papers.EDGE),
  /** The critical rate by the kernel on the batch. */
  BATCH_CRITICAL_RATE_KERNEL(
      "batch.critical-rate.kernel",
      "critical rate by the kernel on the batch",
      "as on the probe data, on batch t; b (1 + beta) / ||K||_2 for the loss (1/b) ||f - "
          + "y||^2",
      Papers.CATAPULTS + ", section 3.3"),
  /** The critical rate by the Hessian on the batch. */
  BATCH_CRITICAL_RATE_HESSIAN(
      "batch.critical-rate.hessian",
      "critical rate by the Hessian on the batch",
      "2 (1 + beta) / lambda_max(H) on batch t",
      Papers.CATAPULTS + ", section 3.3"),
  /** The loss in the top eigenspace on the probe data. */
  PROBE_LOSS_TOP(
      "probe.loss.top-eigenspace",
      "loss in the top eigenspace on the probe data",
      Shape.LIST,
      "entry s - 1 is L_top(s) = (c/n) sum over i = 1..s of (r . u_i)^2, r = f - y, u_i "
          + "the eigenvectors of K, for the loss (c/n) ||r||^2",
      Papers.CATAPULTS + ", Eq. 3"),
  /** The loss outside the top eigenspace on the probe data. */
  PROBE_LOSS_REST(
      "probe.loss.rest",
      "loss outside the top eigenspace on the probe data",
      Shape.LIST,
      "entry s - 1 is L_rest(s) = L - L_top(s)",
      Papers.CATAPULTS + ", Eq. 3"),
  /** The loss in the top eigenspace on the batch. */
  BATCH_LOSS_TOP(
      "batch.loss.top-eigenspace",
      "loss in the top eigenspace on the batch",
      Shape.LIST,
      "entry s - 1 is L_top(s) on batch t",
      Papers.CATAPULTS + ", Eq. 3 and section 3.3"),
  /** The loss outside the top eigenspace on the batch. */
  BATCH_LOSS_REST(
      "batch.loss.rest",
      "loss outside the top eigenspace on the batch",
      Shape.LIST,
      "entry s - 1 is L_rest(s) = L - L_top(s) on batch t",
      Papers.CATAPULTS + ", Eq. 3 and section 3.3"),
  /** The change of the projected loss on the batch. */
  PROJECTED_DIFFERENCE(
      "batch.projected-difference",
      "change of the projected loss on the batch",
      "PDiff_1(t) = L_top(1) at w(t+1) - L_top(1) at w(t), both on batch t and by the top "
          + "eigenvector at w(t)",
      Papers.CATAPULTS + ", Eq. 4"),
  /** The change of the loss on the batch. */
  BATCH_LOSS_DIFFERENCE(
      "batch.loss-difference",
      "change of the loss on the batch",
      "L(w(t+1)) - L(w(t)), both on batch t; squared losses",
      Papers.CATAPULTS + ", section 3.3"),
  /** The sharpness. */
  SHARPNESS(
      "hessian.largest-eigenvalue",
      "sharpness",
      "lambda_max(H), H the Hessian of the loss on the probe data",
      Papers.EDGE),
  /** The smallest Hessian eigenvalue. */
  SHARPNESS_MIN(
      "hessian.smallest-eigenvalue",
      "smallest Hessian eigenvalue",
      "lambda_min(H) on the probe data",
      Papers.EDGE),
  /** The preconditioned sharpness. */
  PRECONDITIONED_SHARPNESS(
      "preconditioned.sharpness",
      "preconditioned sharpness",
      "lambda_max(P^(-1/2) H P^(-1/2)), P the diagonal by which the optimizer divides the "
          + "gradient",
      Papers.ADAPTIVE),
  /** The threshold of the preconditioned sharpness. */
  PRECONDITIONED_THRESHOLD(
      "preconditioned.threshold",
      "threshold of the preconditioned sharpness",
      "the value above which the optimizer is unstable on a quadratic, as 2 / eta(t) for "
          + "gradient descent; the optimizer in the header says which",
      Papers.ADAPTIVE),
  /** The norm of the output layer. */
  OUTPUT_LAYER_NORM(
      "output-layer.norm",
      "norm of the output layer",
      "||A||, A the weights of the last layer",
      Papers.SHARPNESS + ", section 3.2"),
  /** The top eigenvalues of the Gram matrix. */
  GRAM_EIGENVALUES(
      "gram.top-eigenvalues",
      "top eigenvalues of the Gram matrix",
      Shape.LIST,
      "lambda_1(M), ..., lambda_s(M), descending, M = (2 c/n) K on the probe data for the loss (c/n) "
          + "||f - y||^2; for another loss lambda_1 of its Gauss-Newton matrix alone",
      Papers.SHARPNESS + ", section 2"),
  /** The largest eigenvalue of the output layer's Gram matrix. */
  OUTPUT_LAYER_GRAM(
      "gram.output-layer",
      "largest eigenvalue of the output layer's Gram matrix",
      "lambda_1(M_A), M_A = (2 c/n) (df/dA)(df/dA)^T the part of M that the output layer A "
          + "contributes, its bias left out",
      Papers.SHARPNESS + ", section 3.2"),
  /** The sharpness at an anomaly point. */
  OUTPUT_LAYER_ANOMALY(
      "output-layer.anomaly",
      "sharpness at an anomaly point",
      "lambda_1(M) at the steps at which it has moved in another direction than ||A|| since the "
          + "measurement before; absent at all others",
      Papers.SHARPNESS + ", Figure 2"),
  /** The residual times outputs. */
  RESIDUAL_DOT_OUTPUTS(
      "residual.dot-outputs",
      "residual times outputs",
      "D^T F, F the outputs on the probe data, D = F - Y; the output layer grows while it "
          + "is negative",
      Papers.SHARPNESS + ", Eq. 2 and 3"),
  /** The residual along the top eigenvector. */
  RESIDUAL_TOP_COMPONENT(
      "residual.top-component",
      "residual along the top eigenvector",
      "|D^T v_1|, v_1 the first eigenvector of K on the probe data",
      Papers.SHARPNESS + ", section 3.1"),
  /** The loss of the auxiliary residual. */
  RESIDUAL_AUXILIARY(
      "residual.auxiliary",
      "loss of the auxiliary residual",
      "(c/n) ||R'(t)||^2, R'(t+1) = (I - eta(t) M(t) (I - v_1 v_1^T)) R'(t), R' = R where the "
          + "recording began; beside it L_rest(1) = (c/n) ||R(t)||^2, R = (I - v_1 v_1^T) D",
      Papers.SHARPNESS + ", section 3.4"),
  /** The distance of the residual from the auxiliary one. */
  RESIDUAL_AUXILIARY_DISTANCE(
      "residual.auxiliary-distance",
      "distance of the residual from the auxiliary one",
      "(c/n) ||R(t) - R'(t)||^2",
      Papers.SHARPNESS + ", Lemma 3.5"),
  /** The loss of the quadratic twin. */
  TWIN_LOSS(
      "twin.loss",
      "training loss of the quadratic twin",
      "L on the probe data of f_quad(w'(t)), the quadratic model of the network at w(t_0), t_0 "
          + "the step at which the recording began, trained from there on the same batches; "
          + "infinite once it has diverged",
      Papers.DYNAMICS + ", section 3.1, Eq. 3.2"),
  /** How far the quadratic twin is from the network. */
  TWIN_DISTANCE(
      "twin.distance",
      "distance of the quadratic twin",
      "||F(t) - F_quad(t)|| / ||F(t) - F(t_0)||, F the outputs on the probe data: the part of "
          + "their change that the twin does not follow",
      Papers.DYNAMICS + ", section 3.1, Eq. 3.2"),
  /** The norm of the parameters. */
  PARAMETER_NORM(
      "parameters.norm",
      "norm of the parameters",
      "||w(t)||_2 over the trainable parameters",
      "Euclidean norm"),
  /** The distance from the start. */
  PARAMETER_DISTANCE(
      "parameters.distance-from-start",
      "distance from the start",
      "||w(t) - w(t_0)||_2, t_0 the step at which the recording began",
      "Euclidean norm"),
  /** The speed of the slow motion. */
  MOTION_SPEED(
      "motion.speed",
      "speed of the slow motion",
      "|P_16 - P_15| for each update, P_1 to P_16 the means of w over 16 pieces of the updates "
          + "since the learning rate was set, in a random sketch of w",
      Papers.MULTISCALE + ", section 4.4"),
  /** The slow motion in the steps. */
  MOTION_STEP_SHARE(
      "motion.step-share",
      "slow motion in the steps",
      "the way from P_9 over P_10, ... to P_16 by the length of the steps between: 0 if they "
          + "only bounce, 1 if they go straight on",
      Papers.MULTISCALE + ", section 4.4"),
  /** The straightness of the slow motion. */
  MOTION_STRAIGHTNESS(
      "motion.straightness",
      "straightness of the slow motion",
      "|P_16 - P_9| by the way from P_9 over P_10, ... to P_16: 1 straight on, 1/7 noise about a "
          + "place",
      Papers.MULTISCALE + ", section 5"),
  /** The latter half's share of the slow motion. */
  MOTION_LATTER_SHARE(
      "motion.latter-share",
      "latter half's share of the slow motion",
      "the way from P_9 to P_16 by that and the way from P_1 to P_8: a half at an even speed, less "
          + "where it slows down",
      Papers.MULTISCALE + ", section 4.4"),
  /** The change of the NTK on the probe data. */
  PROBE_NTK_CHANGE(
      "probe.ntk.relative-change",
      "change of the NTK on the probe data",
      "||K(t) - K(t_0)||_2 / ||K(t_0)||_2, t_0 the step at which the recording began; 0 for a "
          + "network that is linear in its weights",
      Papers.DYNAMICS + ", section 2.3, experimental verification, and Eq. 2.17"),
  /** The distance from the linearization on the probe data. */
  LINEARIZATION_ERROR(
      "probe.linearization-error",
      "distance from the linearization on the probe data",
      "||f(w(t)) - f_lin(w(t))||_2 over all outputs, f_lin(w) = f(w(t_0)) + J(w(t_0)) (w - "
          + "w(t_0)), t_0 the step at which the recording began",
      Papers.DYNAMICS + ", Eq. 2.9 and Corollary 2.3.7"),
  /** The norm of the Hessian of an output. */
  OUTPUT_HESSIAN_NORM(
      "probe.output-hessian.spectral-norm",
      "norm of the Hessian of an output",
      "max ||d^2 f_c(x_i) / dw^2||_2 over the outputs c of the first probe data x_i",
      Papers.DYNAMICS + ", Theorem 2.3.6"),
  /** The condensed variance of the first hidden layer. */
  CONDENSED_VARIANCE(
      "condensation.variance",
      "condensed variance of the first hidden layer",
      "V_cond = sum_j r_j (theta_j - m)^2 / sum_j r_j, (w_j, b_j) = r_j (cos theta_j, sin theta_j) "
          + "the weight and bias of neuron j, m the direction of their sum; theta_j in the whole circle "
          + "and theta_j - m around it, where Definition 5.1 has arctan(b_j / w_j), of half a circle; "
          + "of networks of one input alone",
      Papers.SPIKE + ", Definitions 5.1 and 5.2"),
  /** The mean squared cosine between neurons of the first hidden layer. */
  CONDENSATION_COSINE(
      "condensation.squared-cosine",
      "mean squared cosine between neurons of the first hidden layer",
      "sum_{i != j} r_i r_j cos^2(w_i, w_j) / sum_{i != j} r_i r_j, r_j = ||w_j||, w_j the incoming "
          + "weights of neuron j with its bias: 1 if all lie on one line, about 1/d if they have d "
          + "entries and are random",
      "cosine similarity of neurons; " + Papers.SPIKE + ", section 5"),
  /** The orientations of neurons of the first hidden layer. */
  NEURON_ORIENTATIONS(
      "condensation.orientations",
      "orientations of neurons of the first hidden layer",
      Shape.LIST,
      "theta_1, theta_2, ..., the angles of (w_j, b_j) to (1, 0) in (-pi, pi], of the first 512 "
          + "neurons; of networks of one input alone",
      Papers.SPIKE + ", section 5.1"),
  /** The amplitudes of neurons of the first hidden layer. */
  NEURON_AMPLITUDES(
      "condensation.amplitudes",
      "amplitudes of neurons of the first hidden layer",
      Shape.LIST,
      "A_1, A_2, ..., A_j = |a_j| ||w_j||, a_j the outgoing weights of neuron j, of the first 512 "
          + "neurons",
      Papers.SPIKE + ", section 5.1"),
  /** The AGOP alignment. */
  AGOP_ALIGNMENT(
      "agop.alignment",
      "AGOP alignment",
      "<G, G*>_F / (||G||_F ||G*||_F), G* the reference",
      Papers.CATAPULTS + ", Eq. 6"),
  /** The trace of the AGOP. */
  AGOP_TRACE(
      "agop.trace",
      "trace of the AGOP",
      "tr G, G = (1/n) sum over i of (df/dx_i) (df/dx_i)^T",
      Papers.CATAPULTS + ", Eq. 5"),
  /** The time spent measuring. */
  MEASURING_TIME(
      "time.measuring",
      "time spent measuring",
      "s",
      Shape.SCALAR,
      "seconds since the recording began",
      "wall clock"),
  /** The time spent training. */
  TRAINING_TIME(
      "time.training",
      "time spent training",
      "s",
      Shape.SCALAR,
      "seconds since the recording began, measuring excluded",
      "wall clock");

  private static final Map<String, Quantity> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(Quantity::id, Function.identity()));

  private final String id;
  private final String label;
  private final String unit;
  private final Shape shape;
  private final String formula;
  private final String source;

  Quantity(String id, String label, String formula, String source) {
    this(id, label, "1", Shape.SCALAR, formula, source);
  }

  Quantity(String id, String label, Shape shape, String formula, String source) {
    this(id, label, "1", shape, formula, source);
  }

  Quantity(String id, String label, String unit, Shape shape, String formula, String source) {
    this.id = id;
    this.label = label;
    this.unit = unit;
    this.shape = shape;
    this.formula = formula;
    this.source = source;
  }

  /**
   * The quantity of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Quantity of(String id) {
    return find(id)
        .orElseThrow(
            () ->
                Checks.fault(
                    "the id of a quantity",
                    "'" + id + "'",
                    "choose one of " + BY_ID.keySet().stream().sorted().toList()));
  }

  /** The quantity of an id, if there is one. */
  public static Optional<Quantity> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The name in files and metrics, lower case with dots; it never changes. */
  public String id() {
    return id;
  }

  /** A few words for a person. */
  public String label() {
    return label;
  }

  /** The unit: 1 for a pure number, s for seconds. */
  public String unit() {
    return unit;
  }

  /** One number or several. */
  public Shape shape() {
    return shape;
  }

  /** Whether it is several numbers. */
  public boolean isList() {
    return shape == Shape.LIST;
  }

  /** What it is, as plain text. */
  public String formula() {
    return formula;
  }

  /** Where it is defined: title, section, equation. */
  public String source() {
    return source;
  }

  /** The shapes of a quantity. */
  public enum Shape {
    /** One number. */
    SCALAR,
    /** Any number of numbers. */
    LIST
  }
}
