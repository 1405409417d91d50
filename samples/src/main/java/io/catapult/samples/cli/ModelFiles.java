/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.catapult.tribuo.trainer.DjlModel;
import java.io.IOException;
import java.nio.file.Files;

/** Keeps a trained model, for Tribuo and for {@code catapult diagnose}. */
final class ModelFiles {

  /** The field of DjlModelProto that holds the parameters as DJL writes them. */
  private static final int PARAMETERS = 3;

  private ModelFiles() {}

  /** Writes the model in Tribuo's form, and its parameters in DJL's. */
  static void write(DjlModel<?> model, TrainingFolder folder) throws IOException {
    model.serializeToFile(folder.model());
    ByteString message = model.serialize().getSerializedData().getValue();
    Files.write(
        folder.parameters(),
        UnknownFieldSet.parseFrom(message)
            .getField(PARAMETERS)
            .getLengthDelimitedList()
            .get(0)
            .toByteArray());
  }
}
