/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command printed and ended with.
 *
 * @param code the exit code
 * @param out the standard output
 * @param err the error output
 */
public record CommandRun(int code, String out, String err) {

  /** Runs a command in this process. */
  public static CommandRun of(String... args) {
    return of(Catapult.newCommandLine(), args);
  }

  /** Runs a command of the given command line in this process. */
  static CommandRun of(CommandLine line, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    int code = line.execute(args);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** The error output as a number of lines. */
  long errorLines() {
    return err.lines().count();
  }
}
