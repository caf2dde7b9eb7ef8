"""Writes mask-ap.txt: average precision of random masks, in two definitions, for MaskEvaluationTest.

Neither pycocotools nor the released code is called: both are written here from their definitions, with numpy alone and on
whole matrices of truth values, so that an error of the Java code is unlikely to stand here too.

    # comment
    case ID HEIGHT WIDTH
    image
    prediction SCORE RUNS        runs "start+length,..." of a mask's pixels in row-major order
    truth RUNS
    author AP,...                ten thresholds; "undefined" for none
    coco AP,...

Run: python3 mask_ap.py
"""

import pathlib

import numpy as np

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "mask-ap.txt"


def author(images):
    """Mean over images of the all-point area; each truth takes its best prediction above the threshold (strictly)."""
    if not images:
        return None
    result = []
    for threshold in np.arange(0.5, 1, 0.05).astype(np.float32):
        result.append(np.mean([author_image(scores, masks, truths, threshold) for scores, masks, truths in images]))
    return result


def author_image(scores, masks, truths, threshold):
    if len(scores) == 0 or len(truths) == 0:
        return float(len(scores) == len(truths))
    order = np.argsort(scores, kind="stable")[::-1]
    shared, union = overlaps(masks[order], truths)
    iou = shared.astype(np.float32) / union.astype(np.float32)
    positive = np.zeros(len(order), bool)
    for column in iou.T:
        if column.max() > threshold:
            positive[np.flatnonzero(column == column.max())[-1]] = True
    found = np.cumsum(positive)
    recall = np.concatenate([[0], found / len(truths), [1]])
    precision = np.concatenate([[0], found / np.arange(1, len(order) + 1), [0]])
    precision = np.array([precision[i:].max() for i in range(len(precision))])
    return np.sum(np.diff(recall) * precision[1:])


def coco(images):
    """One ranking over the set; 101 recall points."""
    positives = sum(len(truths) for _, _, truths in images)
    if positives == 0:
        return None
    result = []
    for threshold in np.linspace(0.5, 0.95, 10):
        scores, hits = [], []
        for image_scores, masks, truths in images:
            order = np.argsort(-np.asarray(image_scores), kind="stable")[:100]
            shared, union = overlaps(masks[order], truths)
            free = np.ones(len(truths), bool)
            for rank, prediction in enumerate(order):
                allowed = free & (shared[rank] / union[rank] >= min(threshold, 1 - 1e-10))
                scores.append(image_scores[prediction])
                hits.append(allowed.any())
                if allowed.any():
                    iou = np.where(allowed, shared[rank] / union[rank], -1)
                    free[np.flatnonzero(iou == iou.max())[-1]] = False
        order = np.argsort(-np.asarray(scores), kind="stable")
        found = np.cumsum(np.asarray(hits, bool)[order])
        recall = found / positives
        precision = found / np.arange(1, len(order) + 1)
        total = 0.0
        for point in np.linspace(0, 1, 101):
            reached = precision[recall >= point]
            total += reached.max() if len(reached) else 0.0
        result.append(total / 101)
    return result


def overlaps(masks, truths):
    pixels = masks.shape[1] * masks.shape[2]
    first = masks.reshape(len(masks), pixels).astype(int)
    second = truths.reshape(len(truths), pixels).astype(int)
    shared = first @ second.T
    return shared, first.sum(1)[:, None] + second.sum(1)[None, :] - shared


def runs(mask):
    padded = np.concatenate([[0], mask.reshape(-1).astype(int), [0]])
    edges = np.flatnonzero(np.diff(padded))
    return ",".join(f"{a}+{b - a}" for a, b in edges.reshape(-1, 2)) or "none"


def blob(random, height, width, low, high):
    mask = np.zeros((height, width), bool)
    h, w = random.randint(low, high, 2)
    y, x = random.randint(0, height - h + 1), random.randint(0, width - w + 1)
    mask[y : y + h, x : x + w] = True
    return mask


def near(random, mask):
    """The mask moved by up to one pixel, with a row or column of it lost at times."""
    moved = np.roll(mask, random.choice([0, 0, 0, 1, -1], 2), (0, 1))
    if random.rand() < 0.3:
        moved[random.randint(moved.shape[0])] = False
    return moved


def random_images(random, count, height, width, predictions, digits, truths_low=0):
    """Scores of few digits make ties; predictions near truths make high overlaps, also several for one truth."""
    images = []
    for _ in range(count):
        truths = [blob(random, height, width, 3, 8) for _ in range(random.randint(truths_low, 4))]
        masks = []
        for _ in range(random.randint(*predictions)):
            if truths and random.rand() < 0.8:
                masks.append(near(random, truths[random.randint(len(truths))]))
            else:
                masks.append(blob(random, height, width, 2, 8))
        scores = np.round(random.rand(len(masks)), digits)
        empty = np.zeros((0, height, width), bool)
        images.append((scores, np.array(masks) if masks else empty, np.array(truths) if truths else empty))
    return images


def metrics(values):
    return "undefined" if values is None else ",".join(repr(float(v)) for v in values)


def main():
    random = np.random.RandomState(20220601)
    cases = [
        ("one-image", random_images(random, 1, 12, 16, (6, 9), 3, 2)),
        ("tied-scores", random_images(random, 6, 12, 16, (0, 10), 1)),
        ("many-images", random_images(random, 25, 16, 16, (0, 8), 2)),
        ("more-than-100-predictions", random_images(random, 2, 8, 8, (120, 140), 2, 1)),
        ("words-and-odd-sizes", random_images(random, 8, 13, 21, (0, 6), 2)),
        ("no-image", []),
    ]
    lines = ["# made by src/test/golden/mask_ap.py"]
    for name, images in cases:
        height, width = images[0][1].shape[1:] if images else (1, 1)
        lines.append(f"case {name} {height} {width}")
        for scores, masks, truths in images:
            lines.append("image")
            lines.extend(f"prediction {float(s)!r} {runs(m)}" for s, m in zip(scores, masks))
            lines.extend(f"truth {runs(t)}" for t in truths)
        lines.append("author " + metrics(author(images)))
        lines.append("coco " + metrics(coco(images)))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(TARGET.name, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
