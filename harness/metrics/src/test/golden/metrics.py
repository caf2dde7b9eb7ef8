#!/usr/bin/python3
"""Scores of ten confusion matrices from scikit-learn, written to resources/golden/metrics.csv.

Made with scikit-learn 1.9.1 from PyPI.

matrix    counts, rows by true class, separated by blanks; rows by semicolons
recall, precision, f1    of each class, separated by blanks
accuracy, macro_f1       of all
"""
import csv
import pathlib

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "metrics.csv"


def row(random):
    classes = random.randint(2, 6)
    counts = random.randint(1, 31, size=(classes, classes))
    truth = np.repeat(np.arange(classes), counts.sum(axis=1))
    found = np.concatenate([np.repeat(np.arange(classes), counts[c]) for c in range(classes)])
    by_class = [score(truth, found, average=None) for score in (recall_score, precision_score, f1_score)]
    return [
        ";".join(" ".join(str(n) for n in line) for line in counts),
        *(" ".join(repr(float(s)) for s in scores) for scores in by_class),
        repr(float(accuracy_score(truth, found))),
        repr(float(f1_score(truth, found, average="macro"))),
    ]


random = np.random.RandomState(1)
with open(TARGET, "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["matrix", "recall", "precision", "f1", "accuracy", "macro_f1"])
    writer.writerows(row(random) for _ in range(10))
