/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The event that says how a trace file was taken up again. */
final class Resumption {

  /** Of a value in the words of the event; the evidence has it whole. */
  private static final int WORDS_LIMIT = 60;

  private Resumption() {}

  static TraceEvent event(Path path, TraceReader.Result before, TraceHeader now) {
    long step = lastStep(before.trace());
    Map<String, Object> differences = differences(before.trace().header(), now);
    StringBuilder words = new StringBuilder("Recording resumed after step " + step);
    if (before.tornBytes() > 0) {
      words.append("; a torn last line of ").append(before.tornBytes()).append(" bytes was cut");
    }
    differences.forEach(
        (name, change) -> words.append("; ").append(name).append(' ').append(shorten(change)));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("file", path.toString());
    evidence.put("started", now.started().toString());
    evidence.put("torn", before.torn());
    evidence.put("differences", differences);
    return new TraceEvent(step, TraceEvent.Kind.RESUMED, words.toString(), evidence);
  }

  private static long lastStep(TrainingTrace trace) {
    long last = 0;
    for (Measurement measurement : trace.measurements()) {
      last = Math.max(last, measurement.step());
    }
    for (TraceEvent event : trace.events()) {
      last = Math.max(last, event.step());
    }
    for (FeatureSnapshot snapshot : trace.features()) {
      last = Math.max(last, snapshot.step());
    }
    return last;
  }

  /** Was and is of every field of the headers that differs, the start time aside. */
  private static Map<String, Object> differences(TraceHeader before, TraceHeader now) {
    Map<String, Object> was = flat(before);
    Map<String, Object> is = flat(now);
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    Map<String, Object> differences = new LinkedHashMap<>();
    for (String name : names) {
      if (!Objects.equals(was.get(name), is.get(name))) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("was", was.get(name));
        change.put("is", is.get(name));
        differences.put(name, change);
      }
    }
    return differences;
  }

  private static Map<String, Object> flat(TraceHeader header) {
    Map<String, Object> flat = new TreeMap<>();
    flatten("", HeaderJson.toMap(header), flat);
    flat.remove("started");
    return flat;
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> into) {
    map.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(prefix + key + ".", inner, into);
          } else {
            into.put(prefix + key, value);
          }
        });
  }

  private static String shorten(Object change) {
    Map<?, ?> values = (Map<?, ?>) change;
    return "was " + shortText(values.get("was")) + ", is " + shortText(values.get("is"));
  }

  private static String shortText(Object value) {
    String text = String.valueOf(value);
    return text.length() > WORDS_LIMIT ? text.substring(0, WORDS_LIMIT) + "..." : text;
  }
}
