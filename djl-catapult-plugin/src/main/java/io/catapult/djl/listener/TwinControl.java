/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The twin of a training if one is wanted and there can be one, until it fails. */
final class TwinControl implements AutoCloseable {

  private static final String NAME = "the quadratic twin";

  private final FailureLog failures;
  private TwinInstrument twin;

  private TwinControl(FailureLog failures) {
    this.failures = failures;
  }

  /** No twin. */
  static TwinControl none(FailureLog failures) {
    return new TwinControl(failures);
  }

  /** A twin, or none if it cannot be made. */
  static TwinControl of(Supplier<TwinInstrument> twin, FailureLog failures) {
    TwinControl control = none(failures);
    failures.guard(NAME, 0, () -> control.twin = twin.get());
    return control;
  }

  /** Whether there is a twin to be trained. */
  boolean isThere() {
    return twin != null;
  }

  /** Makes the update that the network has made at a step. */
  void update(long step) {
    use(step, it -> it.update(step));
  }

  /** Lets the twin learn from a batch of the coming update. */
  void add(long step, NDList x, NDList labels) {
    use(step, it -> it.add(x, labels));
  }

  void measure(long step, Values into) {
    use(step, it -> it.measure(into));
  }

  /** A twin that has missed something is none any more. */
  private void use(long step, Consumer<TwinInstrument> body) {
    if (twin == null) {
      return;
    }
    failures.guard(
        NAME,
        step,
        () -> {
          try {
            body.accept(twin);
          } catch (RuntimeException e) {
            close();
            throw e;
          }
        });
  }

  @Override
  public void close() {
    if (twin != null) {
      TwinInstrument closing = twin;
      twin = null;
      closing.close();
    }
  }
}
