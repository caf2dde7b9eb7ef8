"""Golden files for org.ctbench.models.detection, made by torchvision's own parts in float32. Run: python3 detection.py

Two switches of torchvision are set as in the paper's code: proposals without width or height stay (min_size 0), and so
do detections of any size.
"""

import contextlib
import pathlib
import sys

import numpy as np
import torch
import torchvision
from torchvision.models.detection import roi_heads
from torchvision.models.detection._utils import BalancedPositiveNegativeSampler, BoxCoder, Matcher
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection.rpn import RegionProposalNetwork
from torchvision.ops import boxes as box_ops

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "contract/src/main/golden"))
from golden import Inputs, Writer  # noqa: E402

SCRIPT = "detection.py"
SIZES = (2, 4, 8, 16, 32)
RATIOS = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0)


def generator():
    return AnchorGenerator((SIZES,), (RATIOS,))


def anchors(height, width, rows, columns):
    image = ImageList(torch.zeros(1, 1, height, width), [(height, width)])
    return generator()(image, [torch.zeros(1, 1, rows, columns)])[0]


def random_boxes(random, count, limit, largest):
    corner = random.uniform(0, limit, count, 2)
    size = random.uniform(1, largest, count, 2)
    return torch.cat([corner, corner + size], 1).float()


@contextlib.contextmanager
def replaced(module, name, value):
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def all_anchors():
    w = Writer("anchors", SCRIPT)
    w.case("base")
    w.floats("sizes", np.array(SIZES))
    w.floats("ratios", np.array(RATIOS))
    w.floats("base", generator().cell_anchors[0])
    w.case("small image, strides 16 and 17")
    w.ints("grid", [50, 70, 3, 4])
    w.floats("anchors", anchors(50, 70, 3, 4))
    w.case("512 x 512")
    w.ints("grid", [512, 512, 32, 32])
    every = anchors(512, 512, 32, 32)
    w.set("count", len(every))
    chosen = list(range(0, len(every), 311)) + [len(every) - 1]
    w.ints("indices", chosen)
    w.floats("chosen", every[chosen])
    w.close()


def coding():
    w = Writer("box-coder", SCRIPT)
    for seed, weights in enumerate([(1.0, 1.0, 1.0, 1.0), (10.0, 10.0, 5.0, 5.0)]):
        random = Inputs(seed)
        coder = BoxCoder(weights)
        references = random_boxes(random, 30, 400, 90)
        proposals = random_boxes(random, 30, 400, 90)
        deltas = (random.normal(30, 4) * torch.tensor(weights)).float()
        deltas[0, 2] = 100  # growth is limited
        deltas[1, 3] = 1000
        deltas[2, 2:] = -30  # shrinking is not
        deltas[3] = 0
        flat = proposals.clone()
        flat[4, 3] = flat[4, 1]  # no height
        w.case("weights " + "/".join(str(int(v)) for v in weights))
        w.floats("weights", np.array(weights))
        w.floats("references", references)
        w.floats("proposals", proposals)
        w.floats("encoded", coder.encode_single(references, proposals))
        w.floats("flat", flat)
        w.floats("deltas", deltas)
        w.floats("decoded", coder.decode_single(deltas, flat))
    w.close()


def matching():
    w = Writer("matching", SCRIPT)
    candidates = anchors(96, 96, 6, 6)
    truths = torch.tensor([
        [10, 12, 40, 44], [10, 12, 40, 44],  # twins
        [33.5, 30, 35.25, 33], [60, 2, 94, 70], [50, 60, 81, 92], [0, 0, 8, 8], [58, 56, 70, 72]])
    for case, high, low, low_quality in [
            ("proposal network", 0.7, 0.3, True), ("box branch", 0.75, 0.5, False), ("lenient", 0.4, 0.25, True)]:
        w.case(case)
        w.floats("high", high)
        w.floats("low", low)
        w.set("lowQuality", str(low_quality).lower())
        w.floats("truths", truths)
        w.ints("matches", Matcher(high, low, low_quality)(box_ops.box_iou(truths, candidates)))
    w.case("overlaps")
    random = Inputs(3)
    a = random_boxes(random, 12, 40, 30)
    b = random_boxes(random, 15, 40, 30)
    b[2] = a[3]
    b[4, 2] = b[4, 0]  # no width
    w.floats("a", a)
    w.floats("b", b)
    w.floats("overlaps", box_ops.box_iou(a, b))
    w.close()


