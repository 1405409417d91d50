/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.Serializable;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;

/** Models to Tribuo's protobuf form and back. */
final class ModelSerializer {

  private static final ProtoProvenanceSerialization PROVENANCES =
      new ProtoProvenanceSerialization(false);

  private ModelSerializer() {}

  /** The provenance of a network, which is all that a file holds of it but its parameters. */
  static RootProvenanceProto write(NetworkSpec<?> network) {
    return PROVENANCES.serializeToProto(ProvenanceUtil.marshalProvenance(network.getProvenance()));
  }

  static DjlModel<?> read(Any message) throws InvalidProtocolBufferException {
    ModelFile file = ModelFile.of(message);
    NetworkSpec<?> network =
        (NetworkSpec<?>)
            Rebuilding.of(
                (ConfiguredObjectProvenance)
                    ProvenanceUtil.unmarshalProvenance(
                        PROVENANCES.deserializeFromProto(file.network())));
    return model(ModelDataCarrier.deserialize(file.metadata()), network, file);
  }

  /** A file's domain and network were of one type when they were written. */
  @SuppressWarnings("unchecked")
  private static <T extends Output<T>> DjlModel<T> model(
      ModelDataCarrier<?> data, NetworkSpec<?> network, ModelFile file) {
    ModelDataCarrier<T> typed = (ModelDataCarrier<T>) data;
    return new DjlModel<>(
        typed.name(),
        typed.provenance(),
        typed.featureDomain(),
        typed.outputDomain(),
        (NetworkSpec<T>) network,
        file.device(),
        file.parameters(),
        TraceBytes.read(file.trace()));
  }

  /** What Java's serialisation sees of a model. */
  static final class Packed implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] model;

    Packed(DjlModel<?> model) {
      this.model = model.serialize().toByteArray();
    }

    private Object readResolve() {
      try {
        return Model.deserialize(ModelProto.parseFrom(model));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
