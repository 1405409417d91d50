/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;

/** What axe-core, an accessibility checker, finds wrong with a page. */
final class Accessibility {

  private Accessibility() {}

  /** One line for each rule that is broken, with the first element that breaks it. */
  @SuppressWarnings("unchecked") // the script returns a list of texts
  static List<String> violations(Browser browser) throws IOException {
    browser.script(axe());
    JavascriptExecutor page = (JavascriptExecutor) browser.driver();
    return (List<String>)
        page.executeAsyncScript(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.map("
                + "v => v.id + ': ' + v.help + ': ' + v.nodes[0].html)))");
  }

  private static String axe() throws IOException {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
