/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Eigenvalues, traces and spectral densities of symmetric operators, from products alone or from a
 * matrix in memory; float32 and float64, on the device of the operator.
 *
 * <p>{@link io.catapult.djl.linalg.Eigen} is the short way to the largest eigenpairs; {@link
 * io.catapult.djl.linalg.Lanczos} has all the settings; results are {@link
 * io.catapult.djl.linalg.Eigenpairs}. Numbers beside eigenpairs: {@link
 * io.catapult.djl.linalg.SpectrumSummary}, {@link io.catapult.djl.linalg.TraceEstimator}, {@link
 * io.catapult.djl.linalg.SpectralDensity}.
 */
package io.catapult.djl.linalg;
