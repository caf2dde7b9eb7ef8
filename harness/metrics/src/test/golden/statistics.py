#!/usr/bin/python3
"""Golden numbers of org.ctbench.harness.statistics, from scipy and statsmodels, written to resources/golden/statistics/.

Made with scipy 1.10.1 and statsmodels 0.13.5, the packages python3-scipy and python3-statsmodels of Debian 12.

wilson.csv     part,whole,confidence,low,high          statsmodels proportion_confint(method="wilson")
pairs.csv      case,first,second,sampling,effect,freedom,p,low,high   Welch's test of means with a sampling error added (below)
holm.csv       case,p,adjusted                         statsmodels multipletests(method="holm")
answers.csv    patient,truth,first,second              answers of two models, drawn with patients that are hard or easy
clustered.csv  metric,value,clustered,independent      standard errors of the metrics of the first model (below)
paired.csv     metric,effect,clustered                 the same of second minus first
seeds.csv      interval,confidence,low,high            scipy t.interval of five seeds, without noise of sampling
exact.csv      part,whole,confidence,low,high          statsmodels proportion_confint(method="beta"): Clopper and Pearson
training.csv   case,values,images,confidence,low,high  scipy t: prediction interval of one further value (below)
published.csv  case,low,high,p                         scipy t: two-sided p of a published value that was rounded
one.csv        value,deviation,freedom,confidence,low,high,between   the same by one value and a known deviation
pooled.csv     deviations,freedoms,deviation,freedom   scipy f_oneway's mean square within groups, its root
replication.csv  first,firstError,second,secondError,logBayesFactor,sceptical,golden,small,smaller   by numeric methods (below)
tost.csv       mean,error,margin,low,high,p,equivalent statsmodels ztost_mean and zconfint_mean

Standard errors of answers.csv, the limit of the bootstrap for many replicates, to first order in its influence values
(Davison and Hinkley 1997, section 2.7.2): for a metric f of counts, patient i of stratum s has the influence
l_i = grad f . (x_i - mean of x over the stratum) and the variance is the sum of l_i^2 over all patients. That is also what
cluster-robust standard errors of a regression give: for sensitivity, the script checks its own numbers against statsmodels
OLS(...).fit(cov_type="cluster", use_correction=False) within each class. The bootstrap's own variance differs from its
linear part by terms of order 1 / patients, and by the noise of the replicates, 1 / sqrt(2 B).

training.csv: up to 90 % the interval is scipy's t.interval(loc=mean, scale=s sqrt(1 + 1/n)) of the values themselves. Above, the values
are first put on the scale 0.9 + 0.09 (logit(x) - logit(0.9)), which meets the plain one at 90 % with its slope; 100 % counts as
half an image below it. The ends are put back. Equal values vary as if one of them were one image off.
"""
import csv
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import integrate, optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "statistics"
CLASSES = ["Normal", "CP", "NCP"]
PATIENTS = [40, 60, 50]


