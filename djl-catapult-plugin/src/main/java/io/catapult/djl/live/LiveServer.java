/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on the loopback address that shows one source until it ends. All threads are daemons and
 * their number is bounded.
 */
final class LiveServer {

  /** How long pages may take to learn of the end. */
  static final Duration LEAVE = Duration.ofSeconds(2);

  /** A request must have come whole within this. */
  private static final Duration ARRIVED = Duration.ofSeconds(5);

  /** Threads for requests other than streams. */
  private static final int OTHERS = 8;

  private static final long LOOK_MILLIS = 100;
  private static final long IDLE_SECONDS = 30;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final LiveSource source;
  private final HttpServer server;
  private final Patience patience = new Patience();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ThreadPoolExecutor clients;
  private final LiveHandler handler;
  private final Thread keeper = daemon("live-view", this::keep);

  private LiveServer(LiveSource source, HttpServer server, String token) {
    this.source = source;
    this.server = server;
    this.clients = threads();
    this.handler =
        new LiveHandler(source, new RequestGuard(address().getPort(), token), patience, closing);
    server.setExecutor(
        request ->
            clients.execute(
                () -> {
                  patience.expect(ARRIVED);
                  try {
                    request.run();
                  } finally {
                    patience.relax();
                  }
                }));
    server.createContext("/", handler);
  }

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port cannot be opened
   */
  static LiveServer start(LiveSource source, int port, String token) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    LiveServer started = new LiveServer(source, HttpServer.create(loopback, 0), token);
    started.keeper.start();
    return started;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private static ThreadPoolExecutor threads() {
    int most = LiveHandler.STREAMS + OTHERS;
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory = task -> daemon("live-view-client-" + count.incrementAndGet(), task);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs the server from a daemon thread, which makes the server's own threads daemons too. */
  private void keep() {
    server.start();
    try {
      while (!source.hasEnded() && !closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        patience.interruptLate();
      }
      closing.countDown();
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.stop(0);
      clients.shutdownNow();
    }
  }

  private void leave() throws InterruptedException {
    long until = System.nanoTime() + LEAVE.toNanos();
    while (!handler.isDone() && System.nanoTime() - until < 0) {
      Thread.sleep(LOOK_MILLIS / 2);
    }
  }

  /** Ends, when the pages have learnt of it, or after some seconds. */
  void stop() {
    closing.countDown();
    try {
      keeper.join(2 * LEAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
