/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The command line: {@link io.catapult.samples.cli.Catapult} and its commands. The launcher is
 * samples/catapult.
 *
 * <p>Results go to the standard output, everything else to the error output. A command ends with 0
 * if it did its work, with 1 if it failed, with 2 if it was asked for something wrong.
 */
package io.catapult.samples.cli;
