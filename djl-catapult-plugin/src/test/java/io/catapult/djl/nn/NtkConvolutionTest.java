/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtkConvolutionTest extends BlockFixture {

  private static final int FILTERS = 4;
  private static final int CHANNELS = 6;
  private static final int HEIGHT = 9;
  private static final int WIDTH = 8;

  private static NtkConv2d conv2d(int kernel, int stride, int padding, int dilation, int groups) {
    return NtkConv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(FILTERS)
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .optDilation(new Shape(dilation, dilation))
        .optGroups(groups)
        .build();
  }

  /** The convolution's definition, one output number at a time, for square settings. */
  private static double naive(NtkConv2d layer, NDArray input, int filter, int row, int column) {
    int channels = CHANNELS / layer.getGroups();
    int first = filter / (FILTERS / layer.getGroups()) * channels;
    int kernel = (int) layer.getKernelShape().get(0);
    NDArray weight = layer.getParameters().get("weight").getArray();
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < kernel; p++) {
        for (int q = 0; q < kernel; q++) {
          long y = source(layer, row, p);
          long x = source(layer, column, q);
          if (y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH) {
            sum += weight.getDouble(filter, c, p, q) * input.getDouble(0, first + c, y, x);
          }
        }
      }
    }
    double bias = values(layer, "bias")[filter];
    return sum / Math.sqrt(channels * kernel * kernel) + bias;
  }

  private static long source(NtkConv2d layer, int place, int tap) {
    return place * layer.getStride().get(0)
        - layer.getPadding().get(0)
        + tap * layer.getDilation().get(0);
  }

  @ParameterizedTest
  @CsvSource({"3,1,1,1,1", "3,2,1,1,2", "2,1,0,2,1", "1,3,2,1,2"})
  void outputsFollowTheDefinition(int kernel, int stride, int padding, int dilation, int groups) {
    NtkConv2d layer =
        initialize(conv2d(kernel, stride, padding, dilation, groups), 1, CHANNELS, HEIGHT, WIDTH);
    NDArray input = normal(1, CHANNELS, HEIGHT, WIDTH);
    NDArray output = forward(layer, input);
    Shape shape = output.getShape();
    assertEquals(shape, layer.getOutputShapes(new Shape[] {input.getShape()})[0]);
    for (int filter = 0; filter < FILTERS; filter++) {
      for (int row = 0; row < shape.get(2); row++) {
        for (int column = 0; column < shape.get(3); column++) {
          assertEquals(
              naive(layer, input, filter, row, column),
              output.getDouble(0, filter, row, column),
              ROUNDING_64);
        }
      }
    }
  }

  @Test
  void aBatchGivesWhatItsSamplesGive() {
    NtkConv2d layer = initialize(conv2d(3, 1, 1, 1, 1), 1, CHANNELS, 2, 2);
    NDArray input = normal(30, CHANNELS, 2, 2);
    assertTrue(input.size() > layer.getParameters().get("weight").getShape().size());
    NDArray batch = forward(layer, input);
    for (int i = 0; i < 30; i++) {
      double[] alone = forward(layer, input.get(i).expandDims(0)).toDoubleArray();
      assertArrayEquals(alone, batch.get(i).toDoubleArray(), ROUNDING_64);
    }
  }

  @Test
  void oneDimensionIsTwoWithAHeightOfOne() {
    NtkConv1d flat =
        NtkConv1d.builder()
            .setKernelShape(new Shape(3))
            .setFilters(FILTERS)
            .optStride(new Shape(2))
            .optPadding(new Shape(1))
            .optGroups(2)
            .build();
    NtkConv2d tall =
        NtkConv2d.builder()
            .setKernelShape(new Shape(1, 3))
            .setFilters(FILTERS)
            .optStride(new Shape(1, 2))
            .optPadding(new Shape(0, 1))
            .optGroups(2)
            .build();
    initialize(flat, 1, CHANNELS, WIDTH);
    NDArray weight = flat.getParameters().get("weight").getArray();
    tall.getParameters().get("weight").setArray(weight.expandDims(2));
    tall.getParameters().get("bias").setArray(flat.getParameters().get("bias").getArray());
    NDArray input = normal(2, CHANNELS, WIDTH);
    NDArray expected = forward(tall, input.expandDims(2));
    NDArray output = forward(flat, input);
    assertEquals(new Shape(2, FILTERS, 4), output.getShape());
    assertEquals(output.getShape(), flat.getOutputShapes(new Shape[] {input.getShape()})[0]);
    assertArrayEquals(expected.toDoubleArray(), output.toDoubleArray(), ROUNDING_64);
  }

  @Test
  void scaleCountsTheChannelsOfAGroupTimesTheWindow() {
    NtkConv2d layer = initialize(conv2d(3, 1, 1, 1, 2), 1, CHANNELS, HEIGHT, WIDTH);
    assertEquals(1 / Math.sqrt(CHANNELS / 2 * 9), layer.scale());
    assertEquals(
        new Shape(FILTERS, CHANNELS / 2, 3, 3), layer.getParameters().valueAt(0).getShape());
  }

  @Test
  void savedParametersGiveIdenticalOutputs() throws IOException, MalformedModelException {
    NtkConv2d layer = initialize(conv2d(3, 2, 1, 1, 2), 1, CHANNELS, HEIGHT, WIDTH);
    NtkConv2d loaded = conv2d(3, 2, 1, 1, 2);
    load(loaded, save(layer));
    NDArray input = normal(2, CHANNELS, HEIGHT, WIDTH);
    assertArrayEquals(
        forward(layer, input).toDoubleArray(), forward(loaded, input).toDoubleArray());
    NtkConv2d other = conv2d(3, 1, 1, 1, 2);
    byte[] saved = save(layer);
    assertThrows(MalformedModelException.class, () -> load(other, saved));
  }

  @Test
  void refusesAnInputThatDoesNotFit() {
    NtkConv2d layer = conv2d(3, 1, 1, 1, 2);
    String message =
        assertThrows(IllegalArgumentException.class, () -> initialize(layer, 1, 3, HEIGHT, WIDTH))
            .getMessage();
    assertEquals(
        "Expected an input of 4 dimensions [n, channels, ..space] with a multiple of 2 channels, "
            + "found shape (1, 3, 9, 8); reshape it or choose other groups",
        message);
    assertThrows(IllegalArgumentException.class, () -> initialize(layer, 1, 4, HEIGHT));
  }

  @Test
  void builderNamesAllFaultsAtOnce() {
    NtkConv2d.Builder builder =
        NtkConv2d.builder().setFilters(3).optStride(new Shape(0, 1)).optGroups(2);
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertEquals(
        "Cannot build NtkConv2d. "
            + "kernelShape: expected 2 numbers of at least 1, found null; call setKernelShape. "
            + "stride: expected 2 numbers of at least 1, found (0, 1); call optStride. "
            + "filters: expected a multiple of the 2 groups, found 3; "
            + "change setFilters or optGroups.",
        message);
  }
}