def write(name, header, rows):
    with open(TARGET / name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([repr(float(v)) if isinstance(v, (float, np.floating)) else v for v in row] for row in rows)


def wilson():
    rows = []
    for part, whole in [(0, 10), (10, 10), (1, 10), (93, 100), (4066, 4346), (9400, 9450), (1, 1), (12000, 21191)]:
        for confidence in (0.95, 0.9, 0.99):
            low, high = proportion_confint(part, whole, alpha=1 - confidence, method="wilson")
            rows.append([part, whole, confidence, low, high])
    write("wilson.csv", ["part", "whole", "confidence", "low", "high"], rows)


PAIRS = {
    "welch": ([0.912, 0.931, 0.905], [0.941, 0.955, 0.948], 0.0),
    "unequal": ([0.80, 0.83, 0.79, 0.81, 0.84], [0.85, 0.86], 0.0),
    "sampled": ([0.912, 0.931, 0.905], [0.941, 0.955, 0.948], 0.011),
    "mostly sampled": ([0.70, 0.71, 0.705, 0.698, 0.709], [0.75, 0.742, 0.751], 0.02),
}


def pairs():
    """
    Welch's t of the difference of two means, and the same with the variance of sampling patients, which is taken as known: the larger p
    and the wider ends of the two.
    """
    rows = []
    for case, (first, second, sampling) in PAIRS.items():
        effect = np.mean(second) - np.mean(first)
        parts = [np.var(values, ddof=1) / len(values) for values in (first, second)]
        variance = sampling**2 + sum(parts)
        freedom = variance**2 / sum(part**2 / (len(values) - 1) for part, values in zip(parts, (first, second)))
        low, high = stats.t.interval(0.95, freedom, loc=effect, scale=np.sqrt(variance))
        welch = stats.ttest_ind(second, first, equal_var=False)
        own = sum(parts)**2 / sum(part**2 / (len(values) - 1) for part, values in zip(parts, (first, second)))
        seeds = stats.t.interval(0.95, own, loc=effect, scale=np.sqrt(sum(parts)))
        low, high = min(low, seeds[0]), max(high, seeds[1])
        p = max(2 * stats.t.sf(abs(effect) / np.sqrt(variance), freedom), welch.pvalue)
        texts = [" ".join(repr(v) for v in values) for values in (first, second)]
        rows.append([case, *texts, sampling, effect, freedom, p, low, high])
    write("pairs.csv", ["case", "first", "second", "sampling", "effect", "freedom", "p", "low", "high"], rows)


def holm():
    rows = []
    for case, p in enumerate([[0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.9], [1e-6, 0.02, 0.02, 0.02, 0.3], [0.04]]):
        for value, adjusted in zip(p, multipletests(p, method="holm")[1]):
            rows.append([case, value, adjusted])
    write("holm.csv", ["case", "p", "adjusted"], rows)


def answers():
    """Per patient 4 to 24 slices; a share of right answers per patient and model around 0.88, correlated."""
    random = np.random.default_rng(20260)
    rows = []
    patient = 0
    for truth, n in enumerate(PATIENTS):
        for _ in range(n):
            ease = random.normal(1.6, 1.2)
            right = [1 / (1 + np.exp(-(ease + random.normal(0, 0.5) + better))) for better in (0, 0.35)]
            for _ in range(random.integers(4, 25)):
                given = []
                for share in right:
                    others = [c for c in range(3) if c != truth]
                    given.append(truth if random.random() < share else int(random.choice(others, p=[0.7, 0.3])))
                rows.append([f"P{patient}", truth, *given])
            patient += 1
    write("answers.csv", ["patient", "truth", "first", "second"], rows)
    return rows


def metrics(counts):
    """All metrics of a table, in the order of ClassificationMetric.all with the weights of the authors' code."""
    tp = np.diag(counts)
    slices = counts.sum(axis=1)
    predicted = counts.sum(axis=0)
    f1 = 2 * tp / (slices + predicted)
    values = {"accuracy": tp.sum() / counts.sum()}
    values["weighted-f1/code"] = f1 @ [0.45, 0.35, 0.20]
    values["weighted-f1/actual"] = f1 @ (slices / slices.sum())
    values["weighted-f1/macro"] = f1.mean()
    for name, value in (("sensitivity", tp / slices), ("precision", tp / predicted), ("f1", f1)):
        for c, label in enumerate(CLASSES):
            values[name + "/" + label] = value[c]
    return values


def gradient(function, counts):
    """Central differences of a function of counts, in units of which the metrics are smooth."""
    step = 1e-3 * counts.sum()
    result = []
    for i in range(counts.size):
        shift = np.zeros(counts.size)
        shift[i] = step * 1e-2
        result.append((function(counts + shift) - function(counts - shift)) / (2 * shift[i]))
    return np.array(result)


def error(function, units, strata):
    """Standard error from the influence values of units drawn within strata."""
    total = units.sum(axis=0)
    slope = gradient(function, total)
    variance = 0
    for stratum in set(strata):
        own = units[strata == stratum]
        variance += (((own - own.mean(axis=0)) @ slope) ** 2).sum()
    return np.sqrt(variance)


def clustered(rows):
    patients = np.array([row[0] for row in rows])
    truth = np.array([row[1] for row in rows])
    models = [np.array([row[m] for row in rows]) for m in (2, 3)]
    slices = np.zeros((len(rows), 18))
    for m, given in enumerate(models):
        slices[np.arange(len(rows)), 9 * m + 3 * truth + given] = 1
    names = list(dict.fromkeys(patients))
    per_patient = np.array([slices[patients == name].sum(axis=0) for name in names])
    strata = np.array([truth[patients == name][0] for name in names])
    check_with_statsmodels(patients, truth, models[0], per_patient, strata)
    total = slices.sum(axis=0)
    single, paired = [], []
    for name in metrics(total[:9].reshape(3, 3)):
        def first(x):
            return metrics(x[:9].reshape(3, 3))[name]

        def difference(x):
            return metrics(x[9:].reshape(3, 3))[name] - first(x)

        single.append([name, first(total), error(first, per_patient, strata), error(first, slices, truth)])
        paired.append([name, difference(total), error(difference, per_patient, strata)])
    write("clustered.csv", ["metric", "value", "clustered", "independent"], single)
    write("paired.csv", ["metric", "effect", "clustered"], paired)


def check_with_statsmodels(patients, truth, given, per_patient, strata):
    for c, label in enumerate(CLASSES):
        own = truth == c
        right = (given[own] == c).astype(float)
        groups = np.unique(patients[own], return_inverse=True)[1]
        fit = sm.OLS(right, np.ones(len(right))).fit(
            cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})

        def sensitivity(x):
            return metrics(x[:9].reshape(3, 3))["sensitivity/" + label]

        mine = error(sensitivity, per_patient, strata)
        print("sensitivity of", label, "linear", mine, "statsmodels", fit.bse[0])
        assert abs(mine / fit.bse[0] - 1) < 1e-4


