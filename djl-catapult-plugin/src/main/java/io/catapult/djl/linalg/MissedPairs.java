/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

/**
 * Looks for eigenpairs that a Krylov space cannot show. From b start vectors it holds at most b
 * independent vectors of any eigenspace: an eigenvalue that was found b times may have further
 * copies. Then one more random vector is expanded, beside what was found, until it is certain
 * enough that nothing is left.
 *
 * <p>The search is over when the extreme Ritz pair of the new vectors has converged, or when it
 * lies so far behind the suspect that a missed one is unlikely: a random start hides an eigenvalue
 * at the relative distance e from the extreme Ritz value of j products with a probability below
 * 1.648 sqrt(m) exp(-sqrt(e) (2 j - 1)). Kuczynski and Wozniakowski, Estimating the largest
 * eigenvalue by the power and Lanczos algorithms with a random start (1992), for starts uniform on
 * the sphere, as ours nearly are. A search for copies is over at the latest after as many products
 * as had been spent before it: then the new vector has had the chance of the first ones.
 *
 * @param from where in the space the vectors of the search begin
 * @param begun the products that had been spent when the search began
 * @param top the suspected value at the top, NaN for the last wanted one
 * @param bottom the suspected value at the bottom, NaN for the last wanted one
 */
record MissedPairs(int from, int begun, double top, double bottom) {

  private static final double RISK = 0.01;

  /** What a run knows when it asks. */
  record Findings(LanczosSettings settings, RitzPairs ritz, double scale, long size, int products) {

    private double value(End side, int rank) {
      return ritz.values()[side.order(ritz.size())[rank]];
    }

    private double lastWanted(End side) {
      return value(side, Math.min(settings.count(), ritz.size()) - 1);
    }
  }

  static MissedPairs suspect(Findings findings, int starts, int from) {
    return new MissedPairs(
        from,
        findings.products(),
        crowded(findings, End.TOP, starts),
        crowded(findings, End.BOTTOM, starts));
  }

  /** The same search after a restart, which leaves {@code dimension} vectors. */
  MissedPairs restarted(int dimension) {
    return new MissedPairs(dimension, begun, top, bottom);
  }

  boolean hasSuspect() {
    return !Double.isNaN(top) || !Double.isNaN(bottom);
  }

  /**
   * The innermost value that was found as often as there were start vectors and of which a further
   * copy would change the wanted ones by more than the tolerance; NaN if there is none.
   */
  private static double crowded(Findings findings, End side, int starts) {
    LanczosSettings settings = findings.settings();
    double suspect = Double.NaN;
    if (!settings.end().includes(side)) {
      return suspect;
    }
    double last = findings.lastWanted(side);
    double[] errors = findings.ritz().errors();
    int[] order = side.order(errors.length);
    int copies = 1;
    for (int i = 0; i + 1 < Math.min(settings.count(), order.length); i++) {
      double value = findings.value(side, i);
      double allowed = errors[order[i]] + errors[order[i + 1]];
      boolean goesOn = Math.abs(value - findings.value(side, i + 1)) <= allowed;
      boolean matters = Math.abs(value - last) > settings.tolerance() * findings.scale();
      if (!goesOn && copies >= starts && matters) {
        suspect = value;
      }
      copies = goesOn ? copies + 1 : 1;
    }
    return suspect;
  }

  /**
   * Whether the search is over.
   *
   * @param findings what is known of the whole space
   * @param added the Ritz pairs of the vectors from {@link #from} on
   */
  boolean isOver(Findings findings, RitzPairs added) {
    if (hasSuspect() && findings.products() >= 2 * begun) {
      return true;
    }
    return isOver(findings, added, End.TOP, top) && isOver(findings, added, End.BOTTOM, bottom);
  }

  private static boolean isOver(Findings findings, RitzPairs added, End side, double suspect) {
    LanczosSettings settings = findings.settings();
    if (!settings.end().includes(side)) {
      return true;
    }
    int extreme = side.order(added.size())[0];
    if (settings.target().of(added)[extreme] <= settings.tolerance() * findings.scale()) {
      return true;
    }
    double reference = Double.isNaN(suspect) ? findings.lastWanted(side) : suspect;
    double farEnd = findings.value(side, findings.ritz().size() - 1);
    double distance = (reference - added.values()[extreme]) / (reference - farEnd);
    double exponent = Math.sqrt(Math.max(0, distance)) * (2 * added.size() - 1);
    return 1.648 * Math.sqrt(findings.size()) * Math.exp(-exponent) <= RISK;
  }
}
