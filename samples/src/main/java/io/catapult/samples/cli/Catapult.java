/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.diagnose.DiagnoseCommand;
import io.catapult.samples.diagnose.LandscapeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "catapult",
    description = {
      "Compares optimizers by how they generalise, and shows why: the catapults of each training,"
          + " the critical learning rate, the sharpness, and the features that were learned.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CompareCommand.class,
      ReproduceCommand.class,
      TrainCommand.class,
      DiagnoseCommand.class,
      LandscapeCommand.class,
      ResumeCommand.class,
      ShowCommand.class,
      ReportCommand.class,
      CompletionCommand.class
    },
    versionProvider = Versions.class,
    commandListHeading = "%nCommands, the main one first:%n",
    optionListHeading = "%nOptions of every command:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult compare                        eight optimizers on real images; some minutes",
      "  catapult train                          one training, told as it happens",
      "  catapult diagnose --model net.pt --inputs x.npy --lr 0.1",
      "                                          would this model train at this rate?",
      "  catapult landscape --model net.pt --inputs x.npy --targets y.npy --page net.html",
      "                                          what its loss looks like around it",
      "  catapult reproduce                      the experiments of the papers, and their claims",
      "  catapult show catapult-runs/my-run      what happened in a training, or in a comparison",
      "  catapult report catapult-runs/my-run    the same as a page with charts, for the browser",
      "  source <(catapult completion)           completion by the tabulator key, in bash and zsh",
      "  catapult compare --help                 every command explains itself",
      "",
      "Environment, read by the launcher samples/catapult:",
      "  JAVA_HOME, JAVA_OPTS                    the JDK (17 or newer) and options of the JVM",
      "  CATAPULT_CUDA=1                         train on a GPU; see the README first"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed inside (--debug shows the stack trace), or a claim to reproduce did not hold",
      "2:wrong option, file or folder; nothing was overwritten",
      "130:stopped by Ctrl-C; what was recorded stays readable"
    })
public final class Catapult implements Runnable {

  private static final int WIDTH = 100;

  @Spec private CommandSpec spec;

  @SuppressWarnings("unused") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain the command and exit.")
  private boolean help;

  @SuppressWarnings("unused") // picocli reads it
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the versions of djl-catapult, DJL, PyTorch and Java, and exit.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean debug;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "Explain without colours; so does the environment variable NO_COLOR.")
  void setNoColor(boolean off) {
    if (off) {
      spec.root()
          .commandLine()
          .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
  }

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(newCommandLine().execute(args));
  }

  /** The command line with all commands, for one use. */
  static CommandLine newCommandLine() {
    Catapult root = new Catapult();
    CommandLine line = new CommandLine(root);
    line.setParameterExceptionHandler(Faults::usage);
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> Faults.execution(fault, command, root.debug));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(WIDTH);
    TaskOptions.explainTasks(line.getSubcommands().get("compare"));
    TaskOptions.explainTasks(line.getSubcommands().get("train"));
    return line;
  }

  /** Without a command: says what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