def tost():
    """Whether a mean of normal values lies within a margin of 0, at 5 %: both one-sided p-values and the 90 % interval."""
    rows = []
    for mean, deviation, n, margin in [(0.2, 2.0, 100, 1.0), (0.7, 2.0, 100, 1.0), (-0.66, 2.0, 100, 1.0),
                                       (-0.68, 2.0, 100, 1.0), (0.0, 8.0, 100, 1.0), (1.5, 0.5, 100, 1.0)]:
        base = np.linspace(-1, 1, n)
        values = mean + deviation * base / base.std(ddof=1)
        described = DescrStatsW(values)
        p = described.ztost_mean(-margin, margin)[0]
        low, high = described.zconfint_mean(alpha=0.1)
        rows.append([mean, described.std_mean, margin, low, high, p, int(p <= 0.05)])
    write("tost.csv", ["mean", "error", "margin", "low", "high", "p", "equivalent"], rows)


def replication():
    """
    From the definitions in the articles. Bayes factor: the likelihood of the second estimate integrated over N(first, firstError^2),
    over that of no effect. Sceptical p: the level at which the prior that just makes the first estimate not significant, N(0, tau^2)
    with tau^2 = firstError^2 / (z1^2 / z^2 - 1), is in conflict with the second estimate at the same level. Small effect: the one of
    which statsmodels gives a power of 1/3.
    """
    rows = []
    for first, e1, second, e2 in [(0.0095, 0.0184, 0.004, 0.008), (0.03, 0.01, 0.025, 0.006), (0.03, 0.01, -0.01, 0.01),
                                  (0.02, 0.01, 0.02, 0.01), (0.02, 0.005, 0.001, 0.02), (0.072, 0.02, 0.0, 0.01)]:
        low, high = min(first - 12 * e1, second - 12 * e2), max(first + 12 * e1, second + 12 * e2)
        likelihood = integrate.quad(lambda d: stats.norm.pdf(second, d, e2) * stats.norm.pdf(d, first, e1), low, high,
                                    points=[first, second], epsabs=0, epsrel=1e-12, limit=500)[0]
        factor = np.log(likelihood / stats.norm.pdf(second, 0, e2))
        z1, z2 = first / e1, abs(second) / e2

        def conflict(z):
            tau = e1**2 / (z1**2 / z**2 - 1)
            return abs(second) / np.sqrt(tau + e2**2) - z

        z = optimize.brentq(conflict, 1e-12, min(z1, z2) * (1 - 1e-12), xtol=1e-15, rtol=1e-14) if second else 0.0
        side = 1 if second >= 0 else -1
        small = NormalIndPower().solve_power(nobs1=1, alpha=0.05, power=1 / 3, ratio=0) * e1
        rows.append([first, e1, second, e2, factor, stats.norm.sf(side * z),
                     stats.norm.sf(side * z * np.sqrt((1 + np.sqrt(5)) / 2)), small, stats.norm.cdf((second - small) / e2)])
    write("replication.csv", ["first", "firstError", "second", "secondError", "logBayesFactor", "sceptical", "golden",
                              "small", "smaller"], rows)


def seeds():
    """Student's intervals of a mean and of one further value, where nothing but the seeds varies."""
    values = [0.9312, 0.9288, 0.9341, 0.9275, 0.9330]
    n, mean, s = len(values), np.mean(values), np.std(values, ddof=1)
    rows = []
    for confidence in (0.95, 0.90):
        for name, scale in (("mean", s / np.sqrt(n)), ("further", s * np.sqrt(1 + 1 / n))):
            low, high = stats.t.interval(confidence, n - 1, loc=mean, scale=scale)
            rows.append([name, confidence, low, high])
    write("seeds.csv", ["interval", "confidence", "low", "high"], rows)


