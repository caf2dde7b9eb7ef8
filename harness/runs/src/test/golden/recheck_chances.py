#!/usr/bin/env python3
"""Writes golden/recheck-chances.csv among the test resources: the probability that a draw without replacement holds a forged part,
by scipy's hypergeometric distribution, and exactly, as a ratio of whole numbers.

    python3 recheck_chances.py
"""
import csv
import pathlib
from fractions import Fraction
from math import comb

from scipy.stats import hypergeom

CASES = [(1, 1, 1), (1, 100, 3), (1, 100, 0), (0, 10, 3), (10, 100, 3), (3, 100, 10), (5, 10, 6), (7, 33, 7), (30, 1000, 30),
         (540, 54_000, 1620), (1, 21_192, 635), (212, 21_192, 635)]
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "recheck-chances.csv"
with open(target, "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["forged", "of", "drawn", "probability"])
    for forged, of, drawn in CASES:
        exact = float(1 - Fraction(comb(of - forged, drawn), comb(of, drawn)))
        assert abs(exact - hypergeom(of, forged, drawn).sf(0)) < 1e-9, (forged, of, drawn)
        writer.writerow([forged, of, drawn, repr(exact)])
