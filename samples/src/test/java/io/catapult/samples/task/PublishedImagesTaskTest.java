/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.UsageFault;
import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.data.PublishedFiles;
import io.catapult.tribuo.comparison.TaskData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

final class PublishedImagesTaskTest {

  /** Six images of class 0, seven of class 1, two of class 2, which CelebA has as class 0. */
  private static final int[] LABELS = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 2, 2};

  @TempDir private Path folder;

  private UserImages images(ImageDataset dataset, OptionalInt training, OptionalInt perClass) {
    return new UserImages(
        folder,
        Optional.of(dataset),
        List.of(0, 1),
        training,
        perClass,
        OptionalInt.empty(),
        Optional.empty());
  }

  private static long count(Dataset<Label> data, String label) {
    return data.getData().stream().filter(row -> row.getOutput().getLabel().equals(label)).count();
  }

  @ParameterizedTest
  @EnumSource
  void everySetIsDealtOutForTrainingValidationAndTesting(ImageDataset dataset) throws IOException {
    PublishedFiles.write(dataset, folder, LABELS);
    int both = dataset == ImageDataset.CELEBA ? 15 : 13;
    TaskData<Label> data =
        new PublishedImagesTask(images(dataset, OptionalInt.of(4), OptionalInt.empty())).load(3);
    assertEquals(4, data.training().size());
    assertEquals(both - 4, data.validation().orElseThrow().size());
    assertEquals(both, data.test().size());
    int width = dataset.channels() * dataset.side() * dataset.side();
    assertEquals(width, data.training().getExample(0).size());
  }

  @Test
  void trainingImagesOfEachClassAreAsManyAsWereAskedFor() throws IOException {
    PublishedFiles.write(ImageDataset.SVHN, folder, LABELS);
    PublishedImagesTask task =
        new PublishedImagesTask(images(ImageDataset.SVHN, OptionalInt.empty(), OptionalInt.of(5)));
    TaskData<Label> data = task.load(1);
    assertEquals(5, count(data.training(), "0"));
    assertEquals(5, count(data.training(), "1"));
    assertEquals(1, count(data.validation().orElseThrow(), "0"));
    assertEquals(2, count(data.validation().orElseThrow(), "1"));
    assertEquals(text(data), text(task.load(1)));
    assertNotEquals(text(data), text(task.load(2)));
  }

  private static String text(TaskData<Label> data) {
    return data.training().getData().toString();
  }

  @Test
  void theHashOfWhatWasReadIsInTheProvenance() throws IOException {
    PublishedFiles.write(ImageDataset.USPS, folder, LABELS);
    TaskData<Label> data =
        new PublishedImagesTask(images(ImageDataset.USPS, OptionalInt.of(4), OptionalInt.empty()))
            .load(1);
    String source = data.test().getSourceProvenance().toString();
    assertTrue(
        source.matches("(?s).*usps, classes \\[0, 1\\], 13 images, SHA-256 [0-9a-f]{64}.*"),
        source);
  }

  @Test
  void onlyThePairThatTheReferenceWasMadeOfHasOne() throws IOException {
    PublishedFiles.write(ImageDataset.FASHION_MNIST, folder, 0, 2, 0, 2, 1, 1);
    for (List<Integer> classes : List.of(List.of(0, 2), List.of(0, 1), List.<Integer>of())) {
      UserImages asked =
          new UserImages(
              folder,
              Optional.of(ImageDataset.FASHION_MNIST),
              classes,
              OptionalInt.of(2),
              OptionalInt.empty(),
              OptionalInt.empty(),
              Optional.empty());
      assertEquals(
          !classes.equals(List.of(0, 1)),
          new PublishedImagesTask(asked).load(0).reference().isPresent());
    }
  }

  @Test
  void aClassThatNoTrainingImageIsOfIsAFault() throws IOException {
    PublishedFiles.write(ImageDataset.USPS, folder, LABELS);
    PublishedImagesTask task =
        new PublishedImagesTask(images(ImageDataset.USPS, OptionalInt.of(1), OptionalInt.empty()));
    String found = assertThrows(IllegalArgumentException.class, () -> task.load(1)).getMessage();
    assertTrue(
        found.matches(
            "expected training images of each of the classes \\[0, 1\\], found only \\[[01]\\] among"
                + " the 1 drawn; ask for more, or for as many of each class"),
        found);
  }

  @Test
  void tooFewImagesAreOneClearFault() throws IOException {
    PublishedFiles.write(ImageDataset.MNIST, folder, LABELS);
    ComparisonRequest request =
        new ComparisonRequest(
            TaskName.IMAGES,
            Optional.of(images(ImageDataset.MNIST, OptionalInt.of(13), OptionalInt.empty())),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Set.of());
    UsageFault fault = assertThrows(UsageFault.class, () -> ComparisonSetup.of(request, 0));
    assertTrue(
        fault.getMessage().contains("at most the 13 images of the classes [0, 1]"),
        fault.getMessage());
    assertTrue(fault.getMessage().contains("found 14; ask for fewer"), fault.getMessage());
  }
}
