/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the user gives: one line that says what was expected, what was found, the remedy. */
class DiagnoseFaultsTest {

  private static final String MODEL = CommandRun.reference("ntk-fcn-1.pt");
  private static final String DATA = CommandRun.reference("ntk-fcn-1.npz");

  @TempDir private Path folder;

  private static String fault(String... arguments) {
    String fault = CommandRun.fault(arguments);
    assertEquals(1, fault.lines().count(), fault);
    return fault;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b\n1,2\n3'|line 3: expected 2 cells as in the first line, found 1",
        "'a,b\n1,NaN'|line 2, column \"b\": expected a finite number, found \"NaN\"",
        "'a,b'|expected at least one row of data, found none",
        "'1,2\n3,4'|found shape (2, 2), on which its forward pass failed",
      })
  void aTableOfTheWrongKindIsOneLine(String text, String words) throws IOException {
    Path table = Files.writeString(folder.resolve("x.csv"), text);
    String fault = fault("--model", MODEL, "--inputs", table.toString());
    assertTrue(fault.contains(words), fault);
  }

  @Test
  void theEnginesOwnReasonIsTold() throws IOException {
    Path table = Files.writeString(folder.resolve("x.csv"), "1,2");
    String fault = fault("--model", MODEL, "--inputs", table.toString());
    assertTrue(fault.endsWith("(mat1 and mat2 shapes cannot be multiplied (1x2 and 7x16))"), fault);
  }

  @Test
  void targetsMustSuitTheOutputs() throws IOException {
    assertEquals(
        DATA
            + ":param.2.weight: expected targets for the 12 samples of "
            + DATA
            + ", found shape [16, 16]",
        fault("--model", MODEL, "--inputs", DATA, "--targets", DATA + ":param.2.weight"));
    assertEquals(
        "--targets: expected [12, 1] as the outputs, found shape [12, 7]; give one number for each"
            + " sample and output",
        fault("--model", MODEL, "--inputs", DATA, "--targets", DATA + ":x"));
    Path nan = Files.write(folder.resolve("nan.npy"), nanFile(12));
    assertEquals(
        "--targets: expected finite numbers, found NaN or infinity; clean the data",
        fault("--model", MODEL, "--inputs", DATA, "--targets", nan.toString()));
  }

  /** Twelve float32 NaN, 0x7fc00000. */
  private static byte[] nanFile(int n) {
    String header = "{'descr': '>f4', 'fortran_order': False, 'shape': (" + n + ",), }";
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    byte[] file =
        Arrays.copyOf(
            new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 10 + text.length + 4 * n);
    file[8] = (byte) text.length;
    System.arraycopy(text, 0, file, 10, text.length);
    for (int i = 0; i < n; i++) {
      file[10 + text.length + 4 * i] = 0x7f;
      file[10 + text.length + 4 * i + 1] = (byte) 0xc0;
    }
    return file;
  }

  @Test
  void classNumbersMustBeClasses() throws IOException {
    assertEquals(
        "--loss ce: expected a model of at least 2 outputs, found 1; take --loss mse or l2",
        fault("--model", MODEL, "--inputs", DATA, "--targets", DATA, "--loss", "ce"));
    String model = CommandRun.reference("tanh-fcn-k3-1.pt");
    String data = CommandRun.reference("tanh-fcn-k3-1.npz");
    Path classes = Files.writeString(folder.resolve("y.csv"), "0\n1\n2\n0\n1\n2\n0\n3\n2\n1\n");
    assertEquals(
        "--targets, row 7: expected a class number from 0 to 2, as the model has 3 outputs, found"
            + " 3.0; number the classes from 0",
        fault("--model", model, "--inputs", data, "--targets", classes.toString(), "--loss", "ce"));
    assertEquals(
        "--targets: expected [10, 3] as the outputs, found shape [10, 1]; give one-hot rows, or"
            + " take --loss ce for class numbers",
        fault("--model", model, "--inputs", data, "--targets", classes.toString()));
    String row =
        fault("--model", model, "--inputs", data, "--targets", data + ":f", "--loss", "ce");
    assertTrue(row.startsWith("--targets, row 0: expected probabilities that sum to 1"), row);
  }

  @Test
  void filesMustBeThere() {
    assertEquals(
        "none.pt: expected a model's file, found none that can be read; check the path",
        fault("--model", "none.pt", "--inputs", DATA));
    assertEquals(
        "none.npy: expected a file, found none; check the path",
        fault("--model", MODEL, "--inputs", "none.npy"));
    Path out = folder.resolve("none").resolve("found.json");
    assertEquals(
        "--out: expected a file in a folder that can be written to, found "
            + out
            + "; choose another",
        fault("--model", MODEL, "--inputs", DATA, "--out", out.toString()));
    String model = fault("--model", DATA, "--inputs", DATA);
    assertTrue(model.contains("a TorchScript file, an archive with code"), model);
  }

  @Test
  void optionsMustBeInRange() {
    assertEquals(
        "--lr: expected a positive learning rate, found -1.0",
        fault("--model", MODEL, "--inputs", DATA, "--lr", "-1"));
    assertEquals(
        "--samples: expected 1 to 12, the samples of " + DATA + ", found 13",
        fault("--model", MODEL, "--inputs", DATA, "--samples", "13"));
    assertEquals(
        "--input-shape: expected 7 numbers a sample as in " + DATA + ", found [2, 4]",
        fault("--model", MODEL, "--inputs", DATA, "--input-shape", "2,4"));
  }
}
