/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A source whose news are numbers: n is news to whoever knows less. */
final class CountedSource implements LiveSource {

  static final String POLICY = "default-src 'none'";

  final AtomicLong count = new AtomicLong();

  /** How often somebody asked. */
  final AtomicLong asked = new AtomicLong();

  volatile int padding;
  volatile long reloadBelow = -1;
  volatile boolean ended;

  @Override
  public String page() {
    return "<!doctype html><title>live</title>";
  }

  @Override
  public String policy() {
    return POLICY;
  }

  @Override
  public byte[] data() {
    return ("{\"cursor\":" + count + "}").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public News since(long cursor) {
    long now = count.get();
    if (cursor < reloadBelow) {
      return new News(News.Kind.RELOAD, now, "");
    }
    String json = "{\"n\":" + now + ",\"padding\":\"" + "x".repeat(padding) + "\"}";
    asked.incrementAndGet();
    return new News(now > cursor ? News.Kind.DELTA : News.Kind.NONE, now, json);
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }
}
