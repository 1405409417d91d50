/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script by which the shell completes commands, options and their values. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash or zsh completes commands, options and their values.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(samples/catapult completion)              in this shell",
      "  samples/catapult completion >> ~/.bash_completion  in every new one"
    })
final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(root.getCommandName(), root));
    out.flush();
  }
}
