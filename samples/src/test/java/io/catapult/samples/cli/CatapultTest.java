/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import io.catapult.samples.UsageFault;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CatapultTest {

  @Test
  void helpNamesEveryCommandWithExamplesAndExitCodes() {
    CommandRun run = CommandRun.of("--help");
    assertEquals(0, run.code());
    for (String command : Catapult.newCommandLine().getSubcommands().keySet()) {
      assertTrue(run.out().contains("\n  " + command + " "), command);
    }
    assertTrue(run.out().contains("Examples:"), run.out());
    assertTrue(run.out().contains("130   stopped by Ctrl-C"), run.out());
  }

  @Test
  void withoutACommandItExplainsItself() {
    assertEquals(CommandRun.of("--help").out(), CommandRun.of().out());
  }

  @Test
  void everyCommandExplainsItselfWithExamples() {
    for (String command : Catapult.newCommandLine().getSubcommands().keySet()) {
      CommandRun run = CommandRun.of(command, "--help");
      assertEquals(0, run.code(), command);
      assertTrue(run.out().contains("Examples:"), command);
      assertTrue(run.out().contains("--debug"), command);
    }
  }

  @Test
  void theVersionsAreThoseThatTheBuildWroteDown() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("DJL " + Engine.getDjlVersion()), run.out());
    assertTrue(run.out().contains("Java " + System.getProperty("java.runtime.version")));
    assertFalse(run.out().contains("$"), run.out());
  }

  @Test
  void anUnknownCommandIsOneLineWithWhatMayHaveBeenMeant() {
    CommandRun run = CommandRun.of("shwo");
    assertEquals(2, run.code());
    assertEquals(
        "catapult: Unmatched argument at index 0: 'shwo'. Did you mean show? Help: catapult --help",
        run.err().strip());
    assertEquals("", run.out());
  }

  @Test
  void aMissingParameterIsOneLine() {
    CommandRun run = CommandRun.of("show");
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines());
    assertTrue(run.err().contains("'PATH'"), run.err());
  }

  @Test
  void aFaultOfTheUserEndsWithTwoAndOneLine() {
    CommandRun run = CommandRun.of(failing(new UsageFault("Expected a\nfile.")), "fail");
    assertEquals(2, run.code());
    assertEquals("catapult fail: Expected a file.", run.err().strip());
  }

  @Test
  void aFailureOfOursEndsWithOneAndAHint() {
    CommandRun run = CommandRun.of(failing(new IllegalStateException("broken")), "fail");
    assertEquals(1, run.code());
    assertEquals(
        "catapult fail: failed: IllegalStateException: broken (--debug shows the stack trace)",
        run.err().strip());
  }

  @Test
  void debugShowsTheStackTrace() {
    CommandLine line = failing(new IllegalStateException("broken"));
    CommandRun run = CommandRun.of(line, "--debug", "fail");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("at io.catapult.samples.cli.CatapultTest"), run.err());
  }

  @Test
  void theCompletionScriptKnowsCommandsAndOptions() {
    CommandRun run = CommandRun.of("completion");
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("#!/usr/bin/env bash"), run.out());
    assertTrue(run.out().contains("_picocli_catapult_show"), run.out());
    assertTrue(run.out().contains("--json"), run.out());
  }

  private static CommandLine failing(RuntimeException fault) {
    CommandLine line = Catapult.newCommandLine();
    line.addSubcommand("fail", new Failing(fault));
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    return line;
  }

  @Command(name = "fail")
  private record Failing(RuntimeException fault) implements Runnable {

    @Override
    public void run() {
      throw fault;
    }
  }
}
