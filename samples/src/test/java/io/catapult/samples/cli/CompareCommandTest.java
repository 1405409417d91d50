/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.data.PublishedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompareCommandTest {

  @TempDir private Path folder;

  private CommandRun compare(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "compare",
                "--task=csv",
                "--data=" + Tables.product(folder),
                "--target=y",
                "--width=8",
                "--epochs=5",
                "--workers=1"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void aComparisonEndsWithTablesAndIsKept() throws IOException {
    Path out = folder.resolve("out");
    CommandRun run = compare("--optimizers=sgd,adam", "--seeds=2", "--out=" + out);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("SGD"), run.out());
    assertTrue(run.out().contains("correlation of"), run.out());
    assertTrue(run.err().contains("4/4 Adam, seed 2: test loss"), run.err());
    assertTrue(run.err().contains("a page to look at: " + out), run.err());
    assertTrue(
        run.err().strip().endsWith(out.resolve("report.html").toUri().toString()), run.err());

    CommandRun shown = CommandRun.of("show", out.toString());
    assertEquals(run.out(), shown.out());

    Path page = out.resolve("report.html");
    String html = Files.readString(page);
    Files.delete(page);
    CommandRun reported = CommandRun.of("report", out.toString());
    assertEquals(0, reported.code(), reported.err());
    assertEquals(html, Files.readString(page));
    Path cell = out.resolve("cells/02-adam-seed-1");
    assertEquals(0, CommandRun.of("report", cell.toString()).code());
    assertTrue(Files.readString(cell.resolve("report.html")).contains("02-adam-seed-1</title>"));

    Path lost = out.resolve("cells/02-adam-seed-1/result.json");
    Files.delete(lost);
    CommandRun resumed = CommandRun.of("resume", out.toString(), "--workers=1");
    assertEquals(run.out(), resumed.out(), resumed.err());

    CommandRun other = compare("--optimizers=sgd", "--seeds=2", "--out=" + out, "--resume");
    assertEquals(2, other.code());
    assertEquals(1, other.errorLines(), other.err());
    assertEquals(run.out(), CommandRun.of("show", out.toString()).out());

    CommandRun again = compare("--optimizers=sgd,adam", "--seeds=2", "--out=" + out);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("resume"), again.err());
  }

  @Test
  void jsonIsForMachines() throws IOException {
    CommandRun run =
        compare("--optimizers=sgd", "--seeds=7,", "--json", "--out=" + folder.resolve("out"));
    JsonNode json = new JsonMapper().readTree(run.out());
    assertEquals("djl-catapult-comparison-result", json.get("format").asText());
    assertEquals(7, json.get("runs").get(0).get("seed").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--task=rank5|Expected a task, found 'rank5'; choose among rank2, rank3",
        "--optimizers=sdg|Expected an optimizer, found 'sdg'; choose among gd, sgd",
        "--schedules=warm|Expected a schedule as fixed:RATE",
        "--batch-sizes=0|Expected batch sizes of at least 1; found 0",
        "--seeds=0|Expected a number of seeds, 1 to 1000",
        "--workers=0|Expected --workers of at least 1; found 0",
        "--depth=1|Expected a depth of at least 2; found 1",
        "--data=t.csv|Expected both --data and --target",
        "--task=csv|Expected a table for the task csv",
        "--task=csv --data=none.csv --target=y|Expected a table at none.csv; found nothing",
        "--images=/nowhere|expected a folder with the four published files, found /nowhere",
        "--dataset=cifar|Expected an image set, found 'cifar'; choose among cifar-10, svhn",
        "--task=images|an image set and its folder for the task images; found none",
        "--task=images --images=/tmp|an image set and its folder for the task images; found --images alone",
        "--task=images --dataset=svhn|Expected --images with options of images; found none",
        "--task=images --dataset=svhn --images=/none|expected a folder with train_32x32.mat and test_32x32.mat, found /none, which is not there",
        "--classes-of=0,1 --images=/none|--images alone for the task fashion-mnist",
        "--task=rank2 --images=/none|--images with the tasks images and fashion-mnist only; found the task rank2",
        "--task=images --dataset=svhn --images=. --side=0|Expected side of at least 1; found 0",
        "--task=images --dataset=svhn --images=. --side=8|only celeba is scaled",
        "--task=images --dataset=svhn --images=. --classes-of=7|from 0 to 9, found [7]",
        "--task=images --dataset=svhn --images=. --training=9 --per-class=9|Expected either --training or --per-class; found both",
        "--task=images --dataset=svhn --images=.|expected train_32x32.mat in ",
        "--out=/proc/nowhere|/proc/nowhere"
      })
  void aWrongOptionIsOneLineAndNothingIsWritten(String option, String part) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    arguments.addAll(List.of(option.split(" ")));
    if (!option.startsWith("--out")) {
      arguments.add("--out=" + folder.resolve("out"));
    }
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(2, run.code(), run.err());
    assertEquals(1, run.errorLines(), run.err());
    assertTrue(run.err().contains(part), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aComparisonOnPublishedImagesIsKeptAndResumed() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    PublishedFiles.write(ImageDataset.CIFAR_10, images, 7, 9, 7, 9, 7, 9, 7, 9, 1, 1);
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "compare",
            "--task=images",
            "--dataset=cifar-10",
            "--images=" + images,
            "--classes-of=7,9",
            "--per-class=3",
            "--optimizers=sgd,adam",
            "--seeds=1",
            "--width=8",
            "--epochs=2",
            "--workers=1",
            "--out=" + out);
    assertEquals(0, run.code(), run.err());
    Files.delete(out.resolve("cells/02-adam-seed-1/result.json"));
    CommandRun resumed = CommandRun.of("resume", out.toString(), "--workers=1");
    assertEquals(run.out(), resumed.out(), resumed.err());
  }

  @Test
  void aBrokenImageFileIsOneLine() throws IOException {
    for (String name :
        List.of(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte")) {
      Files.write(folder.resolve(name), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
    CommandRun run =
        CommandRun.of("compare", "--images=" + folder, "--out=" + folder.resolve("out"));
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines(), run.err());
    assertTrue(run.err().contains("train-images-idx3-ubyte"), run.err());
  }
}
