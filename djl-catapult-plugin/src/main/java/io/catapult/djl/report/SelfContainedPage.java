/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One HTML file with everything inside: style, charts, scripts and data. It loads nothing, neither
 * from other machines nor from other files, and its Content-Security-Policy forbids it to: a script
 * or style runs only if its SHA-256 is that of what was packed here.
 *
 * <p>The data stand in a script element of type application/json, with {@code < > &} and all that
 * is not ASCII as escapes: no text of a model, a file or an exception can become markup. The title
 * is escaped. Equal parts give equal pages, byte by byte. Size: 1.2 MB and the data.
 */
public final class SelfContainedPage {

  /** In the order in which they build on each other. */
  private static final List<String> CORE =
      List.of(
          "echarts/echarts.min.js",
          "core.js",
          "page.js",
          "options.js",
          "links.js",
          "pictures.js",
          "chart.js");

  private static final List<String> LICENCES =
      List.of("NOTICE", "LICENSE", "LICENSE-zrender", "LICENSE-d3");
  private static final String WITHOUT_SCRIPTS =
      "This page draws with JavaScript, which is switched off here. It loads nothing from anywhere.";

  private final String title;
  private final String data;
  private final String style;
  private final List<String> scripts;
  private final String connections;

  /**
   * A page.
   *
   * @param title what the browser names it
   * @param data what the scripts find in the element #data: maps, lists, numbers and texts, or a
   *     Jackson tree; copied
   * @param scripts the texts of the page's own scripts, which run in order after the charts'
   * @throws IllegalArgumentException if the data have no JSON or a script would end its element
   */
  public SelfContainedPage(String title, Object data, List<String> scripts) {
    this(
        title,
        PageJson.text(data),
        resource(SelfContainedPage.class, "page.css"),
        withCore(scripts),
        "'none'");
  }

  private SelfContainedPage(
      String title, String data, String style, List<String> scripts, String connections) {
    this.title = title;
    this.data = data;
    this.style = style;
    this.scripts = List.copyOf(scripts);
    this.connections = connections;
    this.scripts.forEach(SelfContainedPage::requireInert);
  }

  private static List<String> withCore(List<String> scripts) {
    List<String> all = new ArrayList<>();
    CORE.forEach(name -> all.add(resource(SelfContainedPage.class, name)));
    all.addAll(scripts);
    return all;
  }

  private static void requireInert(String script) {
    for (String ending : List.of("</script", "<!--")) {
      int at = script.toLowerCase(Locale.ROOT).indexOf(ending);
      if (at >= 0) {
        throw new IllegalArgumentException(
            "Expected a script that can stand in a page; found '"
                + ending
                + "' at character "
                + at
                + " of one. Remedy: split the text there, as '<' + '...'.");
      }
    }
  }

  /**
   * The text of a resource that lies beside a class, such as a script for a page.
   *
   * @param beside the class
   * @param name the name of the file, with folders below that of the class
   * @throws IllegalArgumentException if there is none
   */
  public static String resource(Class<?> beside, String name) {
    return PageResource.text(beside, name);
  }

  /** The same page, but it may ask the server that it came from; for a page that is served. */
  public SelfContainedPage served() {
    return new SelfContainedPage(title, data, style, scripts, "'self'");
  }

  /** The Content-Security-Policy, which the page has inside and a server sends as a header too. */
  public String policy() {
    String allowed = scripts.stream().map(SelfContainedPage::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + allowed
        + "; style-src "
        + hash(style)
        + "; img-src data: blob:; connect-src "
        + connections
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The page as HTML. */
  public String html() {
    StringBuilder html = new StringBuilder(2_000_000);
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    meta(html, "http-equiv", "Content-Security-Policy", policy());
    meta(html, "name", "viewport", "width=device-width, initial-scale=1");
    meta(html, "name", "color-scheme", "light dark");
    meta(html, "name", "generator", "djl-catapult " + version());
    html.append("<title>").append(HtmlText.escape(title)).append("</title>\n<style>");
    html.append(style).append("</style>\n</head>\n<body>\n<noscript><p>").append(WITHOUT_SCRIPTS);
    html.append("</p></noscript>\n<main id=\"main\"></main>\n");
    html.append("<script type=\"application/json\" id=\"data\">").append(data).append("</script>");
    html.append("\n<script type=\"text/plain\" id=\"licences\">").append(licences());
    html.append("</script>");
    scripts.forEach(s -> html.append("\n<script>").append(s).append("</script>"));
    return html.append("\n</body>\n</html>\n").toString();
  }

  /** A copy of the charts' library is in the page, and so are its licences. */
  private static String licences() {
    return LICENCES.stream()
        .map(name -> resource(SelfContainedPage.class, "echarts/" + name))
        .collect(Collectors.joining("\n"));
  }

  private static void meta(StringBuilder html, String key, String name, String content) {
    html.append("<meta ").append(key).append("=\"").append(name).append("\" content=\"");
    html.append(HtmlText.escape(content)).append("\">\n");
  }

  private static String version() {
    String own = SelfContainedPage.class.getPackage().getImplementationVersion();
    return own == null ? "development" : own;
  }

  /**
   * Writes the page to a file, whole or not at all; a file that is there is replaced.
   *
   * @param path the file, in a folder that there is
   * @throws IOException if the folder is missing, the path is a folder, or it cannot be written
   */
  public void write(Path path) throws IOException {
    WholeFile.write(path, html().getBytes(StandardCharsets.UTF_8), "a page");
  }

  /**
   * Writes the page, in UTF-8.
   *
   * @param out left open
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(html().getBytes(StandardCharsets.UTF_8));
  }
}
