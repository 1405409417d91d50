/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

/**
 * What a page is told.
 *
 * @param kind whether there is anything, and whether the page can add it to what it knows
 * @param known what the page knows with it
 * @param json what is new, on one line
 */
record News(Kind kind, Known known, String json) {

  /** What a page does with it. */
  enum Kind {
    /** Nothing is new. */
    NONE,
    /** The page adds it. */
    DELTA,
    /** The page fetches all data anew. */
    RELOAD
  }
}
