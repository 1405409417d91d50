/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import java.util.List;
import org.tribuo.provenance.TrainerProvenance;

/** Makes a configured object again from its provenance alone. */
final class Rebuilding {

  private Rebuilding() {}

  static Configurable of(ConfiguredObjectProvenance provenance) {
    List<ConfigurationData> configuration = ProvenanceUtil.extractConfiguration(provenance);
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(configuration);
    return manager.lookup(configuration.get(0).getName());
  }

  /** A trainer, in the state in which it trained. */
  static DjlTrainer<?> trainer(TrainerProvenance provenance) {
    Faults.require(
        provenance.getClassName().equals(DjlTrainer.class.getName()),
        "the provenance of a " + DjlTrainer.class.getName(),
        provenance.getClassName(),
        "give that of a model which it trained");
    DjlTrainer<?> trainer = (DjlTrainer<?>) of(provenance);
    PrimitiveProvenance<?> count =
        provenance.getInstanceValues().get(TrainerProvenance.TRAIN_INVOCATION_COUNT);
    trainer.setInvocationCount(((IntProvenance) count).getValue());
    return trainer;
  }
}
