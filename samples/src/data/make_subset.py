#!/usr/bin/env python3
# Copyright 2026 The djl-catapult authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the subset of Fashion-MNIST that the samples carry.

    make_subset.py FOLDER_WITH_THE_FOUR_PUBLISHED_FILES OUTPUT_FOLDER

Python 3 standard library only. The same input gives the same bytes: which images are taken depends
on SEED through SHA-256 alone, they keep the order of the published files, and the gzip headers hold
neither names nor times.
"""
import gzip
import hashlib
import struct
import sys
from pathlib import Path

SEED = 0
CLASSES = range(10)
LARGE = (0, 2)
PER_CLASS = {"train": (256, 96), "t10k": (128, 32)}
IMAGE_BYTES = 28 * 28


def read(path, ndim):
    data = gzip.decompress(path.read_bytes())
    magic, *dims = struct.unpack_from(f">{1 + ndim}i", data)
    if magic != 0x0800 + ndim:
        sys.exit(f"{path}: expected IDX magic {0x0800 + ndim}, found {magic}; take the published file")
    return dims, data[4 * (1 + ndim):]


def write(path, dims, body):
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(struct.pack(f">{1 + len(dims)}i", 0x0800 + len(dims), *dims) + body)


def lottery_number(split, index):
    return hashlib.sha256(f"{SEED} {split} {index}".encode()).digest()


def choose(split, labels):
    chosen = []
    for c in CLASSES:
        members = [i for i, label in enumerate(labels) if label == c]
        count = PER_CLASS[split][0 if c in LARGE else 1]
        chosen += sorted(members, key=lambda i: lottery_number(split, i))[:count]
    return sorted(chosen)


def main(source, target):
    for split in PER_CLASS:
        names = f"{split}-images-idx3-ubyte.gz", f"{split}-labels-idx1-ubyte.gz"
        _, pixels = read(source / names[0], 3)
        _, labels = read(source / names[1], 1)
        chosen = choose(split, labels)
        images = b"".join(pixels[i * IMAGE_BYTES:(i + 1) * IMAGE_BYTES] for i in chosen)
        write(target / names[0], (len(chosen), 28, 28), images)
        write(target / names[1], (len(chosen),), bytes(labels[i] for i in chosen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
