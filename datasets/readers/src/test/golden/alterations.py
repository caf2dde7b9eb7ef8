#!/usr/bin/env python3
"""Writes ../resources/golden/alterations.csv: what negative controls make of small images.

Made with NumPy 2, SciPy 1 (scipy.ndimage finds the regions) and Pillow 12 (resizes):

    python3 datasets/readers/src/test/golden/alterations.py

The images are drawn; nothing of a real data set is used. Otsu's threshold is found from exact fractions.
"""

import base64
import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

OUT = Path(__file__).parent.parent / "resources" / "golden" / "alterations.csv"


def chest(width, height, seed, lungs=True, table=False):
    """An ellipse of tissue with two dark lungs, a lesion on the edge of one, and noise."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    u, v = (x - width / 2) / width, (y - height / 2) / height
    grey = np.where((u / 0.42) ** 2 + (v / 0.33) ** 2 < 1, 150.0, 10.0)
    if lungs:
        for side in (-0.17, 0.17):
            grey[((u - side) / 0.12) ** 2 + (v / 0.2) ** 2 < 1] = 35.0
        grey[((u - 0.08) / 0.06) ** 2 + ((v - 0.1) / 0.07) ** 2 < 1] = 130.0
        grey[(abs(u) < 0.02) & (abs(v + 0.2) < 0.02)] = 20.0  # a trachea
    if table:
        grey[int(height * 0.93):int(height * 0.95), width // 5:4 * width // 5] = 120.0
    return np.clip(grey + rng.normal(0, 6, grey.shape), 0, 255).astype(np.uint8)


def threshold(grey):
    """Highest dark level of the largest variance between the classes; of equal ones the lowest."""
    best, at = Fraction(0), 255
    for level in range(256):
        dark, bright = grey[grey <= level], grey[grey > level]
        if len(dark) and len(bright):
            apart = Fraction(int(dark.sum()), len(dark)) - Fraction(int(bright.sum()), len(bright))
            variance = len(dark) * len(bright) * apart ** 2
            if variance > best:
                best, at = variance, level
    return at


def regions(mask, corners):
    labels, _ = ndimage.label(mask, structure=np.ones((3, 3)) if corners else None)
    return [((labels == i + 1).sum(), where) for i, where in enumerate(ndimage.find_objects(labels))]


def black(image, top, bottom, left, right):
    altered = image.copy()
    altered[top:bottom, left:right] = 0
    return altered


def without_body(image):
    grey = image.astype(int).sum(axis=-1) // image.shape[-1]
    found = regions(grey > threshold(grey.ravel()), corners=True)
    if not found:
        return np.zeros_like(image)
    _, (rows, columns) = max(found, key=lambda region: region[0])  # the first of equal ones
    return black(image, rows.start, rows.stop, columns.start, columns.stop)


def without_lungs(image):
    grey = image.astype(int).sum(axis=-1) // image.shape[-1]
    height, width = grey.shape
    boxes = [
        (r.start, r.stop, c.start, c.stop)
        for area, (r, c) in regions(grey <= threshold(grey.ravel()), corners=False)
        if area * 100 >= grey.size and r.start > 0 and c.start > 0 and r.stop < height and c.stop < width
    ]
    if not boxes:
        return without_body(image)
    top, bottom, left, right = (f(edges) for f, edges in zip((min, max, min, max), zip(*boxes)))
    down, across = height // 16, width // 16
    return black(image, max(0, top - down), bottom + down, max(0, left - across), right + across)


def shrunk(image):
    squeezed = image[..., 0] if image.shape[-1] == 1 else image
    small = Image.fromarray(squeezed).resize((8, 8), Image.Resampling.BILINEAR)
    return np.asarray(small.resize((image.shape[1], image.shape[0]), Image.Resampling.BILINEAR)).reshape(image.shape)


def in_order(image):
    return np.sort(image.reshape(-1, image.shape[-1]), axis=0).reshape(image.shape)


IMAGES = {
    "chest": chest(40, 32, 1)[..., None],
    "chest with a table": chest(40, 40, 2, table=True)[..., None],
    "no lungs": chest(28, 28, 3, lungs=False)[..., None],
    "one grey": np.full((16, 16, 1), 77, np.uint8),
    "noise": np.random.default_rng(4).integers(0, 256, (16, 20, 1)).astype(np.uint8),
    "colours": np.stack([chest(26, 26, seed) for seed in (5, 6, 7)], axis=-1),
}


def b64(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype=np.uint8).tobytes()).decode()


with open(OUT, "w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["id", "width", "height", "channels", "image", "lungs-masked", "border", "shrunk", "histogram"])
    for name, image in IMAGES.items():
        height, width, channels = image.shape
        altered = [f(image) for f in (without_lungs, without_body, shrunk, in_order)]
        rows.writerow([name, width, height, channels, b64(image), *map(b64, altered)])
