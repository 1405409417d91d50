/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

/** What is shown; safe for several threads. */
interface LiveSource {

  /** The page as it is now. */
  Page page();

  /**
   * A page.
   *
   * @param html all of it, with the data
   * @param policy its Content-Security-Policy
   */
  record Page(String html, String policy) {}

  /** All data as JSON, with the cursor to go on from. */
  String data();

  /**
   * What is new.
   *
   * @param known what the page knows
   * @param isLast whether it is told for the last time: everything then, and the end
   */
  News since(Known known, boolean isLast);

  /** Whether the training has ended: nothing more will be new. */
  boolean hasEnded();
}
