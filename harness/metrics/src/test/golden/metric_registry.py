#!/usr/bin/python3
"""Every metric of the registry that follows from predictions, by scikit-learn, for MetricTest and RanksTest.

Made with scikit-learn 1.2.1 (Debian 12, python3-sklearn).

metric-registry.csv: matrix (counts, rows by true class, separated by blanks; rows by semicolons), metric (id), value
metric-ranks.csv:    set, slice, truth, p0 ... (probabilities; few decimals, so that many are equal)
metric-areas.csv:    set, metric (id), value
"""
import csv
import pathlib

import numpy as np
from sklearn import metrics

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"


def of_class(truth, found, c):
    t, f = truth == c, found == c
    yield f"sensitivity/c{c}", metrics.recall_score(t, f)
    yield f"specificity/c{c}", metrics.recall_score(t, f, pos_label=False)
    yield f"precision/c{c}", metrics.precision_score(t, f)
    yield f"npv/c{c}", metrics.precision_score(t, f, pos_label=False)
    yield f"class-accuracy/c{c}", metrics.accuracy_score(t, f)
    yield f"f1/c{c}", metrics.f1_score(t, f)
    yield f"youden/c{c}", metrics.balanced_accuracy_score(t, f, adjusted=True)


def of_all(truth, found, classes):
    yield "accuracy", metrics.accuracy_score(truth, found)
    yield "weighted-f1/actual", metrics.f1_score(truth, found, average="weighted")
    yield "weighted-f1/macro", metrics.f1_score(truth, found, average="macro")
    yield "macro-sensitivity", metrics.balanced_accuracy_score(truth, found)
    yield "macro-precision", metrics.precision_score(truth, found, average="macro")
    yield "macro-specificity", np.mean(
        [metrics.recall_score(truth == c, found == c, pos_label=False) for c in range(classes)])
    yield "weighted-precision", metrics.precision_score(truth, found, average="weighted")
    yield "kappa", metrics.cohen_kappa_score(truth, found)
    yield "mcc", metrics.matthews_corrcoef(truth, found)


def matrices(random):
    for classes in (2, 2, 3, 3, 4, 5):
        counts = random.randint(1, 60, size=(classes, classes))
        if classes == 3:
            counts += np.diag(random.randint(200, 5000, size=classes))
        yield counts


def write(name, header, rows):
    with open(GOLDEN / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


random = np.random.RandomState(2)
rows = []
for counts in matrices(random):
    classes = len(counts)
    truth = np.repeat(np.arange(classes), counts.sum(axis=1))
    found = np.concatenate([np.repeat(np.arange(classes), counts[c]) for c in range(classes)])
    matrix = ";".join(" ".join(str(n) for n in line) for line in counts)
    values = [v for c in range(classes) for v in of_class(truth, found, c)] + list(of_all(truth, found, classes))
    rows += [[matrix, metric, repr(float(value))] for metric, value in values]
write("metric-registry.csv", ["matrix", "metric", "value"], rows)

slices, areas = [], []
for number, classes in enumerate((2, 3)):
    truth = random.randint(classes, size=60)
    weights = random.randint(1, 9, size=(60, classes)) + 3 * np.eye(classes, dtype=int)[truth]
    # thirty-seconds are exact in binary, so that equal probabilities stay equal in float32 and float64
    p = np.floor(32 * weights / weights.sum(axis=1, keepdims=True)) / 32
    p[:, -1] = 1 - p[:, :-1].sum(axis=1)
    for i in range(60):
        slices.append([number, i, truth[i], " ".join(repr(float(x)) for x in p[i])])
    ofEach = [metrics.roc_auc_score(truth == c, p[:, c]) for c in range(classes)]
    areas += [[number, f"auc/c{c}", repr(float(ofEach[c]))] for c in range(classes)]
    together = metrics.roc_auc_score(truth, p[:, 1]) if classes == 2 else metrics.roc_auc_score(
        truth, p, multi_class="ovr", average="macro")
    areas.append([number, "auc", repr(float(together))])
write("metric-ranks.csv", ["set", "slice", "truth", "probabilities"], slices)
write("metric-areas.csv", ["set", "metric", "value"], areas)
