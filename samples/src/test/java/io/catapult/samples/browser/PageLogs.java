/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What a page wrote on the console and asked for since it was opened; the driver tells it once. */
final class PageLogs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final WebDriver driver;
  private final List<LogEntry> console = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  PageLogs(WebDriver driver) {
    this.driver = driver;
  }

  /** Forgets all until now. */
  void clear() {
    read();
    console.clear();
    requests.clear();
  }

  /** Returns uncaught exceptions, refused and failed requests, and errors that the page wrote. */
  List<String> consoleErrors() {
    read();
    return console.stream()
        .filter(entry -> entry.getLevel().equals(Level.SEVERE))
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Returns the address of each request, the page's own first; also those that were refused. */
  List<String> requests() {
    read();
    return List.copyOf(requests);
  }

  private void read() {
    console.addAll(driver.manage().logs().get(LogType.BROWSER).getAll());
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode event = parse(entry.getMessage()).path("message");
      String method = event.path("method").asText();
      if (method.equals("Network.requestWillBeSent")) {
        requests.add(event.path("params").path("request").path("url").asText());
      } else if (method.equals("Network.webSocketCreated")) {
        requests.add(event.path("params").path("url").asText());
      }
    }
  }

  private static JsonNode parse(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("expected JSON in the performance log; found " + message, e);
    }
  }
}
