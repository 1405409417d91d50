/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.catapult.djl.features.Agop;
import io.catapult.djl.features.PrincipalDirections;
import io.catapult.samples.data.FashionMnist;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;

/**
 * Makes the reference AGOP that the samples carry: trains the {@link ReferenceNetwork} and writes
 * its AGOP G, cut to the largest eigenvalues, as the factor F of G = F^T F, with a description of
 * how it was made. Takes about five minutes on one core.
 */
public final class MakeReferenceAgop {

  private static final int RANK = 32;

  private MakeReferenceAgop() {}

  /**
   * Runs it.
   *
   * @param args the folder with the four published files, and the folder to write to
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    FashionMnist images = FashionMnist.builder().optFolder(Path.of(args[0])).build();
    Path target = Path.of(args[1]);
    try (ReferenceNetwork network = new ReferenceNetwork(images)) {
      network.train();
      try (Agop agop = network.agop()) {
        PrincipalDirections top = agop.top(RANK);
        Files.write(target.resolve("reference-agop.npy"), numpy(factor(top)));
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValue(
                target.resolve("reference-agop.json").toFile(),
                describe(images, network, agop, top));
      }
    }
  }

  /** F [r, d]: row i is the square root of eigenvalue i times its eigenvector. */
  private static NDArray factor(PrincipalDirections top) {
    NDArray directions = top.directions();
    float[] roots = new float[top.count()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) Math.sqrt(Math.max(0, top.eigenvalues()[i]));
    }
    NDArray scale = directions.getManager().create(roots, new Shape(1, roots.length));
    return directions.mul(scale).transpose();
  }

  /** The array as a .npy file, which is what a .npz archive of one array holds. */
  private static byte[] numpy(NDArray array) throws IOException {
    array.setName("factor");
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    new NDList(array).encode(archive, NDList.Encoding.NPZ);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray()))) {
      zip.getNextEntry();
      return zip.readAllBytes();
    }
  }

  private static Map<String, Object> describe(
      FashionMnist images, ReferenceNetwork network, Agop agop, PrincipalDirections top) {
    double squares = 0;
    double sum = 0;
    for (double value : top.eigenvalues()) {
      squares += value * value;
      sum += value;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("what", "F [" + RANK + ", 784], G = F^T F the AGOP on the test images of both classes");
    all.put("classes", images.train().classes());
    all.put("trainingImages", images.train().size());
    all.put("trainingImagesSha256", images.train().sha256());
    all.put("testImages", images.test().size());
    all.put("testImagesSha256", images.test().sha256());
    all.put(
        "network", "Myrtle-5, " + ReferenceNetwork.CHANNELS + " channels, PyTorch initialisation");
    all.put(
        "training",
        "Adam, cosine schedule from 2e-3 to 2e-5, batch "
            + ReferenceNetwork.BATCH
            + ", "
            + ReferenceNetwork.EPOCHS
            + " epochs, seed "
            + ReferenceNetwork.SEED
            + ", squared loss on +1 and -1, pixels in [0, 1]");
    all.put("testError", network.testError());
    all.put("shareOfTrace", sum / agop.trace());
    all.put("shareOfSquaredNorm", squares / (agop.frobeniusNorm() * agop.frobeniusNorm()));
    all.put("pytorch", Engine.getInstance().getVersion());
    all.put("djl", Engine.getDjlVersion());
    return all;
  }
}
