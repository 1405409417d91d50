/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Answers only the page itself and those who know its address. Other sites that the same browser
 * has open, and other users of the machine, can send requests to the loopback address too:
 *
 * <ul>
 *   <li>the path holds a secret, which is compared in constant time;
 *   <li>the Host must be the loopback address, so that a foreign name that resolves to it (DNS
 *       rebinding) is refused;
 *   <li>an Origin must be the page's own, and where the browser says from where a request comes
 *       (Fetch Metadata), it must be the page itself or the user: another site may only link here.
 * </ul>
 */
final class RequestGuard {

  static final int MISDIRECTED = 421;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int CONTENT_TOO_LARGE = 413;
  static final int FORBIDDEN = 403;

  private final Set<String> hosts;
  private final byte[] token;

  RequestGuard(int port, String token) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    this.token = token.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Judges a request.
   *
   * @param resource what is asked for, if it may be had
   * @param refusal the status of the answer, if it may not
   */
  record Verdict(Optional<Resource> resource, int refusal) {
    private static Verdict refused(int status) {
      return new Verdict(Optional.empty(), status);
    }
  }

  /** What can be asked for. */
  enum Resource {
    /** The page. */
    PAGE(""),
    /** All data. */
    DATA("data"),
    /** What is new, as it comes. */
    EVENTS("events");

    private final String name;

    Resource(String name) {
      this.name = name;
    }

    private static Optional<Resource> of(String name) {
      return List.of(values()).stream().filter(resource -> resource.name.equals(name)).findAny();
    }
  }

  Verdict judge(String method, URI target, Headers headers) {
    if (!isOurHost(headers) || target.getRawAuthority() != null) {
      return Verdict.refused(MISDIRECTED);
    }
    Optional<Resource> resource = resource(target.getRawPath());
    if (resource.isEmpty()) {
      return Verdict.refused(NOT_FOUND);
    }
    if (!method.equals("GET")) {
      return Verdict.refused(METHOD_NOT_ALLOWED);
    }
    if (hasBody(headers)) {
      return Verdict.refused(CONTENT_TOO_LARGE);
    }
    return comesFromUs(headers, resource.get())
        ? new Verdict(resource, 0)
        : Verdict.refused(FORBIDDEN);
  }

  private boolean isOurHost(Headers headers) {
    List<String> found = headers.getOrDefault("Host", List.of());
    return found.size() == 1 && hosts.contains(found.get(0).toLowerCase(Locale.ROOT));
  }

  /** The path is /TOKEN/NAME, letter by letter: nothing is decoded or resolved. */
  private Optional<Resource> resource(String path) {
    int end = path == null ? -1 : path.indexOf('/', 1);
    if (end < 0) {
      return Optional.empty();
    }
    byte[] given = path.substring(1, end).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, given)
        ? Resource.of(path.substring(end + 1))
        : Optional.empty();
  }

  private static boolean hasBody(Headers headers) {
    String length = headers.getFirst("Content-Length");
    return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  private boolean comesFromUs(Headers headers, Resource resource) {
    for (String origin : headers.getOrDefault("Origin", List.of())) {
      if (!origin.startsWith("http://") || !hosts.contains(origin.substring("http://".length()))) {
        return false;
      }
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    return site == null
        || site.equals("same-origin")
        || site.equals("none")
        || (resource == Resource.PAGE && isTopLevelNavigation(headers));
  }

  private static boolean isTopLevelNavigation(Headers headers) {
    return "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
        && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
  }
}
