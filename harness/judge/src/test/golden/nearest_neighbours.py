"""Votes of the 15 nearest neighbours of standardised features, by numpy: ../resources/shortcuts/nearest.csv.

Run in this folder: python3 nearest_neighbours.py
Columns: part (train or test), five features, then the label of a training slice or the votes of a test slice (0/1/2).
"""

import csv

import numpy as np

rng = np.random.default_rng(17)
classes, neighbours = 3, 15


def slices(n):
    labels = rng.integers(0, classes, n)
    number = rng.integers(0, 120, n) + 25 * labels
    box = np.stack([rng.integers(0, 30, n), rng.integers(60, 130, n), 480 + rng.integers(0, 32, n), 380 + 9 * labels], 1)
    return np.concatenate([number[:, None], box], 1), labels


train, labels = slices(120)
test, _ = slices(40)
mean, deviation = train.mean(0), train.std(0)
votes = []
for row in (test - mean) / deviation:
    distances = (((train - mean) / deviation - row) ** 2).sum(1)
    nearest = np.argsort(distances, kind="stable")[:neighbours]
    votes.append(np.bincount(labels[nearest], minlength=classes))

with open("../resources/shortcuts/nearest.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for row, label in zip(train, labels):
        out.writerow(["train", *row, label])
    for row, count in zip(test, votes):
        out.writerow(["test", *row, "/".join(map(str, count))])
