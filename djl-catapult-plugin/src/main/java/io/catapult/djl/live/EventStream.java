/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells one page what is new, as server-sent events (WHATWG HTML, 9.2), from its own thread: a page
 * that does not read blocks nobody else, and is sent what it missed when it reads again.
 */
final class EventStream {

  /** How often it looks for news. */
  static final Duration PAUSE = Duration.ofMillis(500);

  /** A page that takes nothing for so long is given up; it may come again. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Something is sent at least so often, to find that a page is gone. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final LiveSource source;
  private final OutputStream out;
  private final Patience patience;
  private final CountDownLatch closing;
  private Known known;
  private long sentNanos;

  /**
   * @param closing comes down when the view ends
   * @param known what the page knows of the training
   */
  EventStream(
      LiveSource source, OutputStream out, Patience patience, CountDownLatch closing, Known known) {
    this.source = source;
    this.out = out;
    this.patience = patience;
    this.closing = closing;
    this.known = known;
  }

  /**
   * Tells until the end.
   *
   * @return whether the page will come again, for all data
   * @throws IOException if the page is gone
   * @throws InterruptedException if the thread is interrupted
   */
  boolean run() throws IOException, InterruptedException {
    send("retry: 1000\n\n");
    while (true) {
      // In this order: what was recorded before the end is in the news.
      boolean isLast = closing.getCount() == 0 || source.hasEnded();
      News news = source.since(known, isLast);
      if (news.kind() == News.Kind.RELOAD) {
        send("event: reload\ndata: {}\n\n");
        return true;
      }
      tell(news, isLast);
      if (isLast) {
        return false;
      }
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tell(News news, boolean isLast) throws IOException {
    known = news.known();
    if (isLast || news.kind() == News.Kind.DELTA) {
      String name = isLast ? "end" : "delta";
      send("id: " + known.text() + "\nevent: " + name + "\ndata: " + news.json() + "\n\n");
    } else if (System.nanoTime() - sentNanos > HEARTBEAT.toNanos()) {
      send(":\n\n");
    }
  }

  private void send(String text) throws IOException {
    patience.expect(PATIENCE);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    patience.relax();
    sentNanos = System.nanoTime();
  }
}
