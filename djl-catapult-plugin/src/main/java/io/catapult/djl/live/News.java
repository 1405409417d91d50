/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

/**
 * What a page is told that knows a training up to a cursor.
 *
 * @param kind whether there is anything, and whether the page can add it to what it knows
 * @param cursor up to where the page knows the training with it
 * @param json what is new, on one line
 */
record News(Kind kind, long cursor, String json) {

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
