/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import org.tribuo.Output;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;

/**
 * What the optimizers of a comparison are tried on. A worker process makes it again from its
 * configuration: everything that changes a number is a field with {@code @Config}.
 *
 * @param <T> the type of output
 */
public interface ComparisonTask<T extends Output<T>>
    extends Configurable, Provenancable<ConfiguredObjectProvenance> {

  /**
   * The data for a seed, the same each time.
   *
   * @param seed the seed of the run
   * @throws IOException if the data cannot be read
   */
  TaskData<T> load(long seed) throws IOException;

  /** Tribuo's own evaluator of predictions on the test data. */
  Evaluator<T, ? extends Evaluation<T>> evaluator();

  /**
   * The metric that configurations are ranked by, the lowest first; the test loss unless a task
   * says otherwise, such as the test error where the outputs are labels.
   */
  default DynamicsMetrics primaryMetric() {
    return DynamicsMetrics.TEST_LOSS;
  }
}