def sampling():
    w = Writer("sampling", SCRIPT)
    for seed, (case, size, fraction, counts) in enumerate([
            ("enough of both", 32, 0.75, (60, 90, 20)),
            ("few positives", 32, 0.75, (5, 90, 20)),
            ("few negatives", 32, 0.25, (60, 3, 20)),
            ("fraction that leaves a rest", 10, 0.33, (60, 90, 0)),
            ("half", 33, 0.5, (60, 90, 7))]):
        generator = np.random.RandomState(seed)
        matches = np.repeat([2, -1, -2], counts)
        generator.shuffle(matches)
        labels = torch.tensor(np.select([matches >= 0, matches == -1], [1, 0], -1))
        drawn = []

        def draw(n, device=None):
            drawn.append(torch.tensor(generator.permutation(n)))
            return drawn[-1]

        with replaced(torch, "randperm", draw):
            positives, negatives = BalancedPositiveNegativeSampler(size, fraction)([labels])
        w.case(case)
        w.set("size", size)
        w.set("fraction", fraction)
        w.ints("matches", matches)
        w.ints("first", drawn[0])
        w.ints("second", drawn[1])
        w.ints("positives", torch.where(positives[0])[0])
        w.ints("negatives", torch.where(negatives[0])[0])
    w.close()


def suppression():
    w = Writer("nms", SCRIPT)
    for seed, threshold in enumerate([0.25, 0.5, 0.75]):
        random = Inputs(10 + seed)
        boxes = random_boxes(random, 150, 60, 40)
        scores = (random.uniform(0, 1, 150) * 20).round().float() / 20  # many ties
        boxes[10:20, 2] = boxes[10:20, 0]  # no area
        boxes[15] = boxes[10]
        boxes[30:34] = boxes[34]  # twins
        half = boxes[50].clone()
        half[3] = half[1] + (half[3] - half[1]) * threshold
        boxes[51] = half  # overlaps by the threshold, but for rounding
        boxes[52] = torch.tensor([0.0, 0, 16, 16])
        boxes[53] = torch.tensor([0.0, 0, 16, 16 * threshold])  # overlaps by the threshold exactly
        w.case(f"threshold {threshold}")
        w.set("threshold", threshold)
        w.floats("boxes", boxes)
        w.floats("scores", scores)
        w.ints("kept", torchvision.ops.nms(boxes, scores, threshold))
    w.close()


def proposing():
    w = Writer("proposals", SCRIPT)
    random = Inputs(20)
    candidates = anchors(96, 90, 6, 6)
    logits = random.normal(len(candidates)).float()
    logits[::7] = logits[0]  # ties
    deltas = (random.normal(len(candidates), 4) * 0.4).float()
    boxes = BoxCoder((1.0, 1.0, 1.0, 1.0)).decode_single(deltas, candidates)
    w.case("inputs")
    w.ints("grid", [96, 90, 6, 6])
    w.floats("logits", logits)
    w.floats("deltas", deltas)
    order = torch.sort(logits, descending=True, stable=True)[1]  # topk promises no order of ties
    for before, after, threshold in [(400, 200, 0.75), (1000, 300, 0.5), (50, 10, 0.25)]:
        limits = {"training": before, "testing": before}, {"training": after, "testing": after}
        network = RegionProposalNetwork(generator(), None, 0.7, 0.3, 256, 0.75, *limits, threshold)
        network.min_size = 0
        with replaced(network, "_get_top_n_idx", lambda scores, counts: order[:before][None]):
            kept, scores = network.filter_proposals(boxes[None], logits[None], [(96, 90)], [len(candidates)])
        w.case(f"{before}-{after}-{threshold}")
        w.set("before", before)
        w.set("after", after)
        w.set("nms", threshold)
        w.floats("boxes", kept[0])
        w.floats("scores", scores[0])
    w.close()


