/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells the slow motion of weights along a valley from their bouncing across it, while the learning
 * rate is held: has it stopped, so that the rate can be decayed? Ma et al., Beyond the quadratic
 * approximation, sections 4.4 and 5: at a large rate the weights bounce and drift to where the
 * valley is flatter, getting slower; a decay before they have arrived freezes them where they are.
 *
 * <p>The positions since the rate was set are averaged in 16 pieces of nearly as many updates each,
 * P_1 to P_16, in which the bounces cancel: whole blocks of 8 updates, or of 16, 32, .. as the
 * stage goes on, from one to four in a piece. A {@link Reading} compares the pieces. Memory: at
 * most 64 means, cost per update: one pass over the numbers of a position. Anything linear in the
 * weights will do as a position.
 *
 * <p>Limits: the rate must be held, at least 128 updates (a cosine has no stage); motion that is
 * slower than the noise of the means is not seen; the bars of the verdicts are ours, the paper has
 * none.
 */
public final class SlowMotion {

  private static final int PIECES = 16;
  private static final int HALF = PIECES / 2;
  private static final int FIRST_LENGTH = 8;
  private static final int MOST_BLOCKS = 4 * PIECES;

  private final List<Block> blocks = new ArrayList<>();
  private int length = FIRST_LENGTH;
  private double rate = Double.NaN;
  private double[] last;
  private Block open;

  /** What the slow motion does. */
  public enum Verdict {
    /** The steps go along, without a bounce: a decay of the rate would only slow them down. */
    STRAIGHT("the steps go straight on"),
    /** Slow motion beneath the bounces, which still gets on: too early to decay the rate. */
    GOING_ON("the slow motion goes on"),
    /** The latter half of the updates made a small part of the way: the rate can be decayed. */
    SLOWED("the slow motion has nearly stopped"),
    /** The motion has lost its direction: the rate can be decayed. */
    TO_AND_FRO("the slow motion goes to and fro and gets nowhere");

    /** Above it steps do not bounce: a straight line has 1. */
    private static final double MOSTLY = 0.5;

    /** Below it motion has no direction: noise about a place has 1/7, a random walk 0.45. */
    private static final double DIRECTED = 0.25;

    /** Below it the motion has slowed down: at an even speed the share is a half. */
    private static final double SMALL = 0.1;

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** A few words for a person. */
    public String words() {
      return words;
    }

    /** Whether it says that the learning rate can be decayed. */
    public boolean allowsDecay() {
      return this == SLOWED || this == TO_AND_FRO;
    }

    /** The verdict on three numbers of a {@link Reading}. */
    public static Verdict of(double stepShare, double straightness, double latterShare) {
      if (stepShare > MOSTLY) {
        return STRAIGHT;
      }
      if (straightness < DIRECTED) {
        return TO_AND_FRO;
      }
      return latterShare < SMALL ? SLOWED : GOING_ON;
    }
  }

  /**
   * The slow motion since the rate was set; d_i = |P_(i+1) - P_i|.
   *
   * @param speed d_15 over the updates between the middles of both pieces
   * @param stepShare (d_9 + ... + d_15) over the length of the steps from the middle of P_9 to that
   *     of P_16, from 0 (the steps only bounce) to 1 (they go along)
   * @param straightness |P_16 - P_9| / (d_9 + ... + d_15), from 0 to 1
   * @param latterShare (d_9 + ... + d_15) / (d_1 + ... + d_7 + d_9 + ... + d_15)
   */
  public record Reading(double speed, double stepShare, double straightness, double latterShare) {

    /** What it means. */
    public Verdict verdict() {
      return Verdict.of(stepShare, straightness, latterShare);
    }
  }

  /**
   * Some positions.
   *
   * @param sum their sum
   * @param steps the length of the steps that led to them
   * @param count how many they are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(double[] sum, double steps, int count) {

    Block with(Block other) {
      double[] both = sum.clone();
      Arrays.setAll(both, i -> sum[i] + other.sum[i]);
      return new Block(both, steps + other.steps, count + other.count);
    }

    double distance(Block other) {
      double square = 0;
      for (int i = 0; i < sum.length; i++) {
        double difference = sum[i] / count - other.sum[i] / other.count;
        square += difference * difference;
      }
      return Math.sqrt(square);
    }
  }

  /**
   * Takes note of an update.
   *
   * @param newRate its learning rate; another than before begins anew
   * @param position the weights that it begins at, or something linear in them, as many numbers
   *     every time; copied. If one is not finite, what was seen is forgotten
   */
  public void add(double newRate, double[] position) {
    boolean isFinite = Arrays.stream(position).allMatch(Double::isFinite);
    if (newRate != rate || !isFinite) {
      rate = newRate;
      blocks.clear();
      length = FIRST_LENGTH;
      last = null;
      open = null;
    }
    if (!isFinite) {
      return;
    }
    Block one = new Block(position.clone(), last == null ? 0 : distance(last, position), 1);
    last = one.sum;
    open = open == null ? one : open.with(one);
    if (open.count == length) {
      blocks.add(open);
      open = null;
      if (blocks.size() == MOST_BLOCKS) {
        halve();
      }
    }
  }

  private static double distance(double[] from, double[] to) {
    double square = 0;
    for (int i = 0; i < to.length; i++) {
      square += (to[i] - from[i]) * (to[i] - from[i]);
    }
    return Math.sqrt(square);
  }

  private void halve() {
    for (int i = 0; i < MOST_BLOCKS / 2; i++) {
      blocks.set(i, blocks.get(2 * i).with(blocks.get(2 * i + 1)));
    }
    blocks.subList(MOST_BLOCKS / 2, MOST_BLOCKS).clear();
    length *= 2;
  }

  /** What was seen since the rate was set; empty before 128 updates, or if nothing moved. */
  public Optional<Reading> read() {
    if (blocks.size() < PIECES) {
      return Optional.empty();
    }
    List<Block> pieces = pieces();
    double before = way(pieces.subList(0, HALF));
    List<Block> latter = pieces.subList(HALF, PIECES);
    double way = way(latter);
    double steps = stepsBetweenMiddles(latter);
    if (way == 0 || steps == 0) {
      return Optional.empty();
    }
    Block end = latter.get(HALF - 1);
    Block beforeEnd = latter.get(HALF - 2);
    double speed = end.distance(beforeEnd) / ((end.count + beforeEnd.count) / 2.0);
    return Optional.of(
        new Reading(speed, way / steps, end.distance(latter.get(0)) / way, way / (before + way)));
  }

  private List<Block> pieces() {
    List<Block> pieces = new ArrayList<>();
    for (int i = 0; i < PIECES; i++) {
      pieces.add(
          blocks.subList(i * blocks.size() / PIECES, (i + 1) * blocks.size() / PIECES).stream()
              .reduce(Block::with)
              .orElseThrow());
    }
    return pieces;
  }

  private static double way(List<Block> pieces) {
    double way = 0;
    for (int i = 1; i < pieces.size(); i++) {
      way += pieces.get(i).distance(pieces.get(i - 1));
    }
    return way;
  }

  private static double stepsBetweenMiddles(List<Block> pieces) {
    double all = pieces.stream().mapToDouble(Block::steps).sum();
    return all - (pieces.get(0).steps + pieces.get(pieces.size() - 1).steps) / 2;
  }
}
