/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.landscape.LossLine;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs of a network of D ReLU layers grow with the D-th power of a distance. */
final class DeepLandscapeTest {

  private static final int POINTS = 21;
  private static final Loss LOSS = SquaredErrorLoss.create();

  private static LossDirection direction(int depth, DataType type) {
    Engine.getInstance().setRandomSeed(4);
    Block block =
        Networks.fullyConnected()
            .setDepth(depth)
            .setWidth(8)
            .optParameterization(Parameterization.NTK)
            .build();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      block.initialize(manager, type, new Shape(1, 3));
      NDList x = new NDList(manager.randomNormal(new Shape(6, 3), type));
      NDList y = new NDList(manager.randomNormal(new Shape(6, 1), type));
      try (ModelView view = ModelView.of(block);
          LossLine line = LossLine.random(view, LOSS, x, y, 1)) {
        return LossDirection.random(line, view, 1, POINTS);
      }
    }
  }

  private static LandscapeReport report(LossDirection direction) {
    return new LandscapeReport("net", "squared", "float32", 6, 1, 1, List.of(direction));
  }

  @Test
  void whereALossOverflowsTheSweepEndsAndTheReportSaysSo() {
    LossDirection found = direction(24, DataType.FLOAT32);
    assertTrue(found.isCutShort());
    assertTrue(found.sweptTo() < 100 * found.reach());
    LandscapeReport report = report(found);
    JsonNode json = report.json().get("directions").get(0);
    assertEquals(found.sweptTo(), json.get("sweptTo").asDouble());
    assertEquals(0, json.get("scales").size(), "it still rises where it ends");
    String words = json.get("sweepWords").asText();
    assertTrue(words.contains("as the loss is not finite farther out; there the exponent"), words);
    assertTrue(report.text().contains(words), report.text());
  }

  @Test
  void whereItStaysFiniteTheSweepGoesToAHundredTimesTheReach() {
    LossDirection found = direction(3, DataType.FLOAT32);
    assertFalse(found.isCutShort());
    assertEquals(100 * found.reach(), found.sweptTo(), 1e-9 * found.sweptTo());
    assertFalse(report(found).text().contains("not finite"));
  }
}