def exact():
    rows = []
    for part, whole in [(48, 48), (0, 48), (20, 20), (1, 1), (3, 10), (93, 100), (4066, 4346)]:
        for confidence in (0.95, 0.9):
            low, high = proportion_confint(part, whole, alpha=1 - confidence, method="beta")
            rows.append([part, whole, confidence, 0.0 if part == 0 else low, 1.0 if part == whole else high])
    write("exact.csv", ["part", "whole", "confidence", "low", "high"], rows)


CASES = {
    "plain": ([0.712, 0.688, 0.741, 0.675, 0.730], 450),
    "two": ([0.62, 0.66], 450),
    "high": ([0.9312, 0.9288, 0.9341, 0.9275, 0.9330], 4346),
    "joined": ([0.885, 0.91, 0.902], 158),
    "end": ([1.0, 89 / 90, 1.0, 88 / 90], 90),
    "equal": ([0.6, 0.6, 0.6, 0.6], 50),
    "all": ([1.0] * 5, 48),
}


def scaled(x, images):
    """The plain value, or beyond 10 % of an end the logit."""
    x = np.clip(x, 0.5 / images, 1 - 0.5 / images)
    logit = np.log(x / (1 - x))
    return np.where(x > 0.9, 0.9 + 0.09 * (logit - np.log(9)), x)


def unscaled(y, images):
    back = 1 / (1 + np.exp(-(np.log(9) + (y - 0.9) / 0.09)))
    return 1.0 if y >= scaled(1.0, images) else float(back if y > 0.9 else y)


def student(values, images):
    """Centre, scale and degrees of freedom of one further value."""
    n = len(values)
    varied = np.array(values)
    if len(set(values)) == 1:
        varied[0] -= 1 / images
    s = np.std(scaled(varied, images), ddof=1)
    return np.mean(scaled(np.array(values), images)), s * np.sqrt(1 + 1 / n), n - 1


def training():
    intervals, tests = [], []
    for case, (values, images) in CASES.items():
        centre, scale, freedom = student(values, images)
        for confidence in (0.95, 0.9):
            low, high = stats.t.interval(confidence, freedom, loc=centre, scale=scale)
            text = " ".join(repr(float(v)) for v in values)
            intervals.append([case, text, images, confidence, unscaled(low, images), unscaled(high, images)])
        for low, high in ((0.65495, 0.65505), (0.93545, 0.93555), (0.99995, 1.00005)):
            away = max(0.0, scaled(low, images) - centre, centre - scaled(high, images))
            tests.append([case, low, high, min(1.0, 2 * stats.t.sf(away / scale, freedom))])
    write("training.csv", ["case", "values", "images", "confidence", "low", "high"], intervals)
    write("published.csv", ["case", "low", "high", "p"], tests)


def one():
    rows = []
    for value, deviation, freedom in [(0.70, 0.013, 7), (0.70, 0.031, 2), (0.55, 0.01, 40)]:
        for confidence in (0.95, 0.9):
            low, high = stats.t.interval(confidence, freedom, loc=value, scale=deviation * np.sqrt(2))
            rows.append([value, deviation, freedom, confidence, low, high, (high - low) / 2])
    write("one.csv", ["value", "deviation", "freedom", "confidence", "low", "high", "between"], rows)


def pooled():
    groups = [[0.71, 0.69, 0.74, 0.67], [0.81, 0.80], [0.9, 0.93, 0.88]]
    freedom = sum(len(g) - 1 for g in groups)
    n = sum(map(len, groups))
    grand = np.mean(np.concatenate(groups))
    between = sum(len(g) * (np.mean(g) - grand) ** 2 for g in groups) / (len(groups) - 1)
    within = between / stats.f_oneway(*groups).statistic  # F is the mean square between over the one within
    assert freedom == n - len(groups)
    row = [" ".join(repr(float(np.std(g, ddof=1))) for g in groups), " ".join(str(len(g) - 1) for g in groups),
           np.sqrt(within), freedom]
    write("pooled.csv", ["deviations", "freedoms", "deviation", "freedom"], [row])


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    wilson()
    pairs()
    holm()
    clustered(answers())
    tost()
    replication()
    seeds()
    exact()
    training()
    one()
    pooled()
