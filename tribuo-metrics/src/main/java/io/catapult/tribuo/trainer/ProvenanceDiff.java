/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tribuo.Model;

/**
 * In what two provenances differ, by key: {@code optimizer.schedule.baseRate} from 0.05 to 0.01.
 *
 * @param entries what differs, in the order of the keys
 */
public record ProvenanceDiff(List<Entry> entries) {

  /** What stands for a value that one of the two lacks. */
  public static final String ABSENT = "absent";

  /** Copies the entries. */
  public ProvenanceDiff {
    entries = List.copyOf(entries);
  }

  /**
   * A value that differs.
   *
   * @param key the names on the way to it, joined by dots; the entries of a list are its numbers
   * @param first the value in the first provenance
   * @param second the value in the second
   */
  public record Entry(String key, String first, String second) {
    @Override
    public String toString() {
      return key + " [" + first + ", " + second + "]";
    }
  }

  /**
   * What two models were trained with: their trainers, not the data nor the date. Keys begin with
   * {@code trainer.}.
   */
  public static ProvenanceDiff ofTrainers(Model<?> first, Model<?> second) {
    return of(
        values("trainer.", first.getProvenance().getTrainerProvenance()),
        values("trainer.", second.getProvenance().getTrainerProvenance()));
  }

  /** Compares two provenances of any kind. */
  public static ProvenanceDiff of(ObjectProvenance first, ObjectProvenance second) {
    return of(values("", first), values("", second));
  }

  private static ProvenanceDiff of(Map<String, String> left, Map<String, String> right) {
    Set<String> keys = new TreeSet<>(left.keySet());
    keys.addAll(right.keySet());
    List<Entry> entries = new ArrayList<>();
    for (String key : keys) {
      String one = left.getOrDefault(key, ABSENT);
      String other = right.getOrDefault(key, ABSENT);
      if (!one.equals(other)) {
        entries.add(new Entry(key, one, other));
      }
    }
    return new ProvenanceDiff(entries);
  }

  /** All plain values of a provenance, by the names on the way to them, joined by dots. */
  public static Map<String, String> values(ObjectProvenance provenance) {
    return Collections.unmodifiableMap(values("", provenance));
  }

  private static Map<String, String> values(String prefix, ObjectProvenance provenance) {
    Map<String, String> values = new TreeMap<>();
    addAll(prefix, provenance, values);
    return values;
  }

  private static void addAll(
      String prefix,
      Iterable<? extends Pair<String, ? extends Provenance>> pairs,
      Map<String, String> to) {
    for (Pair<String, ? extends Provenance> pair : pairs) {
      add(prefix + pair.getA(), pair.getB(), to);
    }
  }

  private static void add(String key, Provenance provenance, Map<String, String> to) {
    if (provenance instanceof ObjectProvenance object) {
      addAll(key + ".", object, to);
    } else if (provenance instanceof MapProvenance<?> map) {
      addAll(key + ".", map, to);
    } else if (provenance instanceof ListProvenance<?> list) {
      for (int i = 0; i < list.getList().size(); i++) {
        add(key + "." + i, list.getList().get(i), to);
      }
    } else {
      to.put(key, provenance.toString());
    }
  }

  /** One line for each difference. */
  @Override
  public String toString() {
    return String.join("\n", entries.stream().map(Entry::toString).toList());
  }
}
