"""Golden numbers of the test for a change of level: Antoch and Huskova, Statistics and Probability Letters 53 (2001) 37.

T = max over 0 < k < n of |sum_{i<=k} (x_i - mean)| / sqrt(k (n - k) / n). Of up to 8 values p is the share of all orders with a T at
least as large, computed here in exact rational arithmetic over distinct arrangements; of more, 400,000 random orders of numpy
estimate it, and the file holds the estimate with its standard error.

Run: python3 change_points.py > ../resources/golden/change-points.csv
"""

import itertools
import math
from fractions import Fraction

import numpy as np


def squared(x):
    """T squared and the first k that reaches it, without rounding."""
    n = len(x)
    mean = sum(x) / n
    best, at, s = Fraction(0), 0, Fraction(0)
    for k in range(1, n):
        s += x[k - 1] - mean
        t = s * s * n / (k * (n - k))
        if t > best:
            best, at = t, k
    return best, at


def exact(x):
    t, at = squared(x)
    orders = list(itertools.permutations(x))
    return at, Fraction(sum(squared(o)[0] >= t for o in orders), len(orders))


def sampled(x, draws=400_000):
    t, at = squared(x)
    limit = math.sqrt(float(t)) * (1 - 1e-9)
    n = len(x)
    values = np.array([float(v) for v in x])
    values -= values.mean()
    k = np.arange(1, n)
    weights = 1 / np.sqrt(k * (n - k) / n)
    rng = np.random.default_rng(20261128)
    count = 0
    for _ in range(draws // 20_000):
        orders = rng.permuted(np.tile(values, (20_000, 1)), axis=1)
        sums = np.abs(np.cumsum(orders, axis=1)[:, :-1]) * weights
        count += int((sums.max(axis=1) >= limit).sum())
    p = count / draws
    return at, p, math.sqrt(p * (1 - p) / draws)


SERIES = {
    "two": "0.9 0.8",
    "four-fall": "0.91 0.92 0.81 0.80",
    "five": "0.90 0.93 0.91 0.88 0.92",
    "six-ties": "0.9 0.9 0.9 0.8 0.8 0.8",
    "seven-late": "0.901 0.903 0.902 0.904 0.900 0.905 0.85",
    "seven-noise": "0.90 0.95 0.91 0.93 0.89 0.94 0.92",
    "twelve-fall": "0.912 0.905 0.921 0.917 0.909 0.915 0.918 0.908 0.881 0.876 0.887 0.879",
    "twelve-small-fall": "0.912 0.905 0.921 0.917 0.909 0.915 0.918 0.908 0.901 0.906 0.897 0.909",
    "twelve-noise": "0.912 0.905 0.921 0.917 0.909 0.915 0.918 0.908 0.911 0.916 0.907 0.919",
    "thirty-rise": " ".join(f"{0.80 + 0.002 * ((7 * i) % 11) + (0.012 if i >= 21 else 0):.4f}" for i in range(30)),
    "thirty-outlier": " ".join(f"{0.80 + 0.002 * ((7 * i) % 11) - (0.3 if i == 14 else 0):.4f}" for i in range(30)),
}

print("id,values,before,p,error")
for name, text in SERIES.items():
    x = [Fraction(v) for v in text.split()]
    if len(x) <= 7:
        at, p = exact(x)
        print(f"{name},{text},{at},{float(p)!r},0")
    else:
        at, p, error = sampled(x)
        print(f"{name},{text},{at},{p!r},{error:.6f}")
