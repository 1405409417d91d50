/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.check.BuilderFaults;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An experiment of a paper: what it claims, what is run to see it, and the checks that judge the
 * claim.
 */
public final class Experiment {

  private final String id;
  private final String title;
  private final String claim;
  private final String source;
  private final String time;
  private final List<String> figures;
  private final Map<Size, Function<PaperImages, Plan>> plans;
  private final List<String> notes;
  private final Map<Size, List<Check>> checks;
  private final Map<Check, String> findings;

  private Experiment(Builder builder) {
    id = builder.id;
    title = builder.title;
    claim = builder.claim;
    source = builder.source;
    time = builder.time;
    figures = List.copyOf(builder.figures);
    plans = new EnumMap<>(builder.plans);
    notes = List.copyOf(builder.notes);
    checks = new EnumMap<>(builder.checks);
    checks.replaceAll((size, each) -> List.copyOf(each));
    findings = Map.copyOf(builder.findings);
  }

  /** Begins to describe an experiment, by its name on the command line. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** The name on the command line and of its folder, such as fig-4.8. */
  public String id() {
    return id;
  }

  /** What it is, in a few words. */
  public String title() {
    return title;
  }

  /** What the paper claims, in a sentence. */
  public String claim() {
    return claim;
  }

  /** Where: title, section, figure or table. */
  public String source() {
    return source;
  }

  /** How long the desk size takes on two quiet cores, in words. */
  public String time() {
    return time;
  }

  /** Further figures and tables of the papers that it shows, as names on the command line. */
  public List<String> figures() {
    return figures;
  }

  /**
   * What is run.
   *
   * @param size how large
   * @param images where images come from
   */
  public Plan plan(Size size, PaperImages images) {
    return plans.get(size).apply(images);
  }

  /** What the paper leaves open and how it was settled, and what was found; a sentence or more. */
  public List<String> notes() {
    return notes;
  }

  /** What judges the claim at a size. */
  public List<Check> checks(Size size) {
    return checks.get(size);
  }

  /** Why a check is known to fail: what was found when it was looked into. */
  public Optional<String> finding(Check check) {
    return Optional.ofNullable(findings.get(check));
  }

  /** Builds an {@link Experiment}. */
  public static final class Builder {

    private final String id;
    private String title;
    private String claim;
    private String source;
    private String time;
    private final List<String> figures = new ArrayList<>();
    private final Map<Size, Function<PaperImages, Plan>> plans = new EnumMap<>(Size.class);
    private final List<String> notes = new ArrayList<>();
    private final Map<Size, List<Check>> checks = new EnumMap<>(Size.class);
    private final Map<Check, String> findings = new HashMap<>();

    private Builder(String id) {
      this.id = id;
      for (Size size : Size.values()) {
        checks.put(size, new ArrayList<>());
      }
    }

    /** Sets what it is, in a few words; required. */
    public Builder setTitle(String title) {
      this.title = title;
      return this;
    }

    /** Sets what the paper claims, and where; required. */
    public Builder setClaim(String claim, String source) {
      this.claim = claim;
      this.source = source;
      return this;
    }

    /** Sets how long the desk size takes on two quiet cores, in words; required. */
    public Builder setTime(String time) {
      this.time = time;
      return this;
    }

    /** Adds figures and tables that it shows besides the one it is named after. */
    public Builder addFigures(String... names) {
      figures.addAll(List.of(names));
      return this;
    }

    /** Sets what is run at a size; required for each. */
    public Builder setPlan(Size size, Supplier<Plan> plan) {
      return setPlan(size, images -> plan.get());
    }

    /** The same of an experiment with images. */
    public Builder setPlan(Size size, Function<PaperImages, Plan> plan) {
      plans.put(size, plan);
      return this;
    }

    /** Adds a sentence on what the paper leaves open, or on what was found. */
    public Builder addNote(String note) {
      notes.add(note);
      return this;
    }

    /** Adds a check; at least one is required for each size. */
    public Builder addCheck(Check check) {
      checks.values().forEach(each -> each.add(check));
      return this;
    }

    /** Adds a check of one size, whose rows the other has not. */
    public Builder addCheck(Size size, Check check) {
      checks.get(size).add(check);
      return this;
    }

    /**
     * Tells why checks that were added do not pass. They are judged like any other.
     *
     * @param finding why, as far as it was found; a sentence or more
     * @param names the names of the checks; none for all that were added
     */
    public Builder explain(String finding, String... names) {
      List<Check> all = checks.values().stream().flatMap(List::stream).toList();
      if (names.length == 0) {
        all.forEach(check -> findings.put(check, finding));
      }
      for (String name : names) {
        List<Check> named = all.stream().filter(check -> check.name().equals(name)).toList();
        if (named.isEmpty()) {
          throw new IllegalArgumentException(
              "Expected a check named '%s' in %s; found none. Remedy: add it first."
                  .formatted(name, id));
        }
        named.forEach(check -> findings.put(check, finding));
      }
      return this;
    }

    /**
     * Checks the description.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public Experiment build() {
      new BuilderFaults("Experiment")
          .require(
              id != null && id.matches("[a-z0-9.-]+"),
              "id",
              "lower case letters, digits, dots and dashes",
              id,
              "name it as the paper does, such as fig-4.8")
          .require(title != null, "title", "a title", null, "call setTitle")
          .require(claim != null && source != null, "claim", "both", null, "call setClaim")
          .require(time != null, "time", "a time in words", null, "call setTime")
          .require(
              plans.size() == Size.values().length,
              "plans",
              "one for each size",
              plans.keySet(),
              "call setPlan")
          .require(
              checks.values().stream().noneMatch(List::isEmpty),
              "checks",
              "at least one for each size",
              checks,
              "call addCheck")
          .throwIfAny();
      return new Experiment(this);
    }
  }
}
