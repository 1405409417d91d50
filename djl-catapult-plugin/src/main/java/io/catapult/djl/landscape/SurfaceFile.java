/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.trace.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** The places of a surface that were measured, in memory and, if there is one, in a file. */
final class SurfaceFile {

  private static final String FORMAT = "djl-catapult-surface";
  private static final String VERSION = "1.0";
  private static final String NON_FINITE = "non-finite";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;
  private final SurfaceIdentity identity;
  private final PlaneGrid grid;
  private final double[] losses;
  private final double[] sharpnesses;
  private final BitSet done = new BitSet();

  /**
   * Reads the file if there is one.
   *
   * @param file or null to keep nothing
   * @throws IOException if it cannot be read, or is no surface
   * @throws MeasurementException if it is of something else
   */
  SurfaceFile(Path file, SurfaceIdentity identity, PlaneGrid grid, boolean sharpness)
      throws IOException {
    this.file = file;
    this.identity = identity;
    this.grid = grid;
    this.losses = new double[grid.size()];
    this.sharpnesses = sharpness ? new double[grid.size()] : null;
    if (file != null && Files.exists(file)) {
      read(parsed());
    }
  }

  boolean has(int place) {
    return done.get(place);
  }

  int count() {
    return done.cardinality();
  }

  void put(int place, double loss, double sharpness) {
    losses[place] = loss;
    if (sharpnesses != null) {
      sharpnesses[place] = sharpness;
    }
    done.set(place);
  }

  double[] losses() {
    return losses;
  }

  /** The sharpnesses, null if they are not measured. */
  double[] sharpnesses() {
    return sharpnesses;
  }

  private JsonNode parsed() throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw notASurface("what is no JSON: " + e.getOriginalMessage(), e);
    }
    String found = root.path("format").asText() + " " + root.path("version").asText();
    if (!found.equals(FORMAT + " " + VERSION)) {
      throw notASurface("the format '" + found + "'", null);
    }
    return root;
  }

  private IOException notASurface(String found, Exception cause) {
    return new IOException(
        "Expected %s %s in %s; found %s. Remedy: give another file, or delete this one to measure anew."
            .formatted(FORMAT, VERSION, file, found),
        cause);
  }

  private void read(JsonNode root) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    root.path("of").properties().forEach(e -> facts.put(e.getKey(), e.getValue().asText()));
    identity.require(new SurfaceIdentity(facts, number(root.path("lossAtOrigin"))), file);
    requireSame("the first axis", grid.first(), root.path("first"));
    requireSame("the second axis", grid.second(), root.path("second"));
    JsonNode found = root.path("losses");
    if (found.size() != losses.length || root.has("sharpnesses") != (sharpnesses != null)) {
      throw new MeasurementException(
          "a surface in %s of %d losses, %s"
              .formatted(file, losses.length, words(sharpnesses != null)),
          found.size() + " losses, " + words(root.has("sharpnesses")),
          "ask for the same, give another file, or delete this one to measure anew");
    }
    for (int i = 0; i < losses.length; i++) {
      if (!found.path(i).isNull()) {
        put(i, number(found.path(i)), number(root.path("sharpnesses").path(i)));
      }
    }
  }

  private static String words(boolean sharpness) {
    return sharpness ? "with sharpnesses" : "without sharpnesses";
  }

  private void requireSame(String axis, double[] expected, JsonNode found) {
    double[] numbers = new double[found.size()];
    Arrays.setAll(numbers, i -> found.path(i).asDouble());
    if (!Arrays.equals(expected, numbers)) {
      throw new MeasurementException(
          "a surface in %s with %s %s".formatted(file, axis, ends(expected)),
          ends(numbers),
          "ask for the same grid, give another file, or delete this one to measure anew");
    }
  }

  private static String ends(double[] axis) {
    return axis.length == 0
        ? "of no places"
        : "of %d places from %s to %s".formatted(axis.length, axis[0], axis[axis.length - 1]);
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  /** Writes the file, whole or not at all. */
  void write() throws IOException {
    if (file == null) {
      return;
    }
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("version", VERSION);
    ObjectNode of = root.putObject("of");
    identity.facts().forEach(of::put);
    root.set("lossAtOrigin", node(identity.atOrigin()));
    Arrays.stream(grid.first()).forEach(root.putArray("first")::add);
    Arrays.stream(grid.second()).forEach(root.putArray("second")::add);
    write(root.putArray("losses"), losses);
    if (sharpnesses != null) {
      write(root.putArray("sharpnesses"), sharpnesses);
    }
    WholeFile.write(file, MAPPER.writeValueAsBytes(root), "a surface");
  }

  private void write(ArrayNode into, double[] values) {
    for (int i = 0; i < values.length; i++) {
      into.add(has(i) ? node(values[i]) : into.nullNode());
    }
  }

  private static JsonNode node(double value) {
    return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(NON_FINITE);
  }
}
