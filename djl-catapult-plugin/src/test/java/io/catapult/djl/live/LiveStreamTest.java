/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pages are told over their streams, and when. */
@Timeout(60)
class LiveStreamTest {

  /** More than the buffers of a connection hold. */
  private static final int MEGABYTES = 16 << 20;

  private final CountedSource source = new CountedSource();
  private final LiveView view = LiveView.start(source, 0);
  private final URI events = view.url().resolve("events");

  @AfterEach
  void end() {
    view.close();
  }

  private RawClient stream(String query, String... headers) throws IOException {
    URI at = URI.create(events + query);
    return RawClient.to(events).get(at, headers);
  }

  @Test
  void newsComeWithTheirCursorAndTheEndIsTold() throws IOException {
    try (RawClient page = stream("")) {
      assertEquals("text/event-stream; charset=utf-8", page.answer().headers().get("content-type"));
      assertEquals("retry: 1000", page.line("retry"));
      source.count.set(3);
      assertEquals("id: 3", page.line("id"));
      assertEquals("event: delta", page.line());
      assertEquals("data: {\"n\":3,\"padding\":\"\"}", page.line());
      assertEquals("", page.line());
      source.count.set(4);
      source.ended = true;
      assertEquals("id: 4", page.line("id"));
      assertEquals("event: end", page.line());
      assertEquals("data: {\"n\":4,\"padding\":\"\"}", page.line());
      assertNull(page.line("event"));
    }
  }

  @Test
  void aPageIsToldWhatCameAfterItsCursor() throws IOException {
    source.count.set(7);
    try (RawClient first = stream("?after=6");
        RawClient again = stream("?after=2", "Last-Event-ID: 7");
        RawClient odd = stream("?after=x")) {
      assertEquals("id: 7", first.line("id"));
      assertEquals("id: 7", odd.line("id"));
      again.line("retry");
      source.count.set(8);
      assertEquals("id: 8", again.line("id"));
    }
  }

  @Test
  void aPageThatComesBackSaysWhichWordsItHas() throws IOException {
    source.count.set(9);
    try (RawClient page = stream("?after=7.3")) {
      assertEquals("id: 9", page.line("id"));
      assertEquals(new Known(7, 3), source.known.peek());
    }
  }

  @Test
  void whatAPageKnowsIsATextThatItCanGiveBack() {
    for (Known known : List.of(Known.all(-1), Known.all(0), new Known(7, 3), new Known(3, 7))) {
      assertEquals(Optional.of(known), Known.of(known.text()));
    }
    assertEquals(Optional.of(Known.all(7)), Known.of("7"));
    for (String other : List.of("", "x", "7.", ".7", "7.3.1", "1".repeat(19))) {
      assertEquals(Optional.empty(), Known.of(other), other);
    }
  }

  @Test
  void aPageThatIsTooFarBehindIsSentForAllData() throws IOException {
    source.count.set(10);
    source.reloadBelow = 5;
    try (RawClient page = stream("?after=4")) {
      assertEquals("event: reload", page.line("event"));
      assertNull(page.line("event"));
    }
    // The training ends while the page fetches the data: the server waits for it.
    source.ended = true;
    try (RawClient page = RawClient.to(events).get(view.url().resolve("data"))) {
      assertEquals(200, page.answer().status());
    }
  }

  @Test
  void aPageThatDoesNotReadHoldsUpNoOther() throws Exception {
    source.padding = MEGABYTES;
    source.count.set(1);
    List<RawClient> stalled = new ArrayList<>();
    for (int i = 0; i < LiveHandler.STREAMS - 1; i++) {
      stalled.add(stream(""));
    }
    while (source.asked.get() < stalled.size()) {
      Thread.sleep(10);
    }
    source.padding = 0;
    try (RawClient page = stream("")) {
      for (int n = 2; n < 5; n++) {
        source.count.set(n);
        assertEquals("id: " + n, page.line("id: " + n));
      }
      // One that reads again is sent what it missed.
      assertEquals("id: 1", stalled.get(0).line("id"));
      source.count.set(5);
      assertEquals("id: 5", stalled.get(0).line("id: 5"));
    }
    for (RawClient client : stalled) {
      client.close();
    }
  }

  @Test
  void stalledPagesDoNotKeepTheViewFromEnding() throws Exception {
    source.padding = MEGABYTES;
    source.count.set(1);
    List<RawClient> stalled = new ArrayList<>();
    for (int i = 0; i < LiveHandler.STREAMS; i++) {
      stalled.add(stream(""));
      assertEquals(200, stalled.get(i).answer().status());
    }
    view.close();
    assertThrows(IOException.class, () -> RawClient.to(events));
    assertEquals(0, threads(), () -> Thread.getAllStackTraces().keySet().toString());
  }

  private static long threads() throws InterruptedException {
    long count = -1;
    for (int i = 0; i < 100 && count != 0; i++) {
      Thread.sleep(50);
      count =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().startsWith("live-view"))
              .count();
    }
    return count;
  }

  @Test
  void aNinthPageIsRefusedUntilOneOfEightHasGone() throws Exception {
    List<RawClient> pages = new ArrayList<>();
    for (int i = 0; i < LiveHandler.STREAMS; i++) {
      pages.add(stream(""));
      pages.get(i).line("retry");
    }
    try (RawClient ninth = stream("")) {
      RawClient.Answer answer = ninth.answer();
      assertEquals(503, answer.status());
      assertEquals("5", answer.headers().get("retry-after"));
    }
    pages.get(0).close();
    int status = 503;
    for (int i = 0; i < 100 && status == 503; i++) {
      source.count.incrementAndGet(); // writing finds that the page has gone
      Thread.sleep(50);
      try (RawClient next = stream("")) {
        status = next.answer().status();
      }
    }
    assertEquals(200, status);
    for (RawClient page : pages) {
      page.close();
    }
  }

  @Test
  void allThreadsAreDaemons() throws IOException {
    try (RawClient page = stream("")) {
      page.line("retry");
      List<Thread> ours =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().matches("live-view.*|HTTP-Dispatcher.*|idle-timeout.*"))
              .toList();
      assertTrue(ours.size() >= 3, ours::toString);
      assertTrue(ours.stream().allMatch(Thread::isDaemon), ours::toString);
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorThatSaysSo() {
    int port = view.url().getPort();
    String message =
        assertThrows(UncheckedIOException.class, () -> LiveView.start(new CountedSource(), port))
            .getMessage();
    assertTrue(
        message.startsWith(
            "Expected a port of the loopback address that can be opened; found port " + port),
        message);
    assertTrue(message.endsWith("Remedy: leave the port out, or end what has it."), message);
    for (int none : new int[] {-1, 65_536}) {
      assertThrows(IllegalArgumentException.class, () -> LiveView.start(source, none));
    }
  }

  @Test
  void aSecondCloseDoesNothing() {
    view.close();
    view.close();
  }
}
