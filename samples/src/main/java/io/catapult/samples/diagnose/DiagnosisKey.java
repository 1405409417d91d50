/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

/** The keys of a diagnosis, in the order in which they are written. Their meaning is stable. */
enum DiagnosisKey {
  MODEL(Part.DATA, "model", "model"),
  INPUTS(Part.DATA, "inputs", "inputs"),
  TARGETS(Part.DATA, "targets", "targets"),
  LOSS_NAME(Part.DATA, "loss.name", "loss function"),
  SAMPLES(Part.DATA, "n", "n, samples measured on"),
  AVAILABLE(Part.DATA, "n.available", "samples in the file"),
  OUTPUTS(Part.DATA, "k", "k, outputs of a sample"),
  PARAMETERS(Part.DATA, "p", "p, trainable weights"),
  HASH(Part.DATA, "outputs.sha256", "SHA-256 of the outputs"),
  ENGINE(Part.DATA, "engine", "engine"),
  KERNEL_ROUTE(Part.KERNEL, "kernel.route", "found by"),
  KERNEL_VALUES(Part.KERNEL, "kernel.eigenvalues", "eigenvalues"),
  KERNEL_TRACE(Part.KERNEL, "kernel.trace", "trace"),
  KERNEL_TRACE_ERROR(Part.KERNEL, "kernel.trace.standard_error", "standard error of the trace"),
  KERNEL_RANK(Part.KERNEL, "kernel.effective_rank", "effective rank, trace / largest"),
  KERNEL_ENTROPY_RANK(Part.KERNEL, "kernel.entropy_rank", "effective rank by entropy"),
  KERNEL_CONDITION(Part.KERNEL, "kernel.condition", "condition, largest / smallest"),
  KERNEL_RATE(Part.RATE, "critical_rate.kernel", "by the tangent kernel"),
  HESSIAN_RATE(Part.RATE, "critical_rate.hessian", "by the loss Hessian"),
  RATE(Part.RATE, "lr", "learning rate asked about"),
  VERDICT(Part.RATE, "verdict", "verdict on it"),
  VERDICT_BY(Part.RATE, "verdict.by", "decided by the"),
  VERDICT_RATIO(Part.RATE, "verdict.ratio", "learning rate / critical rate"),
  HESSIAN_TOP(Part.HESSIAN, "hessian.eigenvalues.top", "largest eigenvalues (sharpness)"),
  HESSIAN_BOTTOM(Part.HESSIAN, "hessian.eigenvalues.bottom", "smallest eigenvalue"),
  LOSS(Part.LOSS, "loss", "loss"),
  SPLIT_TOP_1(Part.LOSS, "split.top.1", "in the top eigendirection"),
  SPLIT_REST_1(Part.LOSS, "split.rest.1", "in the rest"),
  SPLIT_TOP_3(Part.LOSS, "split.top.3", "in the top 3"),
  SPLIT_REST_3(Part.LOSS, "split.rest.3", "in the rest"),
  SPLIT_TOP_5(Part.LOSS, "split.top.5", "in the top 5"),
  SPLIT_REST_5(Part.LOSS, "split.rest.5", "in the rest"),
  AGOP_TOP(Part.AGOP, "agop.diagonal.top", "largest entries, [input feature]"),
  AGOP_VALUES(Part.AGOP, "agop.eigenvalues", "eigenvalues"),
  AGOP_TRACE(Part.AGOP, "agop.trace", "trace"),
  AGOP_RANK(Part.AGOP, "agop.effective_rank", "effective rank, trace / largest"),
  OTHER(Part.OTHER, "against.model", "other model"),
  OTHER_OUTPUTS(Part.OTHER, "against.k", "its outputs of a sample"),
  OTHER_PARAMETERS(Part.OTHER, "against.p", "its trainable weights"),
  OTHER_HASH(Part.OTHER, "against.outputs.sha256", "SHA-256 of its outputs"),
  OTHER_KERNEL(Part.OTHER, "against.kernel_alignment", "alignment of the kernels (CKA)"),
  OTHER_AGOP(Part.OTHER, "against.agop_alignment", "alignment of the AGOPs"),
  NOTES(Part.NOTES, "notes", "notes");

  /** What a key is about. */
  enum Part {
    DATA("Model and data"),
    KERNEL("Tangent kernel"),
    RATE("Critical learning rate"),
    HESSIAN("Loss Hessian"),
    LOSS("Loss, split by the kernel's eigenvectors"),
    AGOP("AGOP: the input features that the outputs depend on"),
    OTHER("Against the other model"),
    NOTES("Notes");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Part part;
  private final String id;
  private final String label;

  DiagnosisKey(Part part, String id, String label) {
    this.part = part;
    this.id = id;
    this.label = label;
  }

  Part part() {
    return part;
  }

  /** As in JSON. */
  String id() {
    return id;
  }

  /** As in the report. */
  String label() {
    return label;
  }

  static DiagnosisKey splitTop(int s) {
    return valueOf("SPLIT_TOP_" + s);
  }

  static DiagnosisKey splitRest(int s) {
    return valueOf("SPLIT_REST_" + s);
  }
}
