/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.live.LiveView;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** The page of a training that is shown while it goes on, if it is asked for and can be had. */
final class LivePage implements AutoCloseable {

  private final LiveOption option;
  private final String title;
  private final PrintWriter err;
  private LiveView view;

  /**
   * @param title what the page is called
   */
  LivePage(LiveOption option, String title, PrintWriter err) {
    this.option = option;
    this.title = title;
    this.err = err;
  }

  /** Shows what a listener records. A page that cannot be had is no reason not to train. */
  void show(CatapultListener listener) {
    if (option.port().isEmpty()) {
      return;
    }
    try {
      view = LiveView.start(listener, option.port().getAsInt(), title);
      err.printf("Live while it trains, on this machine: %s%n", view.url());
    } catch (UncheckedIOException e) {
      err.printf("No live page, the training goes on without: %s%n", e.getMessage());
    }
    err.flush();
  }

  /** Lets the page learn of the end. */
  @Override
  public void close() {
    if (view != null) {
      view.close();
    }
  }
}
