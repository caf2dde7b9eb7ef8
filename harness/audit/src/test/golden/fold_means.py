#!/usr/bin/env python3
"""Writes ../resources/golden/fold-means.csv and stratified-folds.csv.

fold-means.csv: whether predictions exist whose mean scores over parts are printed so. Every confusion matrix of every part is
enumerated, on exact fractions; no bound is used. Half of the rows are means of drawn matrices, the others are such means with one
value moved.

stratified-folds.csv: the ways to give k folds the images of each class as evenly as possible, up to the order of the folds, from all
permutations.

    python3 harness/audit/src/test/golden/fold_means.py       # Python 3.11, standard library alone
"""

import csv
import itertools
import random
from fractions import Fraction
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "resources" / "golden"


def rows_of(n, classes):
    """All ways to give n images to the classes."""
    if classes == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in rows_of(n - first, classes - 1):
            yield (first, *rest)


def matrices(sizes):
    return itertools.product(*(list(rows_of(n, len(sizes))) for n in sizes))


def score(name, matrix):
    k = len(matrix)
    n = [sum(row) for row in matrix]
    total = sum(n)
    hit = [matrix[c][c] for c in range(k)]
    false = [sum(matrix[d][c] for d in range(k)) - hit[c] for c in range(k)]
    sensitivity = lambda c: Fraction(hit[c], n[c])
    specificity = lambda c: 1 - Fraction(false[c], total - n[c])
    metric, _, label = name.partition("/")
    c = int(label) if label else -1
    return {
        "accuracy": lambda: Fraction(sum(hit), total),
        "sensitivity": lambda: sensitivity(c),
        "specificity": lambda: specificity(c),
        "class-accuracy": lambda: Fraction(total - n[c] + hit[c] - false[c], total),
        "youden": lambda: sensitivity(c) + specificity(c) - 1,
        "macro-sensitivity": lambda: sum(map(sensitivity, range(k))) / k,
        "macro-specificity": lambda: sum(map(specificity, range(k))) / k,
    }[metric]()


def reachable(parts, names):
    """All tuples of sums of the scores over the parts."""
    sums = {(Fraction(0),) * len(names)}
    for sizes in parts:
        values = {tuple(score(name, m) for name in names) for m in matrices(sizes)}
        sums = {tuple(a + b for a, b in zip(one, other)) for one in sums for other in values}
    return sums


def printed(value, decimals):
    scaled = value * 100 * 10 ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return whole  # of the last place


CASES = [
    ([(5, 4), (5, 4)], ["sensitivity/0", "specificity/0", "accuracy"], 1),
    ([(5, 4), (6, 4)], ["sensitivity/0", "sensitivity/1", "accuracy"], 2),
    ([(3, 4), (4, 3), (3, 3)], ["sensitivity/0", "accuracy"], 1),
    ([(3, 2), (3, 3), (2, 3)], ["macro-sensitivity", "accuracy"], 1),
    ([(3, 2, 2), (2, 2, 2)], ["sensitivity/0", "specificity/0", "accuracy"], 1),
    ([(2, 2, 2), (2, 2, 2)], ["macro-specificity", "class-accuracy/1", "accuracy"], 1),
    ([(4, 3), (4, 3), (4, 3)], ["youden/0", "accuracy"], 1),
    ([(7, 5)] * 3, ["sensitivity/0", "sensitivity/1"], 2),
    ([(9, 8)], ["sensitivity/0", "accuracy"], 2),
    ([(3, 2, 2), (2, 3, 2)], ["macro-sensitivity", "macro-specificity"], 1),
]

draw = random.Random(20241)
with open(GOLDEN / "fold-means.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["parts", "scores", "values", "possible"])
    for parts, names, decimals in CASES:
        sums = sorted(reachable(parts, names))
        windows = {}
        low = lambda whole: (Fraction(2 * whole - 1, 2) / 100 / 10 ** decimals) * len(parts)
        high = lambda whole: (Fraction(2 * whole + 1, 2) / 100 / 10 ** decimals) * len(parts)

        def possible(wholes):
            return any(all(low(w) <= s <= high(w) for w, s in zip(wholes, one)) for one in sums)

        seen = set()
        while len(seen) < 16:
            wholes = [printed(value / len(parts), decimals) for value in draw.choice(sums)]
            if len(seen) % 4:
                i = draw.randrange(len(wholes))
                wholes[i] = max(0, min(100 * 10 ** decimals, wholes[i] + draw.choice([-3, -2, -1, 1, 2, 3]) * draw.choice([1, 7])))
            if tuple(wholes) in seen:
                continue
            seen.add(tuple(wholes))
            digits = [f"{'-' if w < 0 else ''}{abs(w) // 10 ** decimals}.{abs(w) % 10 ** decimals:0{decimals}d}" for w in wholes]
            out.writerow([
                "|".join(" ".join(map(str, sizes)) for sizes in parts), " ".join(names), " ".join(digits), possible(wholes)])

with open(GOLDEN / "stratified-folds.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["images", "folds", "ways"])
    for images, k in [((5, 7), 4), ((6, 8), 2), ((5, 7, 3), 4), ((10, 11, 12), 3), ((3, 2), 5), ((4, 4, 5), 4)]:
        ofclass = [set(itertools.permutations([n // k + (f < n % k) for f in range(k)])) for n in images]
        ways = {tuple(sorted(zip(*way))) for way in itertools.product(*ofclass)}
        texts = sorted("|".join(" ".join(map(str, fold)) for fold in way) for way in ways)
        out.writerow([" ".join(map(str, images)), k, "; ".join(texts)])
