/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.data.ImageDataset;
import io.catapult.tribuo.comparison.TaskData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.Label;

final class PaperImagesTest {

  @TempDir private Path folder;

  @Test
  void classesOfFashionMnistStandInForASetThatIsNotThere() throws IOException {
    PaperImages images = new PaperImages(Optional.of(folder));
    PaperImages.Chosen chosen = images.choose(PaperImages.Wish.svhn2(128).dividedBy(2));
    assertEquals(1, chosen.channels());
    assertEquals(14, chosen.side());
    assertEquals(
        "classes 7 and 9 of Fashion-MNIST (28 x 28, grey) in place of classes 0 and 2 of svhn."
            + " Images averaged down to 14 x 14.",
        chosen.words());
    TaskData<Label> data = chosen.task().load(1);
    assertEquals(128, data.training().size());
    assertEquals(64, data.validation().orElseThrow().size());
    assertEquals(14 * 14, data.training().getFeatureMap().size());
    assertTrue(data.reference().isEmpty());
  }

  @Test
  void theSetOfThePaperIsTakenWhereTheFolderHasIt() throws IOException {
    Files.createDirectories(folder.resolve("svhn"));
    PaperImages images = new PaperImages(Optional.of(folder));
    assertTrue(images.has(ImageDataset.SVHN));
    assertFalse(images.has(ImageDataset.CIFAR_10));
    PaperImages.Chosen chosen = images.choose(PaperImages.Wish.svhn2(128));
    assertEquals(3, chosen.channels());
    assertEquals(32, chosen.side());
    assertEquals("", chosen.words());
  }

  @Test
  void tenClassesAreThere() throws IOException {
    TaskData<Label> data =
        PaperImages.embedded().choose(PaperImages.Wish.cifar10(100)).task().load(2);
    assertEquals(10, data.training().getOutputInfo().size());
    assertEquals(100, data.training().size());
  }

  @Test
  void wrongLabelsAreInTheTrainingDataAlone() throws IOException {
    PaperImages.Wish wish = PaperImages.Wish.cifar2(200);
    TaskData<Label> clean = PaperImages.embedded().choose(wish).task().load(3);
    TaskData<Label> noisy = PaperImages.embedded().choose(wish.withLabelNoise(0.1)).task().load(3);
    assertEquals(20, differences(clean, noisy));
    assertEquals(
        clean.validation().orElseThrow().getData().stream().map(x -> x.getOutput()).toList(),
        noisy.validation().orElseThrow().getData().stream().map(x -> x.getOutput()).toList());
  }

  private static int differences(TaskData<Label> one, TaskData<Label> other) {
    int differences = 0;
    for (int i = 0; i < one.training().size(); i++) {
      Label a = one.training().getExample(i).getOutput();
      differences += a.equals(other.training().getExample(i).getOutput()) ? 0 : 1;
    }
    return differences;
  }
}
