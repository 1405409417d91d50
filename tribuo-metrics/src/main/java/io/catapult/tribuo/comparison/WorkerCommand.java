/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a worker process is started: this Java, this class path, this environment. */
final class WorkerCommand {

  /** One thread, until a trainer asks for more: workers share the processors. */
  private static final String THREADS = "OMP_NUM_THREADS";

  /** Settings of the engine and of logging, which a worker shares with its parent. */
  private static final List<String> SHARED_PROPERTIES =
      List.of("ai.djl.", "org.slf4j.", "PYTORCH_", "DJL_");

  private final Path arguments;
  private final Path logs;

  private WorkerCommand(Path arguments, Path logs) {
    this.arguments = arguments;
    this.logs = logs;
  }

  /**
   * Writes the arguments, which may be too long for a command line, into a file.
   *
   * @param logs the folder for this file and for what workers print
   */
  static WorkerCommand in(Path logs) throws IOException {
    Files.createDirectories(logs);
    List<String> lines = new ArrayList<>();
    // One thread trains: a collector with threads of its own would only take their time.
    lines.add("-XX:+UseSerialGC");
    lines.add("-XX:+ExitOnOutOfMemoryError");
    lines.add("-XX:ErrorFile=" + logs.resolve("crash-%p.log"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> SHARED_PROPERTIES.stream().anyMatch(name::startsWith))
        .sorted()
        .forEach(name -> lines.add("-D" + name + "=" + System.getProperty(name)));
    lines.add("-cp");
    lines.add(classPath());
    lines.add(WorkerMain.class.getName());
    Path file = logs.resolve("java.args");
    AtomicFile.write(
        file, lines.stream().map(WorkerCommand::quoted).collect(Collectors.joining("\n")));
    return new WorkerCommand(file, logs);
  }

  /** That of the loader, where a host such as Maven has loaded this library by one of its own. */
  private static String classPath() {
    return WorkerCommand.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(url -> Path.of(URI.create(url.toString())).toString())
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** As the file of arguments of {@code java} wants it. */
  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Where the worker of a number prints what is no protocol. */
  Path log(int worker) {
    return logs.resolve("worker-" + worker + ".log");
  }

  /** Starts the worker of a number. */
  Process start(int worker) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "@" + arguments);
    builder.environment().put(THREADS, "1");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log(worker).toFile()));
    return builder.start();
  }
}
