/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a {@link CodeBlock} against the class path of the test and may run its main method. */
final class CodeBlockRunner {
  private final Path folder;

  /**
   * Writes sources and classes to a folder.
   *
   * @param folder an empty folder
   */
  CodeBlockRunner(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs the block in this process.
   *
   * @throws AssertionError if it does not compile; its message is the compiler's
   * @throws Throwable what the block throws
   */
  void run(CodeBlock block) throws Throwable {
    compile(block);
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Class<?> type = loader.loadClass(block.className());
      var main = type.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Compiles the block.
   *
   * @throws AssertionError if it does not compile; its message is the compiler's
   */
  void compile(CodeBlock block) throws IOException {
    Path source = folder.resolve(block.className() + ".java");
    Files.writeString(source, block.source());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              folder.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      var units = files.getJavaFileObjects(source);
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new AssertionError(
            "The block at line %d does not compile:%n%s".formatted(block.line(), messages));
      }
    }
  }
}
