#!/usr/bin/python3
"""Golden numbers of the bootstrap of average precision, for LesionAnswersTest, from the case many-images of mask-ap.txt.

Made with numpy alone, by the definitions in mask_ap.py: which predictions hit is worked out per image on whole masks, a
replicate is a set in which every image really stands as often as it was drawn, copies next to each other, and its ranking is
sorted anew. The script checks some replicates against mask_ap.coco and mask_ap.author of the copied masks. Image i is of
patient 5 i mod 9, so that patients have two or three images, which are not next to each other.

lesion-draws.csv      drawn,coco,author      how often each image is drawn; ten average precisions each, "undefined" for none
lesion-bootstrap.csv  metric,unit,error      standard error of each metric over 40,000 replicates of patients, and of images

Run: python3 lesion_bootstrap.py
"""
import csv

import mask_ap
import numpy as np

TARGET = mask_ap.TARGET.parent / "statistics"
THRESHOLDS = np.linspace(0.5, 0.95, 10)
REPLICATES = 40_000
PATIENTS = 9


def read_images(wanted):
    """The images of a case, as (scores, masks, truths)."""
    images, shape, inside = [], None, False
    for line in mask_ap.TARGET.read_text(encoding="ascii").splitlines():
        parts = line.split(" ")
        if parts[0] == "case":
            inside = parts[1] == wanted
            shape = (int(parts[2]), int(parts[3])) if inside else shape
        elif inside and parts[0] == "image":
            images.append(([], [], []))
        elif inside and parts[0] == "prediction":
            images[-1][0].append(float(parts[1]))
            images[-1][1].append(mask(parts[2], shape))
        elif inside and parts[0] == "truth":
            images[-1][2].append(mask(parts[1], shape))
    empty = np.zeros((0, *shape), bool)
    return [(np.array(scores), np.array(masks) if masks else empty, np.array(truths) if truths else empty)
            for scores, masks, truths in images]


def mask(runs, shape):
    pixels = np.zeros(shape[0] * shape[1], bool)
    if runs != "none":
        for run in runs.split(","):
            start, length = map(int, run.split("+"))
            pixels[start : start + length] = True
    return pixels.reshape(shape)


def hits(image):
    """Scores in the order of the image's ranking, and whether each prediction takes a truth, [threshold, prediction]."""
    scores, masks, truths = image
    order = np.argsort(-scores, kind="stable")[:100]
    shared, union = mask_ap.overlaps(masks[order], truths)
    result = np.zeros((len(THRESHOLDS), len(order)), bool)
    for t, threshold in enumerate(THRESHOLDS):
        free = np.ones(len(truths), bool)
        for rank in range(len(order)):
            iou = np.where(free, shared[rank] / union[rank], -1)
            if len(iou) and iou.max() >= threshold:
                result[t, rank] = True
                free[np.flatnonzero(iou == iou.max())[-1]] = False
    return scores[order], result


def coco(found, lesions, drawn):
    """Ten average precisions of a set in which each image stands as often as it was drawn."""
    positives = int(np.dot(drawn, lesions))
    if positives == 0:
        return None
    copies = np.repeat(np.arange(len(drawn)), drawn)
    scores = np.concatenate([found[i][0] for i in copies])
    order = np.argsort(-scores, kind="stable")
    right = np.concatenate([found[i][1] for i in copies], axis=1)[:, order]
    total = np.cumsum(right, axis=1)
    precision = total / np.arange(1, right.shape[1] + 1)
    recall = total / positives
    envelope = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
    result = []
    for t in range(len(THRESHOLDS)):
        first = np.searchsorted(recall[t], np.linspace(0, 1, 101), side="left")
        reached = first < right.shape[1]
        result.append(envelope[t, first[reached]].sum() / 101)
    return np.array(result)


def author(each, drawn):
    return drawn @ each / drawn.sum()


def units(patients, images):
    return [np.flatnonzero(np.array(patients) == p) for p in sorted(set(patients))] if patients else \
        [np.array([i]) for i in range(images)]


def draw(random, groups, images):
    drawn = np.zeros(images, int)
    for group in random.randint(0, len(groups), len(groups)):
        drawn[groups[group]] += 1
    return drawn


def check(images, found, lesions, each, drawn):
    copied = [images[i] for i in np.repeat(np.arange(len(images)), drawn)]
    np.testing.assert_allclose(coco(found, lesions, drawn), mask_ap.coco(copied), rtol=1e-12)
    np.testing.assert_allclose(author(each, drawn), mask_ap.author(copied), rtol=1e-12)


def metrics(ap):
    return {"map": np.mean(ap), "ap50": ap[0], "ap75": ap[5]}


def main():
    images = read_images("many-images")
    n = len(images)
    found = [hits(image) for image in images]
    lesions = np.array([len(truths) for _, _, truths in images])
    each = np.array([mask_ap.author([image]) for image in images])
    patients = [5 * i % PATIENTS for i in range(n)]
    random = np.random.RandomState(20261126)

    draws = [np.ones(n, int), np.where(lesions == 0, 2, 0)]
    draws += [draw(random, units(None, n), n) for _ in range(10)] + [draw(random, units(patients, n), n) for _ in range(10)]
    draws += [random.randint(0, 6, n) for _ in range(5)]
    with open(TARGET / "lesion-draws.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["drawn", "coco", "author"])
        for drawn in draws:
            if np.dot(drawn, lesions):
                check(images, found, lesions, each, drawn)
            out.writerow([" ".join(map(str, drawn)), text(coco(found, lesions, drawn)), text(author(each, drawn))])

    rows = []
    for unit, groups in (("patient", units(patients, n)), ("slice", units(None, n))):
        values = {}
        for _ in range(REPLICATES):
            drawn = draw(random, groups, n)
            for suffix, ap in (("", author(each, drawn)), ("/coco", coco(found, lesions, drawn))):
                for name, value in metrics(ap).items():
                    values.setdefault(name + suffix, []).append(value)
        rows += [[name, unit, repr(float(np.std(all_values, ddof=1)))] for name, all_values in values.items()]
    with open(TARGET / "lesion-bootstrap.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["metric", "unit", "error"])
        out.writerows(rows)
    print(*rows, sep="\n")


def text(values):
    return "undefined" if values is None else " ".join(repr(float(v)) for v in values)


if __name__ == "__main__":
    main()
