"""Golden numbers of images as lists of ranked boxes: choice, description, logits and gradients.

Scores and overlaps are far from tipping a choice, and values before a ReLU from 0: the script prints how far.
"""
import math
import pathlib
import sys

import torch
import torch.nn.functional as F
import torchvision.ops as ops

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "contract/src/main/golden"))
from golden import Inputs, Writer  # noqa: E402

SIZE = (96, 128)
CHANNELS, HIDDEN, WIDTH, CLASSES, LABEL = 4, 8, 6, 3, 1
BOXES, NMS = 14, 0.5
CASES = {  # places, proposals, seed
    "more-places": (14, slice(None), 5),
    "fewer-places": (4, slice(None), 5),
    "one-region": (3, slice(7, 9), 29),  # the one without area and another
}


def proposals(inputs):
    corner = inputs.uniform(0, 70, BOXES, 2)
    boxes = torch.cat((corner, corner + inputs.uniform(12, 26, BOXES, 2)), 1)
    boxes[5] = boxes[4] + 2  # overlaps another
    boxes[7, 2] = boxes[7, 0]  # has no area
    return boxes


def decode(deltas, boxes):
    """Faster R-CNN (Ren et al. 2015), section 3.1.2, with the weights 10, 10, 5, 5."""
    size = boxes[:, 2:] - boxes[:, :2]
    centre = boxes[:, :2] + size / 2
    centre = centre + deltas[:, :2] / 10 * size
    size = size * torch.exp(torch.clamp(deltas[:, 2:] / 5, max=math.log(1000 / 16)))
    decoded = torch.cat((centre - size / 2, centre + size / 2), 1)
    return ops.clip_boxes_to_image(decoded, SIZE)


class Case:
    def __init__(self, places, part, seed):
        inputs = Inputs(seed)
        self.places = places
        self.map = inputs.normal(1, CHANNELS, SIZE[0] // 16, SIZE[1] // 16)
        self.boxes = proposals(inputs)[part]
        self.weights = {}
        for name, out, width in (
            ("fc6", HIDDEN, CHANNELS * 49), ("fc7", HIDDEN, HIDDEN), ("cls_score", 2, HIDDEN), ("bbox_pred", 8, HIDDEN),
            ("fc_scores", WIDTH, 5 * places), ("fc_scores_2", WIDTH, WIDTH), ("fc_scores_img", CLASSES, WIDTH),
        ):
            self.weights[name + ".weight"] = (inputs.normal(out, width) * (2 / width) ** 0.5).float().double()
            self.weights[name + ".bias"] = inputs.normal(out)
        self.near = []

    def linear(self, name, x):
        return F.linear(x, self.weights[name + ".weight"], self.weights[name + ".bias"])

    def relu(self, x):
        self.near.append(x.detach().abs().min().item())
        return F.relu(x)

    def outputs(self, boxes):
        pooled = ops.roi_align(self.map, [boxes], 7, 1 / 16, 2)
        hidden = self.relu(self.linear("fc7", self.relu(self.linear("fc6", pooled.flatten(1)))))
        return F.softmax(self.linear("cls_score", hidden), 1)[:, 1], self.linear("bbox_pred", hidden)[:, 4:]

    def choose(self):
        scores, deltas = (a.detach() for a in self.outputs(self.boxes))
        decoded = decode(deltas, self.boxes)
        area = (decoded[:, 2:] - decoded[:, :2]).prod(1)
        left = torch.where(area > 1e-5)[0]
        kept = left[ops.nms(decoded[left], scores[left], NMS)][: self.places]
        iou = ops.box_iou(decoded[left], decoded[left]).fill_diagonal_(0)
        gaps = scores[left].sort().values.diff()
        print("  boxes with an area", len(left), "chosen", len(kept),
              "gap of scores %.1e" % (gaps.min() if len(gaps) else 1),
              "gap of overlaps %.1e" % (iou[iou > 0] - NMS).abs().min() if (iou > 0).any() else "")
        return self.boxes[kept]

    def describe(self, chosen):
        scores, deltas = self.outputs(chosen)
        starts = [i * self.places // len(chosen) for i in range(len(chosen))]
        slots = [max(r for r, s in enumerate(starts) if s <= place) for place in range(self.places)]
        return torch.cat([torch.cat((scores[s, None], deltas[s])) for s in slots])[None]

    def logits(self, description):
        hidden = self.relu(self.linear("fc_scores_2", self.relu(self.linear("fc_scores", description))))
        return self.linear("fc_scores_img", hidden)


def write(out, name, case):
    print(name)
    chosen = case.choose()
    case.map.requires_grad_()
    trained = {n: w.requires_grad_() for n, w in case.weights.items() if n.startswith("fc_")}
    description = case.describe(chosen)
    logits = case.logits(description)
    loss = F.binary_cross_entropy_with_logits(logits, F.one_hot(torch.tensor([LABEL]), CLASSES).double())
    loss.backward()
    print("  nearest to a ReLU's 0: %.1e" % min(case.near))
    out.case(name)
    out.set("height", SIZE[0])
    out.set("width", SIZE[1])
    out.set("places", case.places)
    out.set("nms", NMS)
    out.set("label", LABEL)
    out.floats("map", case.map)
    out.floats("proposals", case.boxes)
    for key, value in case.weights.items():
        out.floats("weights/" + key, value)
    out.floats("chosen", chosen)
    out.floats("description", description)
    out.floats("logits", logits)
    out.floats("gradients/map", case.map.grad)
    for key, value in trained.items():
        out.floats("gradients/" + key, value.grad)


if __name__ == "__main__":
    torch.set_num_threads(1)
    file = Writer("ranked-boxes", "lineage_numbers.py")
    for key, case in CASES.items():
        write(file, key, Case(*case))
    file.close()
