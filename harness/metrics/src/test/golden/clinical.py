#!/usr/bin/python3
"""Golden numbers of what a clinician asks, from numpy and statsmodels, written to resources/golden/statistics/.

Made with statsmodels 0.13.5 (Debian 12, python3-statsmodels).

clinical-slices.csv     patient,truth,probabilities       predictions of three classes by patient, drawn here
clinical-decisions.csv  threshold,prevalence,ppv,npv,benefit   decisions for the last class; no threshold: the predicted class
clinical-patients.csv   rule,metric,value                 the class of a patient by three rules
clinical-refits.csv     class,parameter,error             standard error over a bootstrap of patients within their class, every
                                                          replicate fitted anew
"""
import csv
import pathlib

import numpy as np
import statsmodels.api as sm

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "statistics"
CLASSES = ["Normal", "CP", "NCP"]
INTEREST = 2


def write(name, header, rows):
    with open(GOLDEN / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


random = np.random.RandomState(5)
patients, truth, p = [], [], []
for label in range(3):
    for patient in range(25):
        hard = random.normal(0, 0.8, size=3)
        for _ in range(random.randint(3, 9)):
            z = 1.2 * np.eye(3)[label] + hard + random.normal(0, 0.7, size=3)
            q = np.exp(z) / np.exp(z).sum()
            q = np.floor(q * 256) / 256  # exact in float32
            q[0] = 1 - q[1] - q[2]
            patients.append(f"{label}-{patient}")
            truth.append(label)
            p.append(q)
patients, truth, p = np.array(patients), np.array(truth), np.array(p)
given = p.argmax(axis=1)  # the first of several, as ctbench
write("clinical-slices.csv", ["patient", "truth", "probabilities"],
      [[patients[i], truth[i], " ".join(repr(float(x)) for x in p[i])] for i in range(len(truth))])

own = truth == INTEREST
rows = []
for threshold in (None, 0.05, 0.25, 0.5):
    found = given == INTEREST if threshold is None else p[:, INTEREST] >= threshold
    sensitivity, specificity = found[own].mean(), 1 - found[~own].mean()
    for prevalence in (0.01, 0.1, 0.5):
        hits, alarms = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
        misses, rejected = (1 - sensitivity) * prevalence, specificity * (1 - prevalence)
        odds = (threshold or 0.1) / (1 - (threshold or 0.1))
        rows.append(["" if threshold is None else threshold, prevalence, repr(float(hits / (hits + alarms))),
                     repr(float(rejected / (rejected + misses))), repr(float(hits - alarms * odds))])
write("clinical-decisions.csv", ["threshold", "prevalence", "ppv", "npv", "benefit"], rows)


def most(labels):
    counts = np.bincount(labels, minlength=3)
    return INTEREST if counts[INTEREST] == counts.max() else int(counts.argmax())


rows = []
names = sorted(set(patients))
labels = np.array([truth[patients == name][0] for name in names])
for rule in ("MEAN_PROBABILITY", "MAJORITY", "ANY_SLICE"):
    found = []
    for name in names:
        mine = patients == name
        if rule == "MEAN_PROBABILITY":
            found.append(int(p[mine].mean(axis=0).argmax()))
        elif rule == "ANY_SLICE" and INTEREST in given[mine]:
            found.append(INTEREST)
        else:
            found.append(most(given[mine]))
    found = np.array(found)
    rows.append([rule, "accuracy", repr(float((found == labels).mean()))])
    rows.append([rule, "sensitivity/NCP", repr(float((found == 2)[labels == 2].mean()))])
    rows.append([rule, "specificity/NCP", repr(float((found != 2)[labels != 2].mean()))])
write("clinical-patients.csv", ["rule", "metric", "value"], rows)

inside = np.clip(p, 2.0 ** -24, 1 - 2.0 ** -24)
logits = np.log(inside / (1 - inside))
family = sm.families.Binomial()
slices = {name: np.flatnonzero(patients == name) for name in names}
rows = []
for c in range(3):
    found = []
    for _ in range(1000):
        drawn = np.concatenate([slices[name] for label in range(3)
                                for name in random.choice([n for n in names if n[0] == str(label)], 25)])
        y, x = (truth[drawn] == c).astype(float), logits[drawn, c]
        slope = sm.GLM(y, sm.add_constant(x), family=family).fit().params[1]
        intercept = sm.GLM(y, np.ones(len(y)), family=family, offset=x).fit().params[0]
        found.append([slope, intercept])
    errors = np.std(found, axis=0, ddof=1)
    rows.append([CLASSES[c], "calibration-slope", repr(float(errors[0]))])
    rows.append([CLASSES[c], "calibration-intercept", repr(float(errors[1]))])
write("clinical-refits.csv", ["class", "parameter", "error"], rows)
