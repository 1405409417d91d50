/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Optional;

/**
 * How two metrics go together.
 *
 * @param x the id of the first metric
 * @param y the id of the second metric
 * @param over what the pairs are
 * @param n the number of pairs that have both metrics, diverged runs left out
 * @param pearson Pearson's coefficient; empty if one metric does not vary or n is below 3
 * @param spearman Spearman's coefficient, on the same condition
 */
public record Correlation(
    String x,
    String y,
    Over over,
    int n,
    Optional<CorrelationEstimate> pearson,
    Optional<CorrelationEstimate> spearman) {

  /** Checks the names. */
  public Correlation {
    Checks.text(x, "the id of a metric");
    Checks.text(y, "the id of a metric");
    Checks.present(over, "what the pairs are");
    Checks.present(pearson, "Pearson's coefficient");
    Checks.present(spearman, "Spearman's coefficient");
  }

  /** What the pairs are. */
  public enum Over {
    /** All finished runs. */
    RUNS("runs"),
    /** The means of the configurations. */
    CONFIGURATIONS("configurations");

    private final String id;

    Over(String id) {
      this.id = id;
    }

    /** The name in files and tables. */
    public String id() {
      return id;
    }
  }
}
