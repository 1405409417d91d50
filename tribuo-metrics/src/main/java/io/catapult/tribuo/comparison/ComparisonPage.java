/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.djl.report.SelfContainedPage;
import java.util.List;

/** The page of a comparison. */
record ComparisonPage(ComparisonResult result) {

  /** In the order in which they build on each other; the last builds the page. */
  private static final List<String> SCRIPTS =
      List.of(
          "comparison-core.js",
          "comparison-table.js",
          "comparison-charts.js",
          "comparison-curves.js",
          "comparison.js");

  SelfContainedPage page() {
    return new SelfContainedPage(
        ComparisonPageData.TITLE,
        new ComparisonPageData(result).root(),
        SCRIPTS.stream()
            .map(name -> SelfContainedPage.resource(ComparisonPage.class, name))
            .toList());
  }
}
