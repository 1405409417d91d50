/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.report.RunData;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages know of a real training, and that it does not feel them. */
class FollowedTrainingTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** What live.js and run.js do, in Java. */
  private static final class Page {
    private final TrainingSource source;
    private ObjectNode data;
    private Known known;
    private int reloads;

    Page(CatapultListener listener) {
      source = new TrainingSource(listener, Optional.empty());
      load();
    }

    private void load() {
      data = read(source.data());
      known = Known.all(data.get("cursor").asLong());
    }

    private static ObjectNode read(String json) {
      try {
        return (ObjectNode) JSON.readTree(json);
      } catch (IOException e) {
        throw new AssertionError(json, e);
      }
    }

    void look(boolean isLast) {
      News news = source.since(known, isLast);
      if (news.kind() == News.Kind.RELOAD) {
        reloads++;
        load();
      } else if (news.kind() == News.Kind.DELTA) {
        known = news.known();
        apply(read(news.json()));
      }
    }

    private void apply(ObjectNode delta) {
      assertEquals(known.cursor(), delta.get("cursor").asLong());
      delta.remove("series").properties().forEach(each -> append(each.getKey(), each.getValue()));
      ((ArrayNode) data.get("events")).addAll((ArrayNode) delta.remove("events"));
      data.setAll(delta);
    }

    private void append(String id, JsonNode entries) {
      ArrayNode mine = ((ObjectNode) data.get("series")).withArray(id);
      for (JsonNode entry : entries) {
        int index = entry.get("entry").asInt();
        if (mine.size() <= index) {
          mine.add(entry);
        } else {
          ((ArrayNode) mine.get(index).get("steps")).addAll((ArrayNode) entry.get("steps"));
          ((ArrayNode) mine.get(index).get("values")).addAll((ArrayNode) entry.get("values"));
        }
      }
    }
  }

  private static JsonNode truth(TrainingTrace trace) {
    return Page.read(RunData.json(RunData.of(trace, "small").toMap()));
  }

  private static void assertSamePoints(JsonNode expected, JsonNode found) {
    assertEquals(names(expected), names(found));
    for (String id : names(expected)) {
      for (int entry = 0; entry < expected.get(id).size(); entry++) {
        for (String part : List.of("entry", "steps", "values")) {
          assertEquals(
              expected.get(id).get(entry).get(part), found.get(id).get(entry).get(part), id);
        }
      }
    }
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aPageThatFollowsKnowsWhatThePageOfTheWholeTraceKnows() throws Exception {
    Page[] page = new Page[1];
    SmallTraining.Result result =
        new SmallTraining()
            .before(listener -> page[0] = new Page(listener))
            .afterEach(listener -> page[0].look(false))
            .run();
    page[0].look(true);
    JsonNode expected = truth(result.listener().trace());
    ObjectNode found = page[0].data;
    assertEquals(1, page[0].reloads, "from waiting to the first measurement");
    assertSamePoints(expected.get("series"), found.get("series"));
    assertTrue(found.get("series").has("derived.batch.rate-excess"), found::toString);
    assertEquals("CATAPULT", found.get("spikes").get(0).get("verdict").asText());
    for (String name :
        List.of(
            "state",
            "headline",
            "story",
            "counts",
            "last",
            "measurements",
            "events",
            "spikes",
            "phases",
            "features",
            "facts",
            "outcome",
            "ended")) {
      assertEquals(expected.get(name), found.get(name), name);
    }
    for (String id : names(found.get("series"))) {
      assertEquals(expected.get("quantities").get(id), found.get("quantities").get(id));
    }
    page[0].look(true);
    assertEquals("ended", page[0].data.get("state").asText());
  }

  @Test
  void whereMemoryIsThinnedThePageKnowsWhatMemoryHolds() throws Exception {
    Page[] page = new Page[1];
    SmallTraining.Result result =
        new SmallTraining()
            .withMemoryLimit(16)
            .before(listener -> page[0] = new Page(listener))
            .afterEach(listener -> page[0].look(false))
            .run();
    page[0].look(true);
    page[0].look(true); // after all data, where the last measurement thinned memory
    assertTrue(page[0].reloads > 2, () -> "reloads " + page[0].reloads);
    assertSamePoints(truth(result.listener().trace()).get("series"), page[0].data.get("series"));
  }

  @Test
  void aPageOfNothingHasTheFormOfOneOfATraining() throws Exception {
    SmallTraining.Result result = new SmallTraining().withEpochs(1).run();
    Set<String> expected = names(truth(result.listener().trace()));
    expected.add("cursor");
    assertEquals(expected, new TreeSet<>(WaitingData.toMap(Optional.empty()).keySet()));
  }

  @Test
  void theTrainingIsTheSameWithoutAndWithPagesThatReadStallAndGo() throws Exception {
    SmallTraining.Result without = new SmallTraining().run();
    List<RawClient> clients = new ArrayList<>();
    List<Stream<String>> told = new ArrayList<>();
    LiveView[] view = new LiveView[1];
    SmallTraining.Result with =
        new SmallTraining()
            .before(
                listener -> {
                  view[0] = LiveView.start(listener);
                  for (int i = 0; i < 6; i++) {
                    clients.add(stream(view[0].url()));
                  }
                })
            .afterEach(
                listener -> {
                  if (listener.trace().measurements().size() == 20) {
                    close(clients.get(0));
                    told.add(lines(view[0].url().resolve("events")));
                  }
                })
            .run();
    assertEquals(without.state().size(), with.state().size());
    for (int i = 0; i < with.state().size(); i++) {
      assertArrayEquals(without.state().get(i), with.state().get(i));
    }
    List<String> lines = told.get(0).toList();
    assertTrue(lines.contains("event: end"));
    JsonNode end = JSON.readTree(lines.get(lines.size() - 2).substring("data: ".length()));
    assertEquals("ended", end.get("state").asText());
    assertEquals(41, end.get("measurements").asInt());
    // The listener has ended, so the view ends by itself.
    assertTrue(isClosed(view[0].url()));
    clients.forEach(FollowedTrainingTest::close);
    view[0].close();
  }

  /** The lines of a stream that is there, as they come. */
  private static Stream<String> lines(URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
        .join()
        .body();
  }

  private static boolean isClosed(URI url) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        RawClient.to(url).close();
        Thread.sleep(50);
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }

  private static RawClient stream(URI url) {
    try {
      return RawClient.to(url).get(url.resolve("events"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Until the stream is there. */
  private static void retry(RawClient client) {
    try {
      client.line("retry");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void close(RawClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aViewThatBeginsBeforeTheTrainingSaysThatItWaits() throws Exception {
    new SmallTraining()
        .withEpochs(1)
        .before(
            listener -> {
              try (LiveView view = LiveView.start(listener, 0, "run <7>");
                  RawClient page = RawClient.to(view.url()).get(view.url())) {
                String policy = page.answer().headers().get("content-security-policy");
                assertTrue(policy.contains("default-src 'none'"), policy);
                assertTrue(policy.contains("connect-src 'self'"), policy);
                assertFalse(policy.contains("unsafe"), policy);
                String data = page.line("<script type=\"application/json\" id=\"data\">");
                assertTrue(data.contains("Waiting for the first measurement"), data);
                assertTrue(data.contains("\"title\":\"run \\u003C7\\u003E\""), data);
                assertTrue(page.line("/** Follows a training").contains("while it goes on"));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .run();
  }

  @Test
  void aListenerThatEndsBeforeItsTrainingEndsTheView() throws Exception {
    RawClient[] client = new RawClient[1];
    new SmallTraining()
        .withEpochs(1)
        .before(
            listener -> {
              client[0] = stream(LiveView.start(listener).url());
              retry(client[0]);
              listener.close();
            })
        .run();
    assertEquals("event: end", client[0].line("event"));
    assertTrue(client[0].line("data").contains("The training ended before its first batch."));
    close(client[0]);
  }

  @Test
  void aViewThatIsClosedInMidTrainingSaysThatItGoesOn() throws Exception {
    LiveView[] view = new LiveView[1];
    List<String> told = new ArrayList<>();
    new SmallTraining()
        .withEpochs(2)
        .before(listener -> view[0] = LiveView.start(listener))
        .afterEach(
            listener -> {
              if (view[0] == null) {
                return;
              }
              try (RawClient client = stream(view[0].url())) {
                client.line("retry");
                view[0].close();
                view[0] = null;
                told.add(client.line("event: end"));
                told.add(client.line("data: "));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .run();
    assertEquals("event: end", told.get(0));
    assertTrue(told.get(1).contains("\"state\":\"live\""), told.get(1));
  }
}
