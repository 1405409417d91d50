/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NamedNetworkTest {

  private static final Shape IMAGE = new Shape(1, 1, 8, 8);

  @TempDir private Path folder;

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(
            Networks.fullyConnected()
                .setDepth(3)
                .setWidth(5)
                .optOutputs(2)
                .optBias(false)
                .optActivation(Activation::tanh)
                .optParameterization(Parameterization.STANDARD)
                .build(),
            "--network fcn --depth 3 --width 5 --outputs 2 --no-bias --activation tanh"
                + " --parameterization STANDARD"),
        Arguments.of(
            Networks.convolutional().setDepth(3).setChannels(2).build(),
            "--network cnn --depth 3 --width 2"),
        Arguments.of(Networks.myrtle().setChannels(2).build(), "--network myrtle --width 2"),
        Arguments.of(
            Networks.wideResNet().setDepth(10).setWidenFactor(1).optOutputs(2).build(),
            "--network wide-resnet --depth 10 --width 1 --outputs 2"),
        Arguments.of(
            Networks.visionTransformer().optDepth(1).optWidth(8).build(),
            "--network vit --depth 1 --width 8"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aSavedNetworkAnswersAsBefore(Block block, String options) throws IOException {
    Path file = NamedNetworks.save(folder, "net", block, IMAGE, 1);
    Path renamed = Files.move(file, folder.resolve("weights.bin"));
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        ModelView view = reloaded(manager, block, renamed)) {
      double[] pixels = new double[2 * 64];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Math.sin(i);
      }
      NDArray x = manager.create(pixels, new Shape(2, 1, 8, 8)).toType(DataType.FLOAT32, false);
      String expected = OutputHash.sha256(view.outputs(manager, new NDList(x)));
      JsonNode found = run(renamed, options, csv(pixels), "--input-shape", "1,8,8");
      assertEquals(expected, found.get("outputs.sha256").asText());
      assertEquals(view.parameterCount(), found.get("p").asLong());
    }
  }

  /** The model that saved is closed: its block gets its weights back by DJL's own way. */
  private static ModelView reloaded(NDManager manager, Block block, Path file) {
    block.clear();
    Model model = Model.newInstance("model", "PyTorch");
    manager.attachInternal("model", model);
    model.setBlock(block);
    try {
      Path folder = Files.createTempDirectory(file.getParent(), "copy");
      Files.copy(file, folder.resolve("model-0000.params"));
      model.load(folder, "model");
    } catch (IOException | ai.djl.MalformedModelException e) {
      throw new IllegalStateException(e);
    }
    return ModelView.of(model);
  }

  private Path csv(double[] pixels) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < pixels.length / 64; row++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        cells.add(String.valueOf((float) pixels[row * 64 + i]));
      }
      lines.add(String.join(",", cells));
    }
    return Files.write(folder.resolve("x.csv"), lines);
  }

  private static JsonNode run(Path model, String options, Path inputs, String... more) {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.addAll(List.of("--model", model.toString(), "--inputs", inputs.toString()));
    all.addAll(List.of(more));
    return CommandRun.json(all.toArray(String[]::new));
  }

  @Test
  void theParametersOfABlockAloneAreReadToo() throws IOException {
    Path model = NamedNetworks.saveFullyConnected(folder, 7, 1);
    Path alone = folder.resolve("block.params");
    try (Model owner = Model.newInstance("net1", "PyTorch");
        DataOutputStream stream = new DataOutputStream(Files.newOutputStream(alone))) {
      owner.setBlock(Networks.fullyConnected().setDepth(2).setWidth(16).build());
      owner.load(folder, "net1");
      owner.getBlock().saveParameters(stream);
    } catch (ai.djl.MalformedModelException e) {
      throw new IllegalStateException(e);
    }
    Path inputs = Path.of(CommandRun.reference("ntk-fcn-1.npz"));
    String options = "--network fcn --depth 2 --width 16";
    assertEquals(
        run(model, options, inputs).get("outputs.sha256"),
        run(alone, options, inputs).get("outputs.sha256"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "--network fcn --depth 2 --width 17",
            "NtkLinear(units=17, bias=true), found those of NtkLinear(units=16"),
        Arguments.of(
            "--network fcn --depth 3 --width 16", "expected the parameters of the network"),
        Arguments.of(
            "--network fcn --depth 2 --width 16 --no-bias", "expected the parameters of the net"),
        Arguments.of("--network fcn --depth 2", "--network fcn: expected --width N, found none"),
        Arguments.of("--network cnn --depth 2 --width 2", "found shape (12, 7); give the shape"),
        Arguments.of("--network fcn --depth 0 --width 2", "depth: expected at least 1, found 0"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void anotherNetworkIsRefused(String options, String words) throws IOException {
    Path model = NamedNetworks.saveFullyConnected(folder, 7, 1);
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.addAll(List.of("--model", model.toString(), "--inputs"));
    all.add(CommandRun.reference("ntk-fcn-1.npz"));
    String fault = CommandRun.fault(all.toArray(String[]::new));
    assertTrue(fault.contains(words), fault);
    assertEquals(1, fault.lines().count(), fault);
  }

  /** DJL's own layers take whatever shape a file holds. */
  @Test
  void aParameterOfAnotherShapeIsRefused() throws IOException {
    Path model =
        NamedNetworks.save(
            folder,
            "standard",
            Networks.fullyConnected()
                .setDepth(2)
                .setWidth(16)
                .optParameterization(Parameterization.STANDARD)
                .build(),
            new Shape(1, 7),
            1);
    String fault =
        CommandRun.fault(
            "--model",
            model.toString(),
            "--inputs",
            CommandRun.reference("ntk-fcn-1.npz"), //
            "--network",
            "fcn",
            "--depth",
            "2",
            "--width",
            "17", //
            "--parameterization",
            "STANDARD");
    assertTrue(fault.contains("of shape (17, 7), found (16, 7); check --network"), fault);
  }

  @Test
  void aParametersFileNeedsANetwork() throws IOException {
    Path model = NamedNetworks.saveFullyConnected(folder, 7, 1);
    String fault =
        CommandRun.fault(
            "--model", model.toString(), "--inputs", CommandRun.reference("ntk-fcn-1.npz"));
    assertEquals(
        model
            + ": expected TorchScript, found a DJL parameters file; name its network with"
            + " --network, --depth, --width and --outputs",
        fault);
  }
}
