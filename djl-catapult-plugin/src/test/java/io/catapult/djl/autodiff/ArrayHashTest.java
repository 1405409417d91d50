/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrayHashTest {

  private final NDManager manager = NDManager.newBaseManager("PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray matrix() {
    return manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
  }

  /**
   * Reference by Python 3: {@code hashlib.sha256(b"list of 1\nfloat32[2, 3]\n" + struct.pack("<6f",
   * 1, 2, 3, 4, 5, 6) + b"list of 1\nint64[2]\n" + struct.pack("<2q", 7, -1)).hexdigest()}.
   */
  @Test
  void itIsTheSha256OfTypesShapesAndBytes() {
    NDList y = new NDList(manager.create(new long[] {7, -1}));
    assertEquals(
        "ce86ce2fa98c123a6010527d88b23984c6a6147405985aa30c480a23f69ab6db",
        ArrayHash.sha256(new NDList(matrix()), y));
  }

  @Test
  void copiesNamesAndViewsOfTheSameNumbersHashAlike() {
    String hash = ArrayHash.sha256(new NDList(matrix()));
    NDArray named = matrix().duplicate();
    named.setName("x");
    assertEquals(hash, ArrayHash.sha256(new NDList(named)));
    NDArray view = matrix().transpose().duplicate().transpose();
    assertEquals(hash, ArrayHash.sha256(new NDList(view)));
  }

  @Test
  void anotherEntryShapeTypeOrOrderHashesDifferently() {
    String hash = ArrayHash.sha256(new NDList(matrix(), matrix().add(1)));
    assertNotEquals(hash, ArrayHash.sha256(new NDList(matrix(), matrix().add(2))));
    assertNotEquals(hash, ArrayHash.sha256(new NDList(matrix().add(1), matrix())));
    assertNotEquals(hash, ArrayHash.sha256(new NDList(matrix()), new NDList(matrix().add(1))));
    String one = ArrayHash.sha256(new NDList(matrix()));
    assertNotEquals(one, ArrayHash.sha256(new NDList(matrix().reshape(3, 2))));
    assertNotEquals(one, ArrayHash.sha256(new NDList(matrix().toType(DataType.FLOAT64, true))));
  }
}
