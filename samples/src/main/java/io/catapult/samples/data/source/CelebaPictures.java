/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The aligned pictures of CelebA: files in the folder img_align_celeba, or in its archive. */
final class CelebaPictures implements AutoCloseable {

  private static final String FOLDER = "img_align_celeba";
  private static final String ARCHIVE = FOLDER + ".zip";

  private final Path path;
  private final Optional<ZipFile> archive;

  private CelebaPictures(Path path) throws IOException {
    this.path = path;
    try {
      this.archive =
          Files.isDirectory(path) ? Optional.empty() : Optional.of(new ZipFile(path.toFile()));
    } catch (ZipException e) {
      throw SourceFaults.malformed(path, "a whole zip archive", e, ARCHIVE);
    }
  }

  /** Where the pictures are: at one of these places, of which the first is the set's folder. */
  static Path find(List<Path> places) throws IOException {
    for (Path place : places) {
      for (String name : List.of(FOLDER, ARCHIVE)) {
        if (Files.exists(place.resolve(name))) {
          return place.resolve(name);
        }
      }
    }
    throw SourceFaults.missing(places.get(0), "the folder " + FOLDER + " or " + ARCHIVE, ARCHIVE);
  }

  static CelebaPictures open(Path path) throws IOException {
    return new CelebaPictures(path);
  }

  /** Reads a picture. */
  BufferedImage read(String name) throws IOException {
    String source = path + ", " + name;
    try {
      BufferedImage picture =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(content(name))));
      if (picture == null) {
        throw SourceFaults.malformed(source, "a JPEG picture", "something else", ARCHIVE);
      }
      return picture;
    } catch (IIOException | ZipException | RuntimeException e) {
      throw SourceFaults.malformed(source, "a whole JPEG picture", e, ARCHIVE);
    }
  }

  private byte[] content(String name) throws IOException {
    try (InputStream stream = stream(name)) {
      return stream.readAllBytes();
    }
  }

  private InputStream stream(String name) throws IOException {
    if (archive.isEmpty()) {
      if (!Files.exists(path.resolve(name))) {
        throw SourceFaults.missing(path, name, "all pictures of " + ARCHIVE);
      }
      return Files.newInputStream(path.resolve(name));
    }
    ZipEntry entry = archive.get().getEntry(FOLDER + "/" + name);
    if (entry == null) {
      String wanted = FOLDER + "/" + name;
      throw SourceFaults.malformed(path, wanted + " in it", "no such entry", ARCHIVE);
    }
    return archive.get().getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    if (archive.isPresent()) {
      archive.get().close();
    }
  }
}
