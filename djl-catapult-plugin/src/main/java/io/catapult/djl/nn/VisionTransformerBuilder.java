/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.LayerNorm;
import io.catapult.djl.check.BuilderFaults;

/**
 * Builds a vision transformer: patch embedding, L layers of attention and perceptron, layer norm,
 * and a linear output on the class token.
 *
 * <p>Dosovitskiy et al., An image is worth 16x16 words, Eq. 1 to 4, with pre-normalisation: z' = z
 * + attention(norm(z)), z'' = z' + perceptron(norm(z')), the perceptron having one hidden layer.
 * Input [n, c, h, w] of whole patches; output [n, k].
 *
 * <p>The papers say "the standard ViT-4 architecture" and no more (Zhu, Toward understanding the
 * dynamics of over-parameterized neural networks, appendix C.6). Chosen here: 4 layers and patches
 * of 4 x 4 (the "4" can be read as either), width 256 in 4 heads (64 numbers a head, as in
 * ViT-Base), a perceptron four times as wide as the tokens, no dropout, ReLU as in all the papers'
 * networks. In the NTK parameterisation the patch embedding, the four matrices of an attention and
 * the perceptron are NTK layers; the position table has fan-in 1 and starts from N(0, 1), as in
 * either parameterisation; layer norms start at gain 1 and offset 0; attention scores keep 1/sqrt(D
 * / H).
 */
public final class VisionTransformerBuilder extends NetworkBuilder<VisionTransformerBuilder> {

  private int depth = 4;
  private int patchSize = 4;
  private int width = 256;
  private int heads = 4;
  private int perceptronFactor = 4;

  VisionTransformerBuilder() {
    super("a vision transformer");
  }

  @Override
  VisionTransformerBuilder self() {
    return this;
  }

  /**
   * Sets the number of transformer layers L, 4 by default.
   *
   * @param depth at least 1
   * @return this
   */
  public VisionTransformerBuilder optDepth(int depth) {
    this.depth = depth;
    return this;
  }

  /**
   * Sets the side of a patch in pixels, 4 by default.
   *
   * @param patchSize at least 1; must divide the image's height and width
   * @return this
   */
  public VisionTransformerBuilder optPatchSize(int patchSize) {
    this.patchSize = patchSize;
    return this;
  }

  /**
   * Sets the width D of the tokens, 256 by default.
   *
   * @param width a positive multiple of the heads
   * @return this
   */
  public VisionTransformerBuilder optWidth(int width) {
    this.width = width;
    return this;
  }

  /**
   * Sets the number of attention heads H, 4 by default.
   *
   * @param heads at least 1
   * @return this
   */
  public VisionTransformerBuilder optHeads(int heads) {
    this.heads = heads;
    return this;
  }

  /**
   * Sets how many times wider than the tokens the perceptron's hidden layer is, 4 by default.
   *
   * @param perceptronFactor at least 1
   * @return this
   */
  public VisionTransformerBuilder optPerceptronFactor(int perceptronFactor) {
    this.perceptronFactor = perceptronFactor;
    return this;
  }

  @Override
  void check(BuilderFaults faults) {
    faults
        .requireAtLeast(1, depth, "depth", "optDepth")
        .requireAtLeast(1, patchSize, "patchSize", "optPatchSize")
        .requireAtLeast(1, width, "width", "optWidth")
        .requireAtLeast(1, heads, "heads", "optHeads")
        .requireAtLeast(1, perceptronFactor, "perceptronFactor", "optPerceptronFactor")
        .require(
            heads < 1 || width % heads == 0,
            "width",
            "a multiple of the " + heads + " heads",
            width,
            "change optWidth or optHeads");
  }

  @Override
  SequentialBlock assemble(LayerFactory layers) {
    SequentialBlock network = new SequentialBlock();
    network.add(new PatchEmbedding(layers, patchSize, width));
    for (int i = 0; i < depth; i++) {
      network.add(residual(new SelfAttention(layers, width, heads)));
      network.add(residual(perceptron(layers)));
    }
    return network
        .add(tokenNorm())
        .add(LambdaBlock.singleton(VisionTransformerBuilder::classToken, "classToken"))
        .add(layers.linear(outputs()));
  }

  private Block perceptron(LayerFactory layers) {
    return new SequentialBlock()
        .add(layers.linear((long) width * perceptronFactor))
        .add(activation())
        .add(layers.linear(width));
  }

  private static Block residual(Block body) {
    return sum(new SequentialBlock().add(tokenNorm()).add(body), Blocks.identityBlock());
  }

  /** Normalises each token by itself. */
  private static Block tokenNorm() {
    return LayerNorm.builder().axis(2).build();
  }

  private static NDArray classToken(NDArray tokens) {
    return tokens.get(":, 0");
  }
}
