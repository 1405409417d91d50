#!/usr/bin/env python3
# Copyright 2026 The djl-catapult authors
# SPDX-License-Identifier: Apache-2.0
"""Draws a comparison: the picture in README.md.

    draw_comparison.py FOLDER_OF_A_COMPARISON OUTPUT.png

Left: the training loss of plain and of steered SGD, first seed. Right: every run, its AGOP
alignment against its test loss. Needs matplotlib.
"""
import csv
import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

CURVES = ["SGD", "SGD, 3 catapults"]
# Okabe and Ito's colours, which colour-blind readers tell apart.
COLOURS = ["#000000", "#56B4E9", "#009E73", "#CC79A7", "#0072B2", "#F0E442", "#E69F00", "#D55E00"]
MARKERS = ["o", "s", "^", "v", "D", "P", "X", "*"]


def runs(folder):
    with open(folder / "runs.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def loss(folder, label, configurations):
    number = configurations.index(label) + 1
    cell = min(folder.glob(f"cells/{number:02d}-*-seed-*"))
    with open(cell / "trace.jsonl", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    points = {}
    for line in lines:
        value = line.get("values", {}).get("probe.loss")
        if line["type"] == "measurement" and isinstance(value, float):
            points[line["step"]] = value
    return sorted(points.items())


def main(folder, target):
    rows = runs(folder)
    configurations = list(dict.fromkeys(row["configuration"] for row in rows))
    style = {c: (COLOURS[i % 8], MARKERS[i % 8]) for i, c in enumerate(configurations)}
    plt.rcParams.update({"font.size": 11, "axes.spines.top": False, "axes.spines.right": False})
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.2), width_ratios=[1, 1.15])
    for label in CURVES:
        steps, losses = zip(*loss(folder, label, configurations))
        left.plot([s + 1 for s in steps], losses, color=style[label][0], lw=1.6, label=label)
    left.set(xscale="log", yscale="log", xlabel="update", ylabel="training loss")
    left.legend(frameon=False)
    for label in configurations:
        mine = [r for r in rows if r["configuration"] == label and r["test.loss"]]
        right.scatter(
            [float(r["agop.alignment.end"]) for r in mine],
            [float(r["test.loss"]) for r in mine],
            color=style[label][0], marker=style[label][1], s=60, alpha=0.85, lw=0, label=label)
    right.set(xlabel="AGOP alignment", ylabel="test loss")
    right.legend(frameon=False, fontsize=9.5)
    figure.tight_layout(w_pad=3)
    figure.savefig(target, dpi=120)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
