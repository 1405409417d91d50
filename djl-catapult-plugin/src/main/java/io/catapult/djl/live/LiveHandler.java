/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of the page. */
final class LiveHandler implements HttpHandler {

  /** Pages that are told what is new at the same time. */
  static final int STREAMS = 8;

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveView.class);
  private static final Duration ANSWERED = Duration.ofSeconds(30);
  private static final String AFTER = "after=";
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final LiveSource source;
  private final RequestGuard guard;
  private final Patience patience;
  private final CountDownLatch closing;
  private final Semaphore streams = new Semaphore(STREAMS);
  private volatile boolean isAwaited;

  LiveHandler(LiveSource source, RequestGuard guard, Patience patience, CountDownLatch closing) {
    this.source = source;
    this.guard = guard;
    this.patience = patience;
    this.closing = closing;
  }

  /** Whether no page waits for anything, so that the server may end. */
  boolean isDone() {
    return streams.availablePermits() == STREAMS && !isAwaited;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    patience.expect(ANSWERED);
    try (exchange) {
      secure(exchange.getResponseHeaders());
      RequestGuard.Verdict verdict =
          guard.judge(
              exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders());
      if (verdict.resource().isEmpty()) {
        refuse(exchange, verdict.refusal());
      } else {
        answer(exchange, verdict.resource().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.warn("The live view could not answer its page: {}", e.toString());
      LOGGER.debug("What failed", e);
      throw e;
    } finally {
      patience.relax();
    }
  }

  /** Nothing is kept, guessed, framed, or given to other sites. */
  private static void secure(Headers headers) {
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    if (status == RequestGuard.METHOD_NOT_ALLOWED) {
      exchange.getResponseHeaders().set("Allow", "GET");
    }
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, -1);
  }

  private void answer(HttpExchange exchange, RequestGuard.Resource resource)
      throws IOException, InterruptedException {
    switch (resource) {
      case PAGE -> {
        LiveSource.Page page = source.page();
        exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
        send(exchange, "text/html", page.html());
      }
      case DATA -> {
        send(exchange, "application/json", source.data());
        isAwaited = false;
      }
      case EVENTS -> stream(exchange);
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(OK, body.length);
    try (OutputStream out = exchange.getResponseBody()) { // on its way before anyone is told
      out.write(body);
    }
  }

  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    if (!streams.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", "5");
      refuse(exchange, UNAVAILABLE);
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.getResponseHeaders().set("Connection", "close");
      exchange.sendResponseHeaders(OK, 0);
      OutputStream out = exchange.getResponseBody();
      if (new EventStream(source, out, patience, closing, known(exchange)).run()) {
        isAwaited = true;
      }
    } finally {
      streams.release();
    }
  }

  /** A page that comes back names the last event it got; one that comes first asks for more. */
  private static Known known(HttpExchange exchange) {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String query = exchange.getRequestURI().getRawQuery();
    String after = query != null && query.startsWith(AFTER) ? query.substring(AFTER.length()) : "";
    return Known.of(last == null ? "" : last).or(() -> Known.of(after)).orElse(Known.all(0));
  }
}
