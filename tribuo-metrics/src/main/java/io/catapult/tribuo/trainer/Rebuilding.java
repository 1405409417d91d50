/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.List;

/** Makes a configured object again from its provenance alone. */
final class Rebuilding {

  private Rebuilding() {}

  static Configurable of(ConfiguredObjectProvenance provenance) {
    List<ConfigurationData> configuration = ProvenanceUtil.extractConfiguration(provenance);
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(configuration);
    return manager.lookup(configuration.get(0).getName());
  }
}
