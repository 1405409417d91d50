/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;

/** One split of a published image set: the classes of all images, and pixels of chosen ones. */
public interface ImageSource {

  /**
   * The class of each image as an unsigned byte, in the order of the files.
   *
   * @throws IOException if a file is missing, torn or of another form
   */
  byte[] labels() throws IOException;

  /**
   * Some images, [k, rows, columns] where they are grey, else [k, 3, rows, columns]: pixels 0 to
   * 255, red before green before blue. Only these are held in memory.
   *
   * @param images different indices of {@link #labels}, at least one
   * @throws IOException if a file is missing, torn or of another form
   */
  IdxFile pixels(int[] images) throws IOException;
}
