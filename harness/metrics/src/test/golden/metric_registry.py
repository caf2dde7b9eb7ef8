#!/usr/bin/python3
"""Every metric of the registry that follows from predictions, by scikit-learn and statsmodels, for MetricRegistryTest.

Made with scikit-learn 1.2.1 and statsmodels (Debian 12, python3-sklearn, python3-statsmodels).

metric-registry.csv: matrix (counts, rows by true class, separated by blanks; rows by semicolons), metric (id), value
metric-ranks.csv:    set, slice, truth, p0 ... (probabilities; few decimals, so that many are equal)
metric-areas.csv:    set, metric (id), value
"""
import csv
import pathlib

import numpy as np
import statsmodels.api as sm
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


def sensitivity_at(own, p, specificity):
    false, true, _ = metrics.roc_curve(own, p, drop_intermediate=False)
    return max(t for f, t in zip(false, true) if f <= 1 - specificity + 1e-12)


def calibration_error(own, p):
    bins = np.minimum((p * 10).astype(int), 9)
    return sum(abs(p[bins == b].sum() - own[bins == b].sum()) for b in range(10)) / len(p)


def of_probabilities(truth, p, c):
    own, p = (truth == c).astype(int), p[:, c]
    yield f"auc/c{c}", metrics.roc_auc_score(own, p)
    yield f"sensitivity-at-90/c{c}", sensitivity_at(own, p, 0.90)
    yield f"sensitivity-at-95/c{c}", sensitivity_at(own, p, 0.95)
    yield f"brier/c{c}", metrics.brier_score_loss(own, p)
    yield f"ece/c{c}", calibration_error(own, p)
    inside = np.clip(p, 2.0 ** -24, 1 - 2.0 ** -24)
    logit = np.log(inside / (1 - inside))
    fit = dict(tol=1e-14, maxiter=200)
    family = sm.families.Binomial()
    yield f"calibration-slope/c{c}", sm.GLM(own, sm.add_constant(logit), family=family).fit(**fit).params[1]
    yield f"calibration-intercept/c{c}", sm.GLM(own, np.ones(len(own)), family=family, offset=logit).fit(**fit).params[0]


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
    of_each = [dict(of_probabilities(truth, p, c)) for c in range(classes)]
    areas += [[number, metric, repr(float(value))] for values in of_each for metric, value in values.items()]
    for metric in ("sensitivity-at-90", "sensitivity-at-95"):
        mean = np.mean([of_each[c][f"{metric}/c{c}"] for c in range(classes)])
        areas.append([number, metric, repr(float(mean))])
    brier = np.mean(((np.eye(classes)[truth] - p) ** 2).sum(axis=1)) / 2
    areas.append([number, "brier", repr(float(brier))])
    given = truth  # MetricRegistryTest takes every slice for right
    areas.append([number, "ece", repr(float(calibration_error(given == truth, p[np.arange(60), given])))])
    together = metrics.roc_auc_score(truth, p[:, 1]) if classes == 2 else metrics.roc_auc_score(
        truth, p, multi_class="ovr", average="macro")
    areas.append([number, "auc", repr(float(together))])
write("metric-ranks.csv", ["set", "slice", "truth", "probabilities"], slices)
write("metric-areas.csv", ["set", "metric", "value"], areas)
