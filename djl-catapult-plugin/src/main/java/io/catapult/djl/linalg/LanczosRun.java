/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One run of {@link Lanczos}: which direction to expand in, and when to stop. */
final class LanczosRun implements AutoCloseable {

  /** Given vectors whose residuals are a thousandth of the tolerance, or rounding, are exact. */
  private static final double EXACT_SHARE = 1e-3;

  private static final int EXACT_UNITS = 10;

  private final LanczosSettings settings;
  private final LinearOperator operator;
  private final KrylovSpace space;
  private final RandomVectors random;
  private final int wanted;
  private final int capacity;

  /** The number of vectors started from, each of which can show one copy of an eigenvalue. */
  private int starts;

  /** The number of given vectors, all of which are used before anything is believed. */
  private int given;

  private MissedPairs search;

  /** Whether directions are chosen by the residuals; a cold start takes them in turn. */
  private boolean isSteered;

  private double scale;
  private RitzPairs ritz;

  LanczosRun(LanczosSettings settings, LinearOperator operator, int given) {
    settings.requireSuits(operator);
    this.settings = settings;
    this.operator = operator;
    this.capacity = settings.capacity(operator.size(), given);
    this.space = new KrylovSpace(operator, capacity);
    this.random = new RandomVectors(settings.seed());
    this.wanted = settings.wanted(operator.size());
  }

  void startCold() {
    for (int i = 0; i < Math.min(settings.block(), operator.size()); i++) {
      offerRandom();
    }
  }

  void startWarm(NDArray rows) {
    for (int i = 0; i < rows.getShape().get(0); i++) {
      try (NDManager scratch = space.manager().newSubManager()) {
        NDArray row = rows.get(scratch, new NDIndex("{}", i));
        space.offer(row.toType(operator.dataType(), true));
      }
    }
    given = space.directions();
    starts = given;
    isSteered = given > 0;
    if (given == 0) {
      startCold();
    }
  }

  private boolean offerRandom() {
    try (NDManager scratch = space.manager().newSubManager()) {
      boolean taken = space.offer(random.uniform(scratch, operator));
      starts += taken ? 1 : 0;
      return taken;
    }
  }

  Eigenpairs solve() {
    Outcome outcome = null;
    while (outcome == null) {
      if (space.products() == settings.maxProducts()) {
        outcome = Outcome.MAX_PRODUCTS_REACHED;
      } else if (!space.expand(direction())) {
        outcome = Outcome.NON_FINITE;
      } else {
        ritz = space.ritz(0);
        scale = Math.max(scale, ritz.largestMagnitude());
        outcome = isFinished() ? Outcome.CONVERGED : null;
        if (outcome == null) {
          prepareNext();
        }
      }
    }
    return LanczosResult.of(settings, operator, space, ritz, outcome);
  }

  /** The components along F of the direction to expand in. */
  private double[] direction() {
    double[] direction = new double[space.directions()];
    if (!isSteered || space.products() < given) {
      direction[0] = 1;
      return direction;
    }
    int pending = pending();
    if (pending >= 0) {
      direction = RitzPairs.times(space.coupling(), ritz.vectors()[pending]);
    }
    double norm = RitzPairs.norm(direction);
    if (norm == 0) {
      // Nothing wanted leads anywhere: on with the search, which added the last direction.
      direction[direction.length - 1] = 1;
      return direction;
    }
    return DoubleStream.of(direction).map(d -> d / norm).toArray();
  }

  /** The most wanted pair that does not meet the tolerance, or -1. */
  private int pending() {
    double[] errors = settings.target().of(ritz);
    return IntStream.of(settings.end().order(ritz.size()))
        .limit(wanted)
        .filter(i -> errors[i] > settings.tolerance() * scale)
        .findFirst()
        .orElse(-1);
  }

  private boolean isFinished() {
    if (space.isWhole()) {
      return true;
    }
    if (space.products() < given || ritz.size() < wanted || pending() >= 0) {
      return false;
    }
    if (search != null && !isSearchOver()) {
      return false;
    }
    MissedPairs next = MissedPairs.suspect(findings(), starts, space.dimension());
    return !(isUnproved() || next.hasSuspect()) || !begin(next);
  }

  private MissedPairs.Findings findings() {
    return new MissedPairs.Findings(settings, ritz, scale, operator.size(), space.products());
  }

  private boolean isSearchOver() {
    return space.dimension() > search.from()
        && search.isOver(findings(), space.ritz(search.from()));
  }

  /** Whether the result rests on given vectors that the operator couples to nothing else. */
  private boolean isUnproved() {
    double rounding = EXACT_UNITS * Vectors.epsilon(operator.dataType());
    double exact = Math.max(EXACT_SHARE * settings.tolerance(), rounding) * scale;
    return search == null
        && given > 0
        && space.products() == given
        && DoubleStream.of(ritz.residuals()).allMatch(residual -> residual <= exact);
  }

  /** Begins to search from a new random vector, if there is one. */
  private boolean begin(MissedPairs next) {
    search = next;
    makeRoom();
    isSteered = true;
    return offerRandom();
  }

  /** Sees to it that there is a direction to expand in, and room for the one that follows. */
  private void prepareNext() {
    makeRoom();
    if (space.directions() == 0) {
      offerRandom();
    }
  }

  private void makeRoom() {
    if (!space.isFull() || capacity == operator.size()) {
      return;
    }
    int room = capacity - space.directions();
    int kept = Math.min(room - 1, (wanted + settings.keep() + room) / 2);
    isSteered = true;
    space.restart(ritz, IntStream.of(settings.end().order(ritz.size())).limit(kept).toArray());
    ritz = space.ritz(0);
    if (search != null) {
      search = search.restarted(kept);
    }
  }

  @Override
  public void close() {
    space.close();
  }
}
