#!/usr/bin/python3
"""Masks as runs and polygons as masks, by pycocotools, for RunLengthsTest.

Made with pycocotools 2.0.11 and numpy 2.4.6 (pip install pycocotools==2.0.11).

coco-masks.txt, a line each:
    runs HEIGHT WIDTH COUNTS SUM AREA BOX                 a random mask: compressed counts, Σ of column-major index x 31 mod 2^31,
                                                          area, and x,y,w,h of its box
    polygons HEIGHT WIDTH COUNTS X,Y,X,Y...;X,Y...        polygons of one mask, and the counts of their union

Run: python3 coco_masks.py
"""
import pathlib

import numpy as np
from pycocotools import mask

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "coco-masks.txt"


def runs(random):
    for share in (0, 1, 0.5, 0.02, 0.98, 0.3):
        for height, width in ((1, 1), (1, 9), (9, 1), (7, 5), (40, 33), (300, 200)):
            pixels = (random.random((height, width)) < share).astype(np.uint8)
            if height == 300 and share not in (0, 1):  # long runs need characters of several digits
                pixels[:] = 0
                top, left = random.integers(0, 150), random.integers(0, 100)
                pixels[top:top + 140, left:left + 90] = 1
            yield pixels


def checksum(pixels):
    total = 0
    for index in np.flatnonzero(pixels.ravel(order="F")):
        total = (total + int(index) * 31) % 2**31
    return total


def polygons(random):
    yield 5, 5, [[0, 0, 5, 0, 5, 5, 0, 5]]
    yield 5, 5, [[1, 1, 4, 1, 4, 4, 1, 4]]
    yield 5, 5, [[0.5, 0.5, 3.5, 0.5, 3.5, 3.5, 0.5, 3.5]]
    yield 5, 5, [[0.49, 0.49, 3.51, 0.49, 3.51, 3.51, 0.49, 3.51]]
    yield 6, 8, [[1, 1, 1, 1, 6, 2, 6, 2, 3, 5]]  # vertices that stand twice
    yield 6, 8, [[2, 2, 2, 2, 2, 2]]  # a point
    yield 6, 8, [[1, 1, 6, 1, 1, 5, 6, 5]]  # crosses itself
    yield 6, 8, [[0, 0, 3, 0, 3, 3, 0, 3], [2, 2, 6, 2, 6, 5, 2, 5]]  # two that overlap
    yield 6, 8, [[-3, -2, 9, -1, 11, 7, -4, 8]]  # reaches out of the image
    yield 6, 8, [[-7.3, 2.2, 4.4, -5.5, 15.2, 3.3, 4.4, 11.9]]
    for _ in range(60):
        height, width = (int(n) for n in random.integers(3, 60, 2))
        shapes = []
        for _ in range(random.integers(1, 4)):
            corners = random.integers(3, 12)
            scale = np.array([width, height])
            points = random.random((corners, 2)) * scale * 1.4 - 0.2 * scale
            if random.random() < 0.3:
                points = np.round(points * 2) / 2
            shapes.append([float(v) for v in np.round(points, 3).ravel()])
        yield height, width, shapes
    for _ in range(20):  # outlines such as those that detectors make
        height, width = 96, 128
        angles = np.sort(random.random(40) * 2 * np.pi)
        radius = 25 + 10 * random.random(40)
        points = np.stack([64 + radius * np.cos(angles), 48 + radius * np.sin(angles)], 1)
        yield height, width, [[float(v) for v in np.round(points, 2).ravel()]]


def main():
    random = np.random.default_rng(20)
    lines = ["# by coco_masks.py"]
    for pixels in runs(random):
        encoded = mask.encode(np.asfortranarray(pixels))
        box = ",".join(str(int(v)) for v in mask.toBbox(encoded))
        lines.append(f"runs {pixels.shape[0]} {pixels.shape[1]} {encoded['counts'].decode()} {checksum(pixels)}"
                     f" {int(mask.area(encoded))} {box}")
    for height, width, shapes in polygons(random):
        union = mask.merge(mask.frPyObjects(shapes, height, width))
        text = ";".join(",".join(repr(float(v)) for v in shape) for shape in shapes)
        lines.append(f"polygons {height} {width} {union['counts'].decode()} {text}")
    TARGET.write_text("\n".join(lines) + "\n")


main()
