/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection that sends what a browser would never send, and reads when it is told to. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int SMALL_WINDOW = 4096;

  private final Socket socket = new Socket();
  private final BufferedReader in;

  private RawClient(URI url) throws IOException {
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.connect(new java.net.InetSocketAddress(url.getHost(), url.getPort()));
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * What a request was answered.
   *
   * @param status the status, 0 if the connection was closed without an answer
   * @param headers by name in lower case
   */
  record Answer(int status, Map<String, String> headers) {}

  static RawClient to(URI url) throws IOException {
    return new RawClient(url);
  }

  /** Sends a GET with the Host that belongs to the address, and further header lines. */
  RawClient get(URI url, String... headers) throws IOException {
    StringBuilder text = new StringBuilder("GET " + url.getRawPath());
    text.append(url.getRawQuery() == null ? "" : "?" + url.getRawQuery()).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(url.getAuthority()).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return send(text + "\r\n");
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** A line; null at the end of the connection, also where it was reset. */
  String line() throws IOException {
    try {
      return in.readLine();
    } catch (java.net.SocketException e) {
      return null;
    }
  }

  /** The next line that begins so. */
  String line(String beginning) throws IOException {
    String line = line();
    while (line != null && !line.startsWith(beginning)) {
      line = line();
    }
    return line;
  }

  Answer answer() throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    if (status == null) {
      return new Answer(0, headers);
    }
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(Integer.parseInt(status.split(" ", -1)[1]), headers);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
