/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

/** The keys of a diagnosis, in the order in which they are written. Their meaning is stable. */
enum DiagnosisKey {
  MODEL("model", "file of the model"),
  INPUTS("inputs", "file of the inputs, with the array's or columns' name if one was given"),
  TARGETS("targets", "file of the targets, likewise"),
  LOSS_NAME("loss.name", "mse, l2 or ce"),
  SAMPLES("n", "samples measured on"),
  AVAILABLE("n.available", "samples in the file of the inputs"),
  OUTPUTS("k", "outputs of a sample"),
  PARAMETERS("p", "trainable weights"),
  HASH("outputs.sha256", "SHA-256 of the outputs"),
  KERNEL_ROUTE("kernel.route", "how the tangent kernel was found"),
  KERNEL_VALUES("kernel.eigenvalues", "eigenvalues of the tangent kernel, descending"),
  KERNEL_TRACE("kernel.trace", "trace of the tangent kernel"),
  KERNEL_TRACE_ERROR("kernel.trace.standard_error", "standard error of an estimated trace"),
  KERNEL_RANK("kernel.effective_rank", "trace over largest eigenvalue"),
  KERNEL_ENTROPY_RANK("kernel.entropy_rank", "exponential of the spectrum's entropy"),
  KERNEL_CONDITION("kernel.condition", "largest over smallest eigenvalue"),
  KERNEL_RATE("critical_rate.kernel", "critical learning rate by the tangent kernel"),
  HESSIAN_RATE("critical_rate.hessian", "critical learning rate by the loss Hessian"),
  HESSIAN_TOP("hessian.eigenvalues.top", "three largest eigenvalues of the loss Hessian"),
  HESSIAN_BOTTOM("hessian.eigenvalues.bottom", "smallest eigenvalue of the loss Hessian"),
  LOSS("loss", "the loss"),
  SPLIT_TOP_1("split.top.1", "loss in the kernel's top eigendirection"),
  SPLIT_REST_1("split.rest.1", "loss outside of it"),
  SPLIT_TOP_3("split.top.3", "loss in the top three eigendirections"),
  SPLIT_REST_3("split.rest.3", "loss outside of them"),
  SPLIT_TOP_5("split.top.5", "loss in the top five eigendirections"),
  SPLIT_REST_5("split.rest.5", "loss outside of them"),
  AGOP_TOP("agop.diagonal.top", "ten largest entries of the AGOP's diagonal, index and value"),
  AGOP_VALUES("agop.eigenvalues", "eigenvalues of the AGOP, descending"),
  AGOP_TRACE("agop.trace", "trace of the AGOP"),
  AGOP_RANK("agop.effective_rank", "trace over largest eigenvalue"),
  RATE("lr", "the learning rate asked about"),
  VERDICT("verdict", "stable, would catapult or would diverge"),
  VERDICT_BY("verdict.by", "the critical rate that decided: hessian or kernel"),
  VERDICT_RATIO("verdict.ratio", "learning rate over critical rate"),
  OTHER("against.model", "file of the other model"),
  OTHER_OUTPUTS("against.k", "outputs of a sample of the other model"),
  OTHER_PARAMETERS("against.p", "trainable weights of the other model"),
  OTHER_HASH("against.outputs.sha256", "SHA-256 of the other model's outputs"),
  OTHER_KERNEL("against.kernel_alignment", "centred alignment of both tangent kernels (CKA)"),
  OTHER_AGOP("against.agop_alignment", "alignment of both AGOPs"),
  NOTES("notes", "what was left out or estimated, and why"),
  ENGINE("engine", "engine, version and device");

  private final String id;
  private final String meaning;

  DiagnosisKey(String id, String meaning) {
    this.id = id;
    this.meaning = meaning;
  }

  /** As in JSON. */
  String id() {
    return id;
  }

  String meaning() {
    return meaning;
  }

  static DiagnosisKey splitTop(int s) {
    return valueOf("SPLIT_TOP_" + s);
  }

  static DiagnosisKey splitRest(int s) {
    return valueOf("SPLIT_REST_" + s);
  }
}
