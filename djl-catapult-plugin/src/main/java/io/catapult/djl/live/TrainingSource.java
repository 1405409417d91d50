/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import io.catapult.djl.listener.CatapultListener;

/** A training as its listener records it. */
final class TrainingSource implements LiveSource {

  private final CatapultListener listener;

  TrainingSource(CatapultListener listener) {
    this.listener = listener;
  }

  @Override
  public String page() {
    return "";
  }

  @Override
  public String policy() {
    return "default-src 'none'";
  }

  @Override
  public byte[] data() {
    return new byte[0];
  }

  @Override
  public News since(long cursor) {
    return new News(News.Kind.NONE, cursor, "{}");
  }

  @Override
  public boolean hasEnded() {
    return listener.hasEnded();
  }
}
