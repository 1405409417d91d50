/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.OlcutProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.TribuoCore;

/**
 * The message that a model is in Tribuo's protobuf form:
 *
 * <pre>
 * package catapult.tribuo;
 * message DjlModelProto {
 *   tribuo.core.ModelDataProto metadata = 1;
 *   olcut.RootProvenanceProto network = 2; // of the factory, the bridge and the loss
 *   bytes parameters = 3;                  // in DJL's format
 *   bytes trace = 4;                       // a trace file, packed by gzip; empty if there is none
 *   string device = 5;
 * }
 * </pre>
 *
 * Built from its descriptor at run time: the files that it would import are not shipped with their
 * libraries, so it cannot be compiled.
 */
record ModelFile(
    ModelDataProto metadata,
    RootProvenanceProto network,
    ByteString parameters,
    ByteString trace,
    String device) {

  private static final Descriptor DESCRIPTOR = descriptor();

  private static Descriptor descriptor() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("catapult-djl-model.proto")
            .setPackage("catapult.tribuo")
            .setSyntax("proto3")
            .addDependency(TribuoCore.getDescriptor().getName())
            .addDependency(OlcutProto.getDescriptor().getName());
    file.addMessageTypeBuilder()
        .setName("DjlModelProto")
        .addField(message("metadata", 1, ModelDataProto.getDescriptor()))
        .addField(message("network", 2, RootProvenanceProto.getDescriptor()))
        .addField(field("parameters", 3, FieldDescriptorProto.Type.TYPE_BYTES))
        .addField(field("trace", 4, FieldDescriptorProto.Type.TYPE_BYTES))
        .addField(field("device", 5, FieldDescriptorProto.Type.TYPE_STRING));
    try {
      FileDescriptor[] imports = {TribuoCore.getDescriptor(), OlcutProto.getDescriptor()};
      return FileDescriptor.buildFrom(file.build(), imports).findMessageTypeByName("DjlModelProto");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto message(String name, int number, Descriptor type) {
    return field(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE).toBuilder()
        .setTypeName("." + type.getFullName())
        .build();
  }

  private static FieldDescriptorProto field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
        .build();
  }

  Any toAny() {
    return Any.pack(
        DynamicMessage.newBuilder(DESCRIPTOR)
            .setField(DESCRIPTOR.findFieldByNumber(1), metadata)
            .setField(DESCRIPTOR.findFieldByNumber(2), network)
            .setField(DESCRIPTOR.findFieldByNumber(3), parameters)
            .setField(DESCRIPTOR.findFieldByNumber(4), trace)
            .setField(DESCRIPTOR.findFieldByNumber(5), device)
            .build());
  }

  static ModelFile of(Any any) throws InvalidProtocolBufferException {
    if (!any.getTypeUrl().endsWith("/" + DESCRIPTOR.getFullName())) {
      throw new InvalidProtocolBufferException(
          "Expected a message " + DESCRIPTOR.getFullName() + "; found " + any.getTypeUrl());
    }
    DynamicMessage message = DynamicMessage.parseFrom(DESCRIPTOR, any.getValue());
    return new ModelFile(
        ModelDataProto.parseFrom(bytes(message, 1)),
        RootProvenanceProto.parseFrom(bytes(message, 2)),
        (ByteString) get(message, 3),
        (ByteString) get(message, 4),
        (String) get(message, 5));
  }

  private static ByteString bytes(DynamicMessage message, int number) {
    return ((Message) get(message, number)).toByteString();
  }

  private static Object get(DynamicMessage message, int number) {
    return message.getField(DESCRIPTOR.findFieldByNumber(number));
  }
}
