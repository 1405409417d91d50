/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: one line on the error output, and the exit code. */
final class Faults {

  private Faults() {}

  /** An option or a parameter that the command line itself refuses. */
  static int usage(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String text = fault.getCause() instanceof UsageFault cause ? cause.getMessage() : said(fault);
    say(command, name + ": " + text + " Help: " + name + " --help");
    return ExitCode.USAGE;
  }

  private static String said(ParameterException fault) {
    String suggested =
        fault instanceof UnmatchedArgumentException unmatched
            ? String.join(" or ", unmatched.getSuggestions())
            : "";
    String text = fault.getMessage() + (fault.getMessage().endsWith(".") ? "" : ".");
    return suggested.isEmpty() ? text : text + " Did you mean " + suggested + "?";
  }

  /** A fault of the user's input found later, or a failure of ours. */
  static int execution(Exception fault, CommandLine command, boolean debug) {
    if (debug) {
      fault.printStackTrace(command.getErr());
    }
    String name = command.getCommandSpec().qualifiedName();
    if (fault instanceof UsageFault) {
      say(command, name + ": " + fault.getMessage());
      return ExitCode.USAGE;
    }
    String hint = debug ? "" : " (--debug shows the stack trace)";
    say(command, name + ": failed: " + describe(fault) + hint);
    return ExitCode.SOFTWARE;
  }

  private static String describe(Exception fault) {
    String kind = fault.getClass().getSimpleName();
    return fault.getMessage() == null ? kind : kind + ": " + fault.getMessage();
  }

  private static void say(CommandLine command, String text) {
    PrintWriter err = command.getErr();
    err.println(text.lines().map(String::strip).collect(Collectors.joining(" ")));
    err.flush();
  }
}
