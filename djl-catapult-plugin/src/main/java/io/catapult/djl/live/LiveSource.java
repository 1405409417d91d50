/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

/** What is shown; safe for several threads. */
interface LiveSource {

  /** The page, as HTML. */
  String page();

  /** The Content-Security-Policy of the page. */
  String policy();

  /** All data as JSON, with the cursor to go on from. */
  byte[] data();

  /**
   * What is new.
   *
   * @param cursor up to where the page knows
   */
  News since(long cursor);

  /** Whether the training has ended: nothing more will be new. */
  boolean hasEnded();
}
