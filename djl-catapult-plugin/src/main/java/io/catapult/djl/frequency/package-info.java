/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Frequencies of what a network computes, as a function of its inputs: the power spectrum of its
 * outputs, or of the difference between two networks, and how much of it lies at low frequencies.
 * Li, Xu and Zhang, Loss spike in training neural networks; Xu, Zhang, Luo, Xiao and Ma, Frequency
 * principle: Fourier analysis sheds light on deep neural networks.
 */
package io.catapult.djl.frequency;
