/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SelfContainedPageTest {

  /** Texts that would get out of where they stand, were they not escaped. */
  static Stream<String> hostile() {
    return Stream.of(
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "<img src=x onerror=alert(1)>",
        "]]><svg/onload=alert(1)>",
        "\"'`&amp;</title>",
        "a\u2028b\u2029c",
        "a\u0000b\u0008\u000b\u007f",
        "half a pair \ud800 and \udc00",
        "größe 模型 \ud83d\ude00",
        "\\u003c/script>");
  }

  @TempDir private Path folder;

  private static SelfContainedPage page(String title, Object data) {
    return new SelfContainedPage(title, data, List.of("Catapult.own = 1;\n"));
  }

  private static String data(String html) {
    Matcher block =
        Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>")
            .matcher(html);
    assertTrue(block.find());
    String text = block.group(1);
    assertFalse(block.find());
    return text;
  }

  private static List<String> scripts(String html) {
    List<String> scripts = new ArrayList<>();
    Matcher block = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
    while (block.find()) {
      scripts.add(block.group(1));
    }
    return scripts;
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noTextLeavesTheDataBlock(String text) throws Exception {
    Map<String, Object> data = Map.of(text, List.of(text));
    String block = data(page("t", data).html());
    assertTrue(block.chars().allMatch(c -> c >= ' ' && c < 127), block);
    assertFalse(block.matches("(?s).*[<>&].*"), block);
    if (!text.contains("half")) {
      assertEquals(data, new JsonMapper().readValue(block, Map.class));
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noTitleLeavesItsElement(String text) {
    String html = page(text, Map.of()).html();
    String title = html.substring(html.indexOf("<title>") + 7, html.indexOf("</title>"));
    assertFalse(title.matches("(?s).*[<>\"\\x00\\x7f].*"), title);
    assertFalse(title.replaceAll("&(amp|lt|gt|quot);", "").contains("&"), title);
    assertEquals(html, new String(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Test
  void thePolicyAllowsTheScriptsAndTheStyleThatAreThereAndNothingElse() throws Exception {
    SelfContainedPage page = page("t", Map.of());
    String html = page.html();
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    List<String> scripts = scripts(html);
    assertEquals("Catapult.own = 1;\n", scripts.get(scripts.size() - 1));
    StringBuilder hashes = new StringBuilder();
    for (String script : scripts) {
      hashes.append(' ').append(hash(script));
    }
    assertEquals(
        "default-src 'none'; script-src%s; style-src %s; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
            .formatted(hashes, hash(style)),
        page.policy());
    assertTrue(
        html.contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"" + page.policy() + "\">"));
    assertFalse(page.policy().contains("unsafe"));
  }

  @Test
  void aServedPageMayAskItsServerAlone() {
    SelfContainedPage page = page("t", Map.of()).served();
    assertTrue(page.policy().contains("connect-src 'self';"), page.policy());
    assertTrue(page.html().contains(page.policy()));
  }

  @Test
  void nothingIsLoaded() {
    String html = page("t", Map.of()).html();
    String markup = html.replaceAll("(?s)<script( type=\"text/plain\"[^>]*)?>.*?</script>", "");
    String style = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
    assertFalse(markup.contains(" src="), markup);
    assertFalse(markup.contains("<link"), markup);
    assertFalse(style.contains("url("), style);
    assertFalse(style.contains("@import"), style);
    assertFalse(markup.contains("http:") || markup.contains("https:"), markup);
  }

  @Test
  void thePageIsUtf8AndNamesItsMaker() {
    String html = page("模型", Map.of()).html();
    assertTrue(
        html.startsWith("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"));
    assertTrue(html.contains("<meta name=\"generator\" content=\"djl-catapult "));
    assertTrue(html.contains("<title>模型</title>"));
    assertTrue(html.contains("<noscript>"));
    assertTrue(html.contains("<main id=\"main\"></main>"));
  }

  @Test
  void theChartsComeBeforeThePagesOwnScripts() {
    List<String> scripts = scripts(page("t", Map.of()).html());
    assertTrue(scripts.get(0).contains("echarts"));
    assertTrue(scripts.get(1).contains("const Catapult"));
    for (String script : scripts.subList(2, scripts.size() - 1)) {
      assertTrue(script.contains("\nObject.assign(Catapult"), script);
    }
  }

  @Test
  void theLicencesOfTheChartsAreInThePage() {
    String html = page("t", Map.of()).html();
    String licences = html.substring(html.indexOf("<script type=\"text/plain\""));
    licences = licences.substring(0, licences.indexOf("</script>"));
    for (String part : List.of("Apache ECharts", "Apache License", "Mike Bostock", "Baidu Inc.")) {
      assertTrue(licences.contains(part), part);
    }
    assertFalse(licences.contains("<!--"), "nothing may hide the end of the block");
  }

  @Test
  void aScriptThatWouldEndItsElementIsRefused() {
    for (String ending : List.of("'</SCRIPT>'", "'<!--'")) {
      IllegalArgumentException fault =
          assertThrows(
              IllegalArgumentException.class,
              () -> new SelfContainedPage("t", Map.of(), List.of("f(" + ending + ")")));
      assertTrue(fault.getMessage().contains("at character 3 of one. Remedy: "), fault.toString());
    }
  }

  @Test
  void dataWithoutJsonAreRefused() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> page("t", Map.of("a", new Object())));
    assertTrue(fault.getMessage().startsWith("Expected data of maps, lists"), fault.toString());
  }

  @Test
  void aResourceThatIsNotThereIsNamed() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> SelfContainedPage.resource(SelfContainedPage.class, "none.js"));
    assertTrue(fault.getMessage().contains("'none.js' beside io.catapult"), fault.toString());
  }

  @Test
  void aPageReplacesAnotherAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("p.html"), "old");
    page("t", Map.of()).write(file);
    assertEquals(page("t", Map.of()).html(), Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFolderThatIsMissingOrInTheWayIsNamed() {
    Path missing = folder.resolve("none").resolve("p.html");
    IOException fault = assertThrows(IOException.class, () -> page("t", Map.of()).write(missing));
    assertEquals(
        "Expected a folder to write a page into; found none at %s. Remedy: make the folder first."
            .formatted(missing.getParent()),
        fault.getMessage());
    fault = assertThrows(IOException.class, () -> page("t", Map.of()).write(folder));
    assertEquals(
        "Expected the path of a file to write a page to; found the folder %s. Remedy: add a name to it."
            .formatted(folder),
        fault.getMessage());
  }
}
