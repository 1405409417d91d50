/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The model as a differentiable function of weights and inputs. The only package that knows DJL's
 * PyTorch engine from inside.
 */
package io.catapult.djl.autodiff;
