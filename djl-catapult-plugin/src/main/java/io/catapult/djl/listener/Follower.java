/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something that follows a training from update to update, if it is wanted and there can be one,
 * until it fails: what has missed an update cannot follow any more.
 */
final class Follower<T extends Follower.Following> implements AutoCloseable {

  private final String name;
  private final FailureLog failures;
  private T it;

  /** What follows. */
  interface Following extends AutoCloseable {

    @Override
    void close();
  }

  private Follower(String name, FailureLog failures) {
    this.name = name;
    this.failures = failures;
  }

  /** None. */
  static <T extends Following> Follower<T> none(FailureLog failures) {
    return new Follower<>("nothing", failures);
  }

  /**
   * One, or none if it cannot be made.
   *
   * @param name the name of it, for the log
   */
  static <T extends Following> Follower<T> of(String name, Supplier<T> made, FailureLog failures) {
    Follower<T> follower = new Follower<>(name, failures);
    failures.guard(name, 0, () -> follower.it = made.get());
    return follower;
  }

  /** Whether there is one. */
  boolean isThere() {
    return it != null;
  }

  /** Uses it, if there is one. */
  void use(long step, Consumer<T> body) {
    if (it == null) {
      return;
    }
    failures.guard(
        name,
        step,
        () -> {
          try {
            body.accept(it);
          } catch (RuntimeException e) {
            close();
            throw e;
          }
        });
  }

  @Override
  public void close() {
    if (it != null) {
      T closing = it;
      it = null;
      closing.close();
    }
  }
}
