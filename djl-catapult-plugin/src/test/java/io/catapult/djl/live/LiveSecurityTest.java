/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered by a live view, over raw sockets. */
class LiveSecurityTest {

  private static final int MOST_OF_A_HEADER = 400 * 1024;

  private static LiveView view;
  private static URI url;

  @BeforeAll
  static void start() {
    view = LiveView.start(new CountedSource(), 0);
    url = view.url();
  }

  @AfterAll
  static void end() {
    view.close();
  }

  private static RawClient.Answer answer(String request) throws IOException {
    try (RawClient client = RawClient.to(url)) {
      return client.send(request).answer();
    }
  }

  private static RawClient.Answer get(URI at, String... headers) throws IOException {
    try (RawClient client = RawClient.to(url)) {
      return client.get(at, headers).answer();
    }
  }

  private static String host() {
    return "Host: " + url.getAuthority();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", "events"})
  void whoKnowsTheAddressIsAnswered(String name) throws IOException {
    RawClient.Answer answer = get(url.resolve(name));
    assertEquals(200, answer.status());
    assertEquals("no-store", answer.headers().get("cache-control"));
    assertEquals("no-referrer", answer.headers().get("referrer-policy"));
    assertEquals("nosniff", answer.headers().get("x-content-type-options"));
    assertEquals("same-origin", answer.headers().get("cross-origin-resource-policy"));
    assertEquals("DENY", answer.headers().get("x-frame-options"));
    assertEquals(
        name.isEmpty() ? CountedSource.POLICY : null,
        answer.headers().get("content-security-policy"));
    assertTrue(
        answer.headers().keySet().stream().noneMatch(h -> h.startsWith("access-control")),
        () -> answer.headers().toString());
  }

  @Test
  void theAddressHoldsASecretThatIsNewEachTime() {
    String token = url.getPath().replace("/", "");
    assertTrue(Base64.getUrlDecoder().decode(token).length >= 16);
    try (LiveView other = LiveView.start(new CountedSource(), 0)) {
      assertNotEquals(url.getPath(), other.url().getPath());
    }
  }

  static Stream<String> otherPaths() {
    String token = "/" + url.getPath().replace("/", "");
    String wrong = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
    return Stream.of(
        "/",
        "/data",
        "/index.html",
        wrong + "/",
        wrong + "/data",
        token,
        token + "A/",
        token.substring(0, token.length() - 1) + "/",
        token.toLowerCase(java.util.Locale.ROOT) + "x/data",
        token + "//data",
        token + "/data/",
        token + "/Data",
        token + "/x",
        token + "/../data",
        token + "/../../../../etc/passwd",
        token + "/%2e%2e/%2e%2e/etc/passwd",
        token + "/..%2fdata",
        token + "/d%61ta",
        "/x/.." + token + "/data",
        "/%2e" + token + "/data",
        "/\u00e9/data");
  }

  @ParameterizedTest
  @MethodSource("otherPaths")
  void everyOtherPathIsNotFound(String path) throws IOException {
    RawClient.Answer answer = answer("GET " + path + " HTTP/1.1\r\n" + host() + "\r\n\r\n");
    assertEquals(404, answer.status());
    assertEquals("no-store", answer.headers().get("cache-control"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example:PORT",
        "Host: attacker.example",
        "Host: 127.0.0.1",
        "Host: localhost",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1:PORT.attacker.example",
        "Host: 127.0.0.1:PORT\r\nHost: attacker.example",
        "Host: ",
        "X-Forwarded-Host: 127.0.0.1:PORT"
      })
  void anotherHostIsRefused(String header) throws IOException {
    String sent = header.replace("PORT", String.valueOf(url.getPort()));
    assertEquals(
        421, answer("GET " + url.getPath() + " HTTP/1.1\r\n" + sent + "\r\n\r\n").status());
  }

  @Test
  void localhostIsTheLoopbackAddressToo() throws IOException {
    String sent = "Host: LocalHost:" + url.getPort();
    assertEquals(
        200, answer("GET " + url.getPath() + " HTTP/1.1\r\n" + sent + "\r\n\r\n").status());
  }

  @Test
  void aTargetThatNamesAnotherHostIsRefused() throws IOException {
    String target = "http://attacker.example" + url.getPath() + "data";
    assertEquals(421, answer("GET " + target + " HTTP/1.1\r\n" + host() + "\r\n\r\n").status());
  }

  static Stream<Arguments> origins() {
    String own = "http://127.0.0.1:" + url.getPort();
    return Stream.of(
        Arguments.of(own, 200),
        Arguments.of("http://localhost:" + url.getPort(), 200),
        Arguments.of("http://attacker.example", 403),
        Arguments.of("https://127.0.0.1:" + url.getPort(), 403),
        Arguments.of("http://127.0.0.1:1", 403),
        Arguments.of(own + ".attacker.example", 403),
        Arguments.of("null", 403));
  }

  @ParameterizedTest
  @MethodSource("origins")
  void onlyThePagesOwnOriginIsAnswered(String origin, int status) throws IOException {
    for (String name : List.of("", "data", "events")) {
      assertEquals(status, get(url.resolve(name), "Origin: " + origin).status());
    }
  }

  static Stream<Arguments> sites() {
    return Stream.of(
        Arguments.of("", "same-origin", "cors", "empty", 200),
        Arguments.of("data", "same-origin", "cors", "empty", 200),
        Arguments.of("events", "same-origin", "cors", "empty", 200),
        Arguments.of("", "none", "navigate", "document", 200),
        Arguments.of("", "cross-site", "navigate", "document", 200),
        Arguments.of("", "same-site", "navigate", "document", 200),
        Arguments.of("", "cross-site", "navigate", "iframe", 403),
        Arguments.of("", "cross-site", "no-cors", "script", 403),
        Arguments.of("", "same-site", "cors", "empty", 403),
        Arguments.of("data", "cross-site", "navigate", "document", 403),
        Arguments.of("data", "same-site", "no-cors", "image", 403),
        Arguments.of("events", "cross-site", "cors", "empty", 403),
        Arguments.of("data", "anything", "cors", "empty", 403));
  }

  @ParameterizedTest
  @MethodSource("sites")
  void anotherSiteMayLinkToThePageAndNothingElse(
      String name, String site, String mode, String dest, int status) throws IOException {
    RawClient.Answer answer =
        get(
            url.resolve(name),
            "Sec-Fetch-Site: " + site,
            "Sec-Fetch-Mode: " + mode,
            "Sec-Fetch-Dest: " + dest);
    assertEquals(status, answer.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "get"})
  void nothingButGetIsAllowed(String method) throws IOException {
    RawClient.Answer answer =
        answer(
            method
                + " "
                + url.getPath()
                + " HTTP/1.1\r\n"
                + host()
                + "\r\nContent-Length: 0\r\n\r\n");
    assertEquals(405, answer.status());
    assertEquals("GET", answer.headers().get("allow"));
  }

  @Test
  void whoDoesNotKnowTheAddressLearnsNothingByAnotherMethod() throws IOException {
    assertEquals(404, answer("POST /wrong/ HTTP/1.1\r\n" + host() + "\r\n\r\n").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000000000", "Transfer-Encoding: chunked"})
  void aRequestWithABodyIsRefused(String header) throws IOException {
    assertEquals(413, get(url, header).status());
  }

  @Test
  void anOverlongRequestIsEnded() throws IOException {
    String tooMuch = "x".repeat(MOST_OF_A_HEADER);
    for (String request :
        List.of("GET /" + tooMuch, "GET / HTTP/1.1\r\n" + host() + "\r\nX: " + tooMuch)) {
      try (RawClient client = RawClient.to(url)) {
        assertTrue(isEnded(client, request), "not ended");
      }
    }
    assertEquals(200, get(url).status());
  }

  /** Whether the connection is closed, or the request refused, before it is whole. */
  private static boolean isEnded(RawClient client, String request) {
    try {
      int status = client.send(request).answer().status();
      return status == 0 || status >= 400;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aRequestThatDoesNotComeIsEndedAndHoldsUpNoOther() throws IOException {
    RawClient[] slow = new RawClient[20];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = RawClient.to(url).send("GET ");
    }
    assertEquals(200, get(url).status());
    for (RawClient client : slow) {
      assertEquals(0, client.answer().status());
      client.close();
    }
  }

  @Test
  void otherAddressesOfTheMachineAreClosed() throws IOException {
    assertTrue(InetAddress.getByName(url.getHost()).isLoopbackAddress());
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(card.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertFalse(isOpen(address), address::toString);
        }
      }
    }
  }

  private static boolean isOpen(InetAddress address) {
    try (Socket socket = new Socket(address, url.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
