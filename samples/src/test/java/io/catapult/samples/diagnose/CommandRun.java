/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs the commands on saved models as the user does; diagnose unless another is given. */
final class CommandRun {

  private CommandRun() {}

  /** A reference file of the test resources: a model, or what an independent program found. */
  static String reference(String file) {
    try {
      return Path.of(CommandRun.class.getResource("/reference/" + file).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(file, e);
    }
  }

  /** What it prints; a fault is thrown. */
  static String print(String... arguments) {
    return print(new DiagnoseCommand(), arguments);
  }

  /** What a command prints; a fault is thrown. */
  static String print(Callable<Integer> command, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    List<Exception> faults = new ArrayList<>();
    line.setExecutionExceptionHandler((fault, failed, parsed) -> note(faults, fault));
    line.setParameterExceptionHandler((fault, parsed) -> note(faults, fault));
    line.execute(arguments);
    for (Exception fault : faults) {
      if (fault instanceof UsageFault usage) {
        throw usage;
      }
      throw new AssertionError("no fault of the user's", fault);
    }
    return out.toString();
  }

  private static int note(List<Exception> faults, Exception fault) {
    faults.add(fault);
    return 2;
  }

  /** The JSON that it prints. */
  static JsonNode json(String... arguments) {
    return json(new DiagnoseCommand(), arguments);
  }

  /** The JSON that a command prints. */
  static JsonNode json(Callable<Integer> command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    try {
      return new ObjectMapper().readTree(print(command, all.toArray(String[]::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message of the fault that it ends with. */
  static String fault(String... arguments) {
    return fault(new DiagnoseCommand(), arguments);
  }

  /** The message of the fault that a command ends with. */
  static String fault(Callable<Integer> command, String... arguments) {
    try {
      String printed = print(command, arguments);
      throw new AssertionError("expected a fault, found the output " + printed);
    } catch (UsageFault fault) {
      return fault.getMessage();
    }
  }
}