def detecting():
    w = Writer("detection-filter", SCRIPT)
    random = Inputs(30)
    proposals = random_boxes(random, 180, 90, 40)
    logits = (random.normal(180, 2) * 2).float()
    deltas = (random.normal(180, 8) * 2).float()
    deltas[5, 4:] = torch.tensor([0.0, 0, -60, -60])  # a speck
    logits[5, 1] = 9
    w.case("inputs")
    w.ints("image", [96, 120])
    w.floats("proposals", proposals)
    w.floats("deltas", deltas[:, 4:])
    w.floats("probabilities", logits.softmax(-1)[:, 1])
    for score, threshold, most in [(0.05, 0.5, 100), (0.05, 0.5, 20), (0.75, 0.25, 100)]:
        heads = roi_heads.RoIHeads(
            None, None, None, 0.5, 0.5, 256, 0.75, None, score, threshold, most)
        with replaced(roi_heads.box_ops, "remove_small_boxes", lambda boxes, min_size: torch.arange(len(boxes))):
            boxes, scores, _ = heads.postprocess_detections(logits, deltas, [proposals], [(96, 120)])
        w.case(f"{score}-{threshold}-{most}")
        w.floats("score", score)
        w.set("nms", threshold)
        w.set("most", most)
        w.floats("boxes", boxes[0])
        w.floats("scores", scores[0])
    w.close()


def labels_of_three_lesions(height, width):
    y, x = np.mgrid[:height, :width]
    labels = np.zeros((height, width), dtype=np.int32)
    labels[((y - 14) / 9.0) ** 2 + ((x - 15) / 12.0) ** 2 < 1] = 1
    labels[(y >= 22) & (y < 39) & (x >= 30) & (x < 33 + (y - 22))] = 2
    labels[(y < 6) & (x >= 40)] = 3
    return labels


def targets():
    w = Writer("mask-targets", SCRIPT)
    labels = labels_of_three_lesions(40, 56)
    masks = torch.tensor(np.stack([labels == k for k in (1, 2, 3)]).astype(np.uint8))
    random = Inputs(40)
    boxes = random_boxes(random, 9, 30, 30)
    special = torch.tensor([
        [-5.5, -3, 70, 60], [0, 0, 56, 40], [15.2, 14.1, 15.5, 14.3], [50, 2, 50, 30], [40.5, -0.75, 57.5, 8], [30, 22, 49, 39]])
    boxes = torch.cat([boxes, special])
    truths = torch.tensor([0, 1, 2] * 5)
    for size, count in [(28, 4), (14, 12), (5, 15)]:
        w.case(f"size-{size}")
        w.set("size", size)
        w.ints("labels", labels)
        w.floats("boxes", boxes[-count:])
        w.ints("truths", truths[-count:])
        w.floats("targets", roi_heads.project_masks_on_boxes(masks, boxes[-count:], truths[-count:], size))
    w.close()


def pasting():
    w = Writer("mask-paste", SCRIPT)
    height, width = 27, 40
    cases = [
        ("inside", 7, (5.3, 4.7, 30.2, 20.9)),
        ("beyond the upper left", 7, (-9.4, -6.6, 12.5, 9.5)),
        ("beyond the lower right", 7, (25.1, 15.5, 61, 48.5)),
        ("smaller than a pixel", 7, (10.2, 11.4, 10.4, 11.5)),
        ("larger than the image", 4, (-30, -40.5, 90.5, 80)),
        ("side 28", 28, (8, 6, 36, 25)),
        ("a flat box", 5, (3, 8, 33.3, 8))]
    for seed, (case, side, box) in enumerate(cases):
        map = Inputs(50 + seed).uniform(0, 1, 1, 1, side, side).float()
        box = torch.tensor([box])
        pasted = roi_heads.paste_masks_in_image(map, box, (height, width))[0, 0]
        assert (pasted - 0.5).abs().min() > 1e-6, case  # the last bit decides no pixel
        w.case(case)
        w.ints("image", [height, width])
        w.set("side", side)
        w.floats("map", map[0, 0])
        w.floats("box", box)
        w.floats("probabilities", pasted)
        w.set("area", int((pasted > 0.5).sum()))
    w.close()


if __name__ == "__main__":
    torch.set_num_threads(1)
    all_anchors()
    coding()
    matching()
    sampling()
    suppression()
    proposing()
    detecting()
    targets()
    pasting()
