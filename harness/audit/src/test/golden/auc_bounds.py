#!/usr/bin/env python3
"""Writes ../resources/golden/auc-bounds.csv: the smallest and largest area under all ROC curves through a point.

All ways to rank a few positive and negative images, ties included, are enumerated; the area is the share of pairs in which the
positive image ranks higher, ties counting half.

    python3 harness/audit/src/test/golden/auc_bounds.py       # Python 3.11, standard library alone
"""

import csv
from fractions import Fraction
from pathlib import Path

OUT = Path(__file__).parent.parent / "resources" / "golden" / "auc-bounds.csv"


def rankings(positives, negatives):
    """Groups of equal scores, the highest first, each with so many positive and negative images."""
    if positives == negatives == 0:
        yield ()
        return
    for p in range(positives + 1):
        for n in range(negatives + 1):
            if p + n:
                for rest in rankings(positives - p, negatives - n):
                    yield ((p, n), *rest)


with open(OUT, "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["positives", "negatives", "found", "false", "low", "high"])
    for positives, negatives in [(1, 1), (2, 3), (4, 3)]:
        areas = {}
        for groups in rankings(positives, negatives):
            area, above, points = Fraction(0), 0, [(0, 0)]
            found = false = 0
            for p, n in groups:
                area += n * (found + Fraction(p, 2))
                found, false = found + p, false + n
                points.append((found, false))
            for point in points:
                areas.setdefault(point, set()).add(area / (positives * negatives))
        for (found, false), values in sorted(areas.items()):
            out.writerow([positives, negatives, found, false, min(values), max(values)])
