/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import io.catapult.djl.listener.CatapultListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A page in the browser that shows a training while it goes on.
 *
 * <pre>{@code
 * try (LiveView view = LiveView.start(listener)) {
 *   System.err.println(view.url());
 *   EasyTrain.fit(trainer, epochs, data, null);
 * }
 * }</pre>
 *
 * <p>The server is bound to the loopback address alone; the address of the page holds a secret, and
 * requests of other sites are refused. Everything the page needs comes from it: nothing is loaded
 * from elsewhere. Whoever knows the address and may open connections on this machine can read the
 * trace; nobody can change anything.
 *
 * <p>The training does not wait for any page: pages are served by threads of their own, which read
 * the trace at most twice a second while a page is open. The training is bit-identical to one
 * without a view.
 *
 * <p>The view ends when the listener does, as when its trainer is closed: pages are told, and keep
 * what they show.
 */
public final class LiveView implements AutoCloseable {

  private static final int SECRET_BYTES = 24;
  private static final int LAST_PORT = 65_535;

  private final LiveServer server;
  private final URI url;

  private LiveView(LiveServer server, URI url) {
    this.server = server;
    this.url = url;
  }

  /**
   * Starts a view at a free port, before or while the listener watches.
   *
   * @throws UncheckedIOException if no port can be opened
   */
  public static LiveView start(CatapultListener listener) {
    return start(listener, 0);
  }

  /**
   * Starts a view at a port.
   *
   * @param port from 1 to 65535, or 0 for any that is free
   * @throws IllegalArgumentException if there is no such port
   * @throws UncheckedIOException if it cannot be opened, as when another process has it
   */
  public static LiveView start(CatapultListener listener, int port) {
    return start(new TrainingSource(listener, Optional.empty()), port);
  }

  /**
   * Starts a view at a port, under another name than that of the model.
   *
   * @param port from 1 to 65535, or 0 for any that is free
   * @param title what the page is called
   * @throws IllegalArgumentException if there is no such port
   * @throws UncheckedIOException if it cannot be opened, as when another process has it
   */
  public static LiveView start(CatapultListener listener, int port, String title) {
    return start(new TrainingSource(listener, Optional.of(title)), port);
  }

  static LiveView start(LiveSource source, int port) {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "Expected a port from 1 to 65535, or 0 for any that is free; found "
              + port
              + ". Remedy: leave the port out.");
    }
    String token = token();
    try {
      LiveServer server = LiveServer.start(source, port, token);
      URI url = URI.create("http://127.0.0.1:" + server.address().getPort() + "/" + token + "/");
      return new LiveView(server, url);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected a port of the loopback address that can be opened; found "
              + (port == 0 ? "none" : "port " + port)
              + ": "
              + e.getMessage()
              + ". Remedy: leave the port out, or end what has it.",
          e);
    }
  }

  private static String token() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** The address of the page, with the secret in it. */
  public URI url() {
    return url;
  }

  /**
   * Ends the view. Pages are told what they do not know yet; that takes at most some seconds. A
   * second call does nothing.
   */
  @Override
  public void close() {
    server.stop();
  }
}
