#!/usr/bin/python3
"""Overlaps of regions, distances of outlines, and FROC, by numpy and scipy from the definitions, for RegionOverlapTest and FrocTest.

Made with numpy 1.24.2 and scipy 1.10.1 (Debian 12, python3-numpy, python3-scipy).

regions.txt, a line each:
    region HEIGHT WIDTH FOUND THERE DICE SURFACE_DICE HD95     FOUND and THERE are runs "start+length,..." in row-major order, or
                                                               "-"; a value that is not defined is "-"
froc.txt:
    set ID                            several images
    image N                           an image with N true lesions of 100 pixels each
    prediction SCORE AREA SHARED,...  pixels of a prediction, and those that it shares with each lesion; "-" for no lesion
    froc VALUE                        mean sensitivity; "-" without any lesion

The outline of a region is what binary erosion by a cross takes off, the image bordered by background. Dice = 2 |F and T| / (|F| + |T|).
Surface Dice at 2 pixels = outline pixels of either region at most 2 from the other outline / all outline pixels. HD95 = the larger
of the 95th percentiles (numpy's, linear) of the distances of the pixels of one outline to the other.

FROC: in each image, by falling score, a prediction takes the free lesion of largest IoU of at least 0.5 (of equal ones the later), of the
100 of highest score. At each score that occurs, all predictions of at least that score count: sensitivity is lesions taken / lesions,
false positives are predictions that took none / images. The value is the mean over 1/8, 1/4, 1/2, 1, 2, 4, 8 false positives per
image of the highest sensitivity with at most so many (0 where there is none).

Run: python3 regions.py
"""
import pathlib

import numpy as np
from scipy import ndimage

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"


def outline(region):
    return region & ~ndimage.binary_erosion(region, ndimage.generate_binary_structure(2, 1), border_value=0)


def measures(found, there):
    area = found.sum() + there.sum()
    dice = 2 * (found & there).sum() / area if area else None
    one, two = outline(found), outline(there)
    if not (found.any() and there.any()):
        return dice, (0.0 if area else None), None
    to_two = ndimage.distance_transform_edt(~two)[one]
    to_one = ndimage.distance_transform_edt(~one)[two]
    near = (to_two <= 2).sum() + (to_one <= 2).sum()
    return dice, near / (one.sum() + two.sum()), max(np.percentile(to_two, 95), np.percentile(to_one, 95))


def blobs(random, height, width):
    region = np.zeros((height, width), bool)
    rows, columns = np.mgrid[:height, :width]
    for _ in range(random.integers(1, 4)):
        y, x = random.random(2) * (height, width)
        b, a = 1 + random.random(2) * (height / 3, width / 3)
        region |= ((rows - y) / b) ** 2 + ((columns - x) / a) ** 2 < 1
    return region


def regions(random):
    for height, width in ((1, 1), (5, 7), (1, 30)):
        empty, full = np.zeros((height, width), bool), np.ones((height, width), bool)
        for pair in ((empty, empty), (empty, full), (full, empty), (full, full)):
            yield pair
    for _ in range(40):
        height, width = (int(n) for n in random.integers(8, 70, 2))
        yield blobs(random, height, width), blobs(random, height, width)
    for _ in range(20):
        there = blobs(random, 60, 50)
        moved = np.roll(there, tuple(random.integers(-3, 4, 2)), (0, 1))
        yield moved ^ (random.random(there.shape) < 0.01), there


def runs(region):
    flat = np.concatenate([[0], region.ravel().astype(int), [0]])
    starts, ends = np.flatnonzero(np.diff(flat) == 1), np.flatnonzero(np.diff(flat) == -1)
    return ",".join(f"{s}+{e - s}" for s, e in zip(starts, ends)) or "-"


def text(value):
    return "-" if value is None else repr(float(value))


def froc(images):
    lesions = sum(n for n, _ in images)
    if lesions == 0:
        return None
    taken = []
    for n, predictions in images:
        order = np.argsort([-p[0] for p in predictions], kind="stable")[:100]
        free = set(range(n))
        for i in order:
            score, area, shared = predictions[i]
            iou = [s / (area + 100 - s) for s in shared]
            fitting = [g for g in free if iou[g] >= 0.5]
            best = max(fitting, key=lambda g: (iou[g], g)) if fitting else None
            free.discard(best)
            taken.append((score, best is not None))
    points = [(0.0, 0.0)]
    for level in sorted({score for score, _ in taken}):
        hits = [hit for score, hit in taken if score >= level]
        points.append(((len(hits) - sum(hits)) / len(images), sum(hits) / lesions))
    return np.mean([max(s for fp, s in points if fp <= rate) for rate in (1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8)])


def sets(random):
    for _ in range(30):
        images = []
        for _ in range(random.integers(1, 12)):
            n = int(random.integers(0, 4))
            predictions = []
            for _ in range(random.integers(0, 9)):
                area = int(random.choice([50, 80, 100]))
                shared = [int(v) for v in random.integers(0, area + 1, n) * (random.random(n) < 0.6)]
                shared = [area if random.random() < 0.2 else v for v in shared]
                predictions.append((int(random.integers(1, 20)) / 20, area, shared))
            images.append((n, predictions))
        yield images
    yield [(1, [(0.9, 50, [50])]), (0, [(0.9, 50, [])] * 130 + [(0.95, 50, [])])]
    yield [(0, []), (0, [(0.5, 80, [])])]


def main():
    random = np.random.default_rng(17)
    lines = ["# by regions.py"]
    for found, there in regions(random):
        values = " ".join(text(v) for v in measures(found, there))
        lines.append(f"region {found.shape[0]} {found.shape[1]} {runs(found)} {runs(there)} {values}")
    (GOLDEN / "regions.txt").write_text("\n".join(lines) + "\n")
    lines = ["# by regions.py"]
    for i, images in enumerate(sets(random)):
        lines.append(f"set {i}")
        for n, predictions in images:
            lines.append(f"image {n}")
            for score, area, shared in predictions:
                lines.append(f"prediction {score} {area} " + (",".join(str(v) for v in shared) or "-"))
        lines.append(f"froc {text(froc(images))}")
    (GOLDEN / "froc.txt").write_text("\n".join(lines) + "\n")


main()
