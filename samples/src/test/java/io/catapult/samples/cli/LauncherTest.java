/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of its own, with a Maven that only writes down that it was called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

  private static final Path LAUNCHER = Path.of("catapult").toAbsolutePath();

  @TempDir private Path folder;
  private Path project;
  private Path source;
  private Path calls;

  @BeforeEach
  void makeProject() throws IOException {
    project = folder.resolve("a project");
    source = project.resolve("samples/src/main/Some.java");
    calls = folder.resolve("calls");
    Files.createDirectories(source.getParent());
    Files.createDirectories(project.resolve("samples/target/classes"));
    Files.copy(LAUNCHER, project.resolve("samples/catapult"));
    for (String file : List.of("pom.xml", "samples/pom.xml", "samples/src/main/Some.java")) {
      touch(project.resolve(file), Instant.now().minusSeconds(60));
    }
    writeMaven(
        "printf %s \"$TEST_CLASS_PATH\" >'" + project + "/samples/target/catapult.classpath'");
  }

  @Test
  void buildsOnFirstUseAndNotAgain() throws Exception {
    CommandRun first = launch("--version");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().startsWith("djl-catapult "), first.out());
    assertTrue(first.err().startsWith("Building djl-catapult (first use"), first.err());
    assertEquals("", launch("--version").err());
    assertEquals(1, Files.readAllLines(calls).size());
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    launch("--version");
    touch(source, Instant.now().plusSeconds(60));
    CommandRun run = launch("--version");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("its sources have changed"), run.err());
    assertEquals(2, Files.readAllLines(calls).size());
  }

  @Test
  void buildsWithoutTheNativesForCudaAndKeepsBothBuilds() throws Exception {
    launch("--version");
    Process cuda = start(List.of("--version"), "CATAPULT_CUDA", "1");
    assertEquals(0, cuda.waitFor());
    List<String> called = Files.readAllLines(calls);
    assertEquals(2, called.size(), called::toString);
    assertTrue(called.get(1).contains(" -Dcuda "), called.get(1));
    assertEquals("", launch("--version").err());
  }

  @Test
  void aBuildThatFailsShowsItsFaultsAndItsLog() throws Exception {
    writeMaven("echo '[ERROR] no such symbol'; exit 1");
    CommandRun run = launch("--version");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("[ERROR] no such symbol"), run.err());
    assertTrue(run.err().contains("target/catapult/build.log"), run.err());
  }

  @Test
  void runsThroughALinkFromAnywhere() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("a project/samples/catapult"));
    CommandRun run = finish(start(link, List.of("show", "nothing"), "JAVA_OPTS", ""));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("found nothing at nothing"), run.err());
  }

  @Test
  void aMissingJdkIsOneLine() throws Exception {
    CommandRun run = finish(start(List.of("--version"), "JAVA_HOME", "/nowhere"));
    assertEquals(1, run.code());
    assertEquals(
        "catapult: expected a JDK 17 or newer; found no '/nowhere/bin/java'. Remedy: install one,"
            + " or set JAVA_HOME.",
        run.err().strip());
  }

  private static void touch(Path file, Instant when) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, "");
    }
    Files.setLastModifiedTime(file, FileTime.from(when));
  }

  private void writeMaven(String work) throws IOException {
    Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\necho \"$@\" >>'" + calls + "'\n" + work + "\n");
    assertTrue(maven.toFile().setExecutable(true));
  }

  private CommandRun launch(String... args) throws Exception {
    return finish(start(List.of(args), "JAVA_OPTS", "-Dsome=1 -Dother=2"));
  }

  private Process start(List<String> args, String variable, String value) throws IOException {
    return start(project.resolve("samples/catapult"), args, variable, value);
  }

  private Process start(Path launcher, List<String> args, String variable, String value)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TEST_CLASS_PATH", System.getProperty("java.class.path"));
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    builder.environment().put(variable, value);
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private CommandRun finish(Process process) throws Exception {
    int code = process.waitFor();
    return new CommandRun(code, read("out"), read("err"));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
