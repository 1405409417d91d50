/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A source whose news are numbers: n is news to whoever knows less. */
final class CountedSource implements LiveSource {

  static final String POLICY = "default-src 'none'";

  final AtomicLong count = new AtomicLong();

  /** How often somebody asked. */
  final AtomicLong asked = new AtomicLong();

  /** What the pages that asked knew, one after the other. */
  final Queue<Known> known = new ConcurrentLinkedQueue<>();

  volatile int padding;
  volatile long reloadBelow = -1;
  volatile boolean ended;

  @Override
  public Page page() {
    return new Page("<!doctype html><title>live</title>", POLICY);
  }

  @Override
  public String data() {
    return "{\"cursor\":" + count + "}";
  }

  @Override
  public News since(Known known, boolean isLast) {
    long now = count.get();
    this.known.add(known);
    if (known.cursor() < reloadBelow) {
      return new News(News.Kind.RELOAD, known, "");
    }
    String json = "{\"n\":" + now + ",\"padding\":\"" + "x".repeat(padding) + "\"}";
    asked.incrementAndGet();
    News.Kind kind = now > known.cursor() ? News.Kind.DELTA : News.Kind.NONE;
    return new News(kind, Known.all(now), json);
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }
}
