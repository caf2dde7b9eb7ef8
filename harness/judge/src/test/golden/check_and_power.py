#!/usr/bin/python3
"""Golden numbers of org.ctbench.harness.check and org.ctbench.harness.power, from scipy and numpy, written to resources/golden/.

Made with scipy 1.10.1 and numpy 1.24.2 of Debian 12: /usr/bin/python3 check_and_power.py

check/drop-rule.csv  confidence,cells,margin,sampling,deviation,freedom,before,now,threshold,found
    Student's test of two means, and the same with a further variance: scipy t.isf. Without sampling and for two samples it is what
    scipy ttest_ind(alternative="greater") decides, which is asserted here. found: the drop of which the test has the power confidence,
    averaged over 40,000 quantiles of chi-square; without sampling and margin it is that of nct, which is asserted here
power/detection.csv  confidence,power,error,freedom,difference
    root of the power of the noncentral t distribution (scipy nct); normal for infinitely many degrees of freedom
power/clusters.csv   sizes,p,correlation,variance
    variance of a proportion of slices in clusters, from the whole covariance matrix of the slices
"""
import csv
import pathlib

import numpy as np
from scipy import optimize, stats

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"


def write(name, header, rows):
    path = TARGET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([repr(float(v)) if isinstance(v, (float, np.floating)) else v for v in row] for row in rows)


def limit(p, margin, sampling, spread, freedom):
    """Beyond the margin, Student's test of the seeds, and that of seeds and patients with the degrees of freedom of Satterthwaite."""
    total = sampling**2 + spread**2
    satterthwaite = total**2 / (spread**4 / freedom)
    return np.maximum(margin, np.maximum(
        stats.t.isf(p, freedom) * spread, stats.t.isf(p, satterthwaite) * np.sqrt(total)))


def smallest(power, p, margin, sampling, spread, freedom):
    """The true drop that exceeds the limit with this probability, the seed deviation being estimated."""
    true = np.hypot(sampling, spread)
    edges = np.linspace(0, 1, 40001)
    square = stats.chi2.ppf((edges[1:] + edges[:-1]) / 2, freedom)
    limits = limit(p, margin, sampling, spread * np.sqrt(square / freedom), freedom)
    return optimize.brentq(
        lambda drop: stats.norm.sf((limits - drop) / true).mean() - power, 0, limits.max() + 10 * true, xtol=1e-10)


def drop_rule():
    rows = []
    for confidence, cells in [(0.95, 1), (0.95, 12), (0.9, 3)]:
        for sampling, deviation, freedom, before, now in [
            (0.0, 0.013, 4.0, 3, 3),
            (0.01, 0.013, 8.0, 5, 5),
            (0.002, 0.031, 2.0, 2, 2),
            (0.01, 0.013, 7.0, 1, 1),
            (0.004, 0.005, 11.0, 10, 3),
        ]:
            for margin in (0.001, 0.05):
                error = np.sqrt(sampling**2 + deviation**2 * (1 / before + 1 / now))
                alpha = 1 - confidence
                spread = deviation * np.sqrt(1 / before + 1 / now)
                threshold = limit(alpha / cells, margin, sampling, spread, freedom)
                found = smallest(confidence, alpha / cells, margin, sampling, spread, freedom)
                if sampling == 0 and margin == 0.001:
                    assert abs(stats.nct.sf(stats.t.isf(alpha / cells, freedom), freedom, found / error) - confidence) < 1e-4
                rows.append(
                    [confidence, cells, margin, sampling, deviation, freedom, before, now, threshold, found])
    write(
        "check/drop-rule.csv",
        "confidence,cells,margin,sampling,deviation,freedom,before,now,threshold,found".split(","),
        rows)
    random = np.random.default_rng(1)
    for _ in range(200):
        a, b = random.normal(0.9, 0.02, 4), random.normal(0.88, 0.02, 3)
        pooled = np.sqrt((3 * a.var(ddof=1) + 2 * b.var(ddof=1)) / 5)
        fails = a.mean() - b.mean() > stats.t.isf(0.05, 5) * pooled * np.sqrt(1 / 4 + 1 / 3)
        assert fails == (stats.ttest_ind(a, b, alternative="greater").pvalue < 0.05)


def detection():
    rows = []
    for confidence in (0.95, 0.9):
        for power in (0.8, 0.9):
            for freedom in (1.0, 2.0, 4.0, 9.0, 25.5, np.inf):
                error = 0.02
                critical, other = stats.t.isf([(1 - confidence) / 2, 1 - power], freedom)
                smallest = critical + other
                if np.isfinite(freedom):
                    smallest = optimize.brentq(
                        lambda d: stats.nct.sf(critical, freedom, d) - power, 0.1, critical + 3 * other + 1, xtol=1e-12)
                rows.append([confidence, power, error, freedom, smallest * error])
    write("power/detection.csv", "confidence,power,error,freedom,difference".split(","), rows)


def clusters():
    rows = []
    for sizes in ([8] * 20, [1, 2, 3, 50, 4, 4, 9], [1] * 30, [100, 1, 1, 1, 1]):
        for p in (0.5, 0.95):
            for correlation in (0.0, 0.1, 0.5, 1.0):
                patient = np.repeat(np.arange(len(sizes)), sizes)
                same = patient[:, None] == patient[None, :]
                covariance = p * (1 - p) * np.where(np.eye(len(patient), dtype=bool), 1.0, same * correlation)
                mean = np.full(len(patient), 1 / len(patient))
                rows.append([" ".join(map(str, sizes)), p, correlation, mean @ covariance @ mean])
    write("power/clusters.csv", ["sizes", "p", "correlation", "variance"], rows)


if __name__ == "__main__":
    drop_rule()
    detection()
    clusters()
