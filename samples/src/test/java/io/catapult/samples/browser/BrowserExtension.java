/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a {@link Browser} to each test that has one as a parameter. All test classes of a run share
 * one browser; every test begins with an empty page and nothing emulated.
 *
 * <p>Where no browser is installed the tests are skipped; they fail where the environment variable
 * {@code CATAPULT_REQUIRE_BROWSER} is set, as {@code .ci/run} sets it.
 */
final class BrowserExtension implements ExecutionCondition, BeforeEachCallback, ParameterResolver {
  private static final Namespace HERE = Namespace.create(BrowserExtension.class);
  private final Map<String, String> environment;

  BrowserExtension() {
    this(System.getenv());
  }

  BrowserExtension(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (files().isPresent() || environment.containsKey("CATAPULT_REQUIRE_BROWSER")) {
      return ConditionEvaluationResult.enabled("a browser is there, or required");
    }
    return ConditionEvaluationResult.disabled(BrowserFiles.REMEDY);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Browser started = store(context).get(Browser.class, Browser.class);
    if (started != null) {
      started.reset();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return browser(context);
  }

  /** Returns the programs, or fails with what to do. */
  BrowserFiles required() {
    return files().orElseThrow(() -> new IllegalStateException(BrowserFiles.REMEDY));
  }

  private Optional<BrowserFiles> files() {
    return BrowserFiles.find(environment);
  }

  /** JUnit closes what its root store holds when the last test has ended. */
  private Browser browser(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(Browser.class, key -> Browser.start(required()), Browser.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(HERE);
  }
}
