/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.samples.UsageFault;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A saved model, open to be measured. */
final class ModelFile implements AutoCloseable {

  private static final byte[] MODEL_MAGIC = "DJL@".getBytes(StandardCharsets.US_ASCII);
  private static final String NAME = "model";

  private final ModelView view;
  private final Model owner;

  private ModelFile(ModelView view, Model owner) {
    this.view = view;
    this.owner = owner;
  }

  /**
   * Opens a TorchScript file, or a DJL parameters file where a network is named.
   *
   * @param file the file
   * @param network the network whose parameters it holds
   * @param input the shape of a batch
   * @throws IOException if it cannot be read
   * @throws UsageFault if it holds other parameters than the network has
   */
  static ModelFile open(Path file, NetworkOptions network, Shape input) throws IOException {
    requireFile(file);
    boolean isModel = isModel(file);
    if (network.isGiven()) {
      return openParameters(file, isModel, network.build(), input);
    }
    if (isModel) {
      throw new UsageFault(
          file
              + ": expected TorchScript, found a DJL parameters file; name its network with"
              + " --network, --depth, --width and --outputs");
    }
    return new ModelFile(ModelView.ofTorchScript(file), null);
  }

  private static void requireFile(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageFault(
          file + ": expected a model's file, found none that can be read; check the path");
    }
  }

  /** Whether a file was saved by {@code Model.save}. */
  private static boolean isModel(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Arrays.equals(stream.readNBytes(MODEL_MAGIC.length), MODEL_MAGIC);
    }
  }

  private static ModelFile openParameters(Path file, boolean isModel, Block block, Shape input)
      throws IOException {
    Model model = Model.newInstance(NAME, "PyTorch");
    try {
      model.setBlock(block);
      initialize(block, model, input);
      Map<String, Shape> expected = shapes(block);
      load(file, isModel, model);
      requireSame(file, expected, shapes(block));
      return new ModelFile(ModelView.of(model), model);
    } catch (MalformedModelException | EOFException | IllegalArgumentException e) {
      model.close();
      throw new UsageFault(
          file
              + ": expected the parameters of the network as --network, --depth, --width, --outputs"
              + " and --no-bias describe it, found others: "
              + reason(e),
          e);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "the file ends too early" : e.getMessage();
  }

  private static void initialize(Block block, Model model, Shape input) {
    try {
      block.initialize(model.getNDManager(), DataType.FLOAT32, input);
    } catch (RuntimeException e) {
      throw new UsageFault(
          "--network: expected inputs that the network takes, found shape "
              + input
              + "; give the shape of a sample, as --input-shape 1,28,28",
          e);
    }
  }

  private static Map<String, Shape> shapes(Block block) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    block.getParameters().forEach(pair -> shapes.put(pair.getKey(), pair.getValue().getShape()));
    return shapes;
  }

  private static void load(Path file, boolean isModel, Model model)
      throws IOException, MalformedModelException {
    if (isModel) {
      loadModel(file, model);
      return;
    }
    try (DataInputStream stream =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      model.getBlock().loadParameters(model.getNDManager(), stream);
      if (stream.read() >= 0) {
        throw new MalformedModelException("the file holds more parameters");
      }
    }
  }

  /** DJL finds a file by its name, NAME-0000.params: it gets a copy that has such a name. */
  private static void loadModel(Path file, Model model)
      throws IOException, MalformedModelException {
    Path folder = Files.createTempDirectory("catapult-model");
    Path copy = folder.resolve(NAME + "-0000.params");
    try {
      Files.copy(file, copy);
      model.load(folder, NAME);
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(folder);
    }
  }

  private static void requireSame(
      Path file, Map<String, Shape> expected, Map<String, Shape> found) {
    for (Map.Entry<String, Shape> parameter : expected.entrySet()) {
      Shape shape = found.get(parameter.getKey());
      if (!parameter.getValue().equals(shape)) {
        throw new UsageFault(
            "%s: expected parameter %s of shape %s, found %s; check --network, --depth, --width, --outputs and --input-shape"
                .formatted(file, parameter.getKey(), parameter.getValue(), shape));
      }
    }
  }

  /** The model at its weights; it ends with this. */
  ModelView view() {
    return view;
  }

  @Override
  public void close() {
    view.close();
    if (owner != null) {
      owner.close();
    }
  }
}
