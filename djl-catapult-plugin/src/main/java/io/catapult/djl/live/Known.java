/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

/**
 * What a page knows of a training.
 *
 * @param cursor up to where it has the measurements and events
 * @param words up to where the words it has tell
 */
record Known(long cursor, long words) {

  /** Measurements, events and words up to a cursor, as a page has them from all data. */
  static Known all(long cursor) {
    return new Known(cursor, cursor);
  }
}
