#!/usr/bin/python3
"""The Affinity model on PyTorch and torchvision, written from the description of the released code: reference of the golden
tests and of the benchmark.

    affinity_torch.py --bench [--size 512] [--affinities 16] [--features 256] [--sieve released] [--steps 5] [--threads 2]
                      [--json]

prints medians in milliseconds and the peak resident memory. With --rounds it runs the row that a line of standard input names
and prints its milliseconds, line by line, so that another program can take turns with it. Random weights, one image of noise
with two bright lesions.

Like the released code, and unlike ctbench, a forward pass in evaluation computes everything: both branches, detections, their
masks pasted into the image, image class. The classification stage of a training step differentiates that whole pass and
discards the gradients that it does not use.

Needs torch 1.13 and torchvision 0.14. Where that version differs from version 0.3, which the released code builds on, version
0.3 is followed: plain L1 in the region proposal network, smooth L1 with beta 1 in the box branch, no small box removed, names.
"""
import argparse
import dataclasses
import json
import resource
import statistics
import sys
import time

import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor, TwoMLPHead
from torchvision.models.detection.roi_heads import RoIHeads, maskrcnn_inference, maskrcnn_loss
from torchvision.models.detection.rpn import RegionProposalNetwork
from torchvision.models.detection.transform import GeneralizedRCNNTransform
from torchvision.ops import MultiScaleRoIAlign, batched_nms, clip_boxes_to_image, nms

SIZES = ((2, 4, 8, 16, 32),)
RATIOS = ((0.1, 0.25, 0.5, 1.0, 1.5, 2.0),)
BIAS = 0.01
COPIED = ("box_head.fc6", "box_head.fc7", "box_predictor.cls_score", "box_predictor.bbox_pred", "mask_head.mask_fcn1",
          "mask_predictor.conv_mask")

NUMBERS = {"affinities": "rows of the affinity matrix", "features": "channels of features and region masks",
           "hidden": "width of the box branches", "depth": "layers of the residual network",
           "regions": "regions by which an image is classified", "refinements": "refinements of region features",
           "before": "proposals before non-maximum suppression", "after": "proposals after it",
           "detections": "most detections of an image"}


@dataclasses.dataclass(frozen=True)
class Options:
    """Numbers of the model; `height` and `width` are those of its images, multiples of 32."""

    height: int = 512
    width: int = 512
    depth: int = 18
    features: int = 256
    hidden: int = 128
    mask_width: int = 256
    up_name: str = "conv_mask"
    before: int = 400
    after: int = 200
    proposal_nms: float = 0.75
    anchor_sampling: tuple = (0.7, 0.3, 256, 0.75)
    region_sampling: tuple = (0.75, 0.5, 256, 0.75)
    score: float = 0.05
    detection_nms: float = 0.5
    detections: int = 100
    affinities: int = 16
    regions: int = 8
    region_nms: float = 0.25
    refinements: int = 3
    sieve: str = "released"
    classes: int = 3


def kaiming(*layers, bias=None):
    for layer in layers:
        nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
        if bias is not None:
            nn.init.constant_(layer.bias, bias)


class Pyramid(nn.Module):
    """Feature pyramid on one level."""

    def __init__(self, channels, features):
        super().__init__()
        self.inner_blocks = nn.ModuleList([nn.Conv2d(channels, features, 1)])
        self.layer_blocks = nn.ModuleList([nn.Conv2d(features, features, 3, padding=1)])

    def forward(self, x):
        return self.layer_blocks[0](self.inner_blocks[0](x))


class Backbone(nn.Module):
    def __init__(self, o):
        super().__init__()
        net = getattr(torchvision.models, f"resnet{o.depth}")(weights=None)
        self.body = IntermediateLayerGetter(net, {"layer3": "0"})
        self.fpn = Pyramid(net.fc.in_features // 2, o.features)

    def forward(self, x):
        return {"0": self.fpn(self.body(x)["0"])}


class ProposalHead(nn.Module):
    def __init__(self, channels, anchors):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.cls_logits = nn.Conv2d(channels, anchors, 1)
        self.bbox_pred = nn.Conv2d(channels, 4 * anchors, 1)
        for layer in self.children():
            nn.init.normal_(layer.weight, std=0.01)
            nn.init.zeros_(layer.bias)

    def forward(self, features):
        hidden = [F.relu(self.conv(x)) for x in features]
        return [self.cls_logits(x) for x in hidden], [self.bbox_pred(x) for x in hidden]


class Proposals(RegionProposalNetwork):
    def __init__(self, o):
        anchors = AnchorGenerator(SIZES, RATIOS)
        numbers = [{"training": n, "testing": n} for n in (o.before, o.after)]
        super().__init__(anchors, ProposalHead(o.features, anchors.num_anchors_per_location()[0]), *o.anchor_sampling,
                         *numbers, o.proposal_nms)
        self.min_size = 0

    def compute_loss(self, objectness, pred_bbox_deltas, labels, regression_targets):
        positive, negative = (torch.where(torch.cat(s))[0] for s in self.fg_bg_sampler(labels))
        sampled = torch.cat([positive, negative])
        wanted = torch.cat(regression_targets)[positive]
        boxes = F.l1_loss(pred_bbox_deltas[positive], wanted, reduction="sum") / sampled.numel()
        label = torch.cat(labels)[sampled].to(objectness)
        return F.binary_cross_entropy_with_logits(objectness.flatten()[sampled], label), boxes


class MaskHead(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.mask_fcn1 = nn.Conv2d(channels, width, 3, padding=1)
        kaiming(self.mask_fcn1)

    def forward(self, x):
        return F.relu(self.mask_fcn1(x))


class MaskPredictor(nn.Module):
    def __init__(self, width, up_name):
        super().__init__()
        self.add_module(up_name, nn.ConvTranspose2d(width, width, 2, 2))
        self.mask_fcn_logits = nn.Conv2d(width, 2, 1)
        self.up_name = up_name
        kaiming(*self.children())

    def forward(self, x):
        return self.mask_fcn_logits(F.relu(getattr(self, self.up_name)(x)))


class RegionFeatures(nn.Module):
    """Mask predictor of the classification branch, cut before its logits."""

    def __init__(self, width):
        super().__init__()
        self.conv_mask = nn.ConvTranspose2d(width, width, 2, 2)
        self.conv_reduce = nn.Conv2d(width, width, 3, padding=1)
        kaiming(*self.children(), bias=BIAS)

    def forward(self, x):
        return F.relu(self.conv_reduce(self.conv_mask(x)))


class Heads(RoIHeads):
    """Segmentation branch; in evaluation the classification branch too, if there is one."""

    def __init__(self, o, classification):
        super().__init__(
            MultiScaleRoIAlign(["0"], 7, 2), TwoMLPHead(49 * o.features, o.hidden), FastRCNNPredictor(o.hidden, 2),
            *o.region_sampling, None, o.score, o.detection_nms, o.detections,
            MultiScaleRoIAlign(["0"], 14, 2), MaskHead(o.features, o.mask_width), MaskPredictor(o.mask_width, o.up_name))
        self.options = o
        self.classification = classification
        if classification:
            self.box_head_s2 = TwoMLPHead(49 * o.features, o.hidden)
            self.box_predictor_s2 = FastRCNNPredictor(o.hidden, 2)
            self.mask_head_s2 = MaskHead(o.features, o.mask_width)
            self.mask_predictor_s2 = RegionFeatures(o.mask_width)

    def forward(self, features, proposals, image_shapes, targets=None):
        if self.training:
            return self.losses(features, proposals, image_shapes, targets)
        found = self.detect(features, proposals, image_shapes)
        return found, self.classify(features, proposals, image_shapes) if self.classification else None

    def losses(self, features, proposals, image_shapes, targets):
        regions, matched, labels, wanted = self.select_training_samples(proposals, targets)
        logits, deltas = self.box_predictor(self.box_head(self.box_roi_pool(features, regions, image_shapes)))
        label = torch.cat(labels)
        rows = torch.where(label > 0)[0]
        own = deltas.reshape(len(label), -1, 4)[rows, label[rows]]
        boxes = F.smooth_l1_loss(own, torch.cat(wanted)[rows], beta=1.0, reduction="sum") / label.numel()
        inside = [r[l > 0] for r, l in zip(regions, labels)]
        lesion = [m[l > 0] for m, l in zip(matched, labels)]
        maps = self.mask_predictor(self.mask_head(self.mask_roi_pool(features, inside, image_shapes)))
        masks = maskrcnn_loss(maps, inside, [t["masks"] for t in targets], [t["labels"] for t in targets], lesion)
        return {"classifier": F.cross_entropy(logits, label), "box": boxes, "mask": masks}

    def candidates(self, logits, deltas, proposals, shape):
        """Boxes and scores of class 1."""
        boxes = clip_boxes_to_image(self.box_coder.decode(deltas, proposals), shape)
        return boxes[:, 1], F.softmax(logits, -1)[:, 1]

    def detect(self, features, proposals, image_shapes):
        outputs = self.box_predictor(self.box_head(self.box_roi_pool(features, proposals, image_shapes)))
        boxes, scores = self.candidates(*outputs, proposals, image_shapes[0])
        kept = torch.where(scores > self.score_thresh)[0]
        boxes, scores = boxes[kept], scores[kept]
        labels = torch.ones_like(kept)
        kept = batched_nms(boxes, scores, labels, self.nms_thresh)[: self.detections_per_img]
        found = {"boxes": boxes[kept], "labels": labels[kept], "scores": scores[kept]}
        maps = self.mask_predictor(self.mask_head(self.mask_roi_pool(features, [found["boxes"]], image_shapes)))
        found["masks"] = maskrcnn_inference(maps, [found["labels"]])[0]
        return [found]

    def classify(self, features, proposals, image_shapes):
        outputs = self.box_predictor_s2(self.box_head_s2(self.box_roi_pool(features, proposals, image_shapes)))
        boxes, scores = self.candidates(*outputs, proposals, image_shapes[0])
        boxes, scores = boxes.detach(), scores.detach()
        kept = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) > 1e-5
        boxes, scores = boxes[kept], scores[kept]
        kept = nms(boxes, scores, self.options.region_nms)[: self.options.regions]
        boxes, scores = boxes[kept], scores[kept]
        if not len(boxes):
            height, width = image_shapes[0]
            boxes = boxes.new_tensor([[0, 0, width, height]])
        slots = padding(len(boxes), self.options.regions)
        pooled = self.mask_roi_pool(features, [boxes[slots]], image_shapes)
        return {"regions": boxes, "scores": scores, "features": self.mask_predictor_s2(self.mask_head_s2(pooled))}


def padding(regions, slots):
    """Region of each slot: every region in order, from starts drawn at random; the last fills two slots at least."""
    if regions == slots:
        return torch.arange(slots)
    starts = torch.zeros(slots, dtype=torch.long)
    starts[torch.randperm(slots - 2)[: regions - 1] + 1] = 1
    return torch.cumsum(starts, 0)


class Refinement(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv_down = nn.Conv2d(channels, channels // 2, 2, 2)
        self.bn = nn.BatchNorm2d(channels // 2)
        self.conv_up = nn.ConvTranspose2d(channels // 2, channels, 2, 2)
        kaiming(self.conv_down, self.conv_up, bias=BIAS)
        nn.init.constant_(self.bn.bias, BIAS)

    def forward(self, x):
        return self.conv_up(F.relu(self.bn(self.conv_down(x))))


class AffinityLayer(nn.Module):
    def __init__(self, o):
        super().__init__()
        c, n = o.mask_width, o.refinements
        self.batch_to_feat_mat = nn.Parameter(torch.randn(o.regions, o.affinities))
        self.batch_to_feat_vec = nn.Parameter(torch.randn(o.affinities, 1))
        self.sieve = nn.Sequential(*([Refinement(c) for _ in range(n)] if o.sieve == "paper" else [Refinement(c)] * n))
        self.times = n if o.sieve == "released" else 1
        self.conv_d1 = nn.Conv2d(c, c, 2, 2)
        self.bn1 = nn.BatchNorm2d(c)
        self.conv_d2 = nn.Conv2d(c, c, 2, 2)
        self.bn2 = nn.BatchNorm2d(c)
        self.conv_d_final = nn.Conv2d(c, c, 7)
        self.bn3 = nn.BatchNorm2d(c)
        kaiming(self.conv_d1, self.conv_d2, self.conv_d_final, bias=BIAS)
        for norm in (self.bn1, self.bn2, self.bn3):
            nn.init.constant_(norm.bias, BIAS)
        self.pars = nn.ParameterList([self.batch_to_feat_mat, self.batch_to_feat_vec])

    def forward(self, x):
        """Affinity representation and image features."""
        for _ in range(self.times):
            x = self.sieve(x)
        x = self.bn1(F.relu(self.conv_d1(x)))
        x = self.bn2(F.relu(self.conv_d2(x)))
        x = self.bn3(F.relu(self.conv_d_final(x))).flatten(1)
        y = self.batch_to_feat_mat.t() @ x
        return y, (y.t() @ self.batch_to_feat_vec).t()


class ImageHead(nn.Module):
    def __init__(self, features, classes):
        super().__init__()
        self.fc_l1 = nn.Linear(features, 128)
        self.fc_l2 = nn.Linear(128, 128)
        self.class_predict_logits = nn.Linear(128, classes)

    def forward(self, x):
        return self.class_predict_logits(F.relu(self.fc_l2(F.relu(self.fc_l1(x)))))


class Detector(nn.Module):
    """Mask R-CNN: backbone, region proposal network, heads."""

    def __init__(self, o, classification=False):
        super().__init__()
        low, high = sorted((o.height, o.width))
        self.transform = GeneralizedRCNNTransform(low, high, [0.0] * 3, [1.0] * 3)
        self.backbone = Backbone(o)
        self.rpn = Proposals(o)
        self.roi_heads = Heads(o, classification)

    def forward(self, image, target=None):
        """Losses in training; else detections of `image [3, H, W]` with pasted masks, and what the second branch says."""
        size = tuple(image.shape[1:])
        images, targets = self.transform([image], None if target is None else [target])
        features = self.backbone(images.tensors)
        proposals, losses = self.rpn(images, features, targets)
        if self.training:
            first = {"objectness": losses["loss_objectness"], "rpn_box": losses["loss_rpn_box_reg"]}
            return {**first, **self.roi_heads(features, proposals, images.image_sizes, targets)}
        found, second = self.roi_heads(features, proposals, images.image_sizes)
        return self.transform.postprocess(found, images.image_sizes, [size])[0], second


class AffinityModel(Detector):
    def __init__(self, o):
        super().__init__(o, True)
        self.affinity_layer = AffinityLayer(o)
        self.s2new = ImageHead(o.mask_width, o.classes)

    def forward(self, image, target=None):
        out = super().forward(image, target)
        if self.training:
            return out
        found, second = out
        second["representation"], second["z"] = self.affinity_layer(second["features"])
        second["logits"] = self.s2new(second["z"])
        return found, second

    def evaluation_mode(self):
        self.eval()
        self.affinity_layer.train()

    def copy_branch(self):
        parts = dict(self.roi_heads.named_modules())
        for name in COPIED:
            twin = parts[name.replace(".", "_s2.")]
            twin.load_state_dict(parts[name].state_dict())

    def discard(self, *kept):
        """Gradients of all parameters whose names start otherwise."""
        for name, parameter in self.named_parameters():
            if not name.startswith(kept) or "_s2." in name:
                parameter.grad = None


def one_hot_loss(logits, label):
    return F.binary_cross_entropy_with_logits(logits, F.one_hot(torch.tensor([label]), logits.shape[1]).to(logits.dtype))


def softmax_loss(logits, label):
    return F.cross_entropy(logits, torch.tensor([label]))


class Steps:
    """Two-stage training; a copy rule as in org.ctbench.models.twostage.CopyRule."""

    def __init__(self, model, rate=1e-5, decay=1e-3, copy="every_iteration"):
        self.model, self.copy = model, copy
        self.adam = torch.optim.Adam(model.parameters(), lr=rate, weight_decay=decay)
        self.lowest = 10_000.0

    def segmentation(self, image, target):
        self.adam.zero_grad(set_to_none=True)
        self.model.train()
        losses = self.model(image, target)
        total = sum(losses.values())
        total.backward()
        self.model.discard("backbone", "rpn", "roi_heads")
        if self.copy == "if_improved" and total.item() < self.lowest:
            self.lowest = total.item()
            self.model.copy_branch()
        self.adam.step()
        if self.copy == "every_iteration":
            self.model.copy_branch()
        return losses

    def classification(self, image, label):
        self.adam.zero_grad(set_to_none=True)
        self.model.eval()
        self.model.s2new.train()
        self.model.affinity_layer.train()
        out = self.model(image)[1]
        loss = one_hot_loss(out["logits"], label)
        loss.backward()
        self.model.discard("backbone", "affinity_layer", "s2new")
        self.adam.step()
        return loss, out


def ellipse(height, width, lesion):
    """Pixels of the ellipse (centre x, centre y, half axes)."""
    x0, y0, a, b = lesion
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    return ((x - x0) * b) ** 2 + ((y - y0) * a) ** 2 <= (a * b) ** 2


def target(height, width, lesions, dtype=torch.float32):
    masks = torch.stack([ellipse(height, width, lesion) for lesion in lesions])
    boxes = []
    for mask in masks:
        rows, columns = torch.where(mask)
        boxes.append([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])
    return {"boxes": torch.tensor(boxes, dtype=dtype), "labels": torch.ones(len(boxes), dtype=torch.long),
            "masks": masks.to(torch.uint8)}


def timed(action, steps):
    action()
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def rows(a):
    """What is timed, by name."""
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    numbers = {name: getattr(a, name) for name in NUMBERS}
    options = Options(height=a.size, width=a.size, mask_width=a.features, sieve=a.sieve, **numbers)
    model = AffinityModel(options)
    side = a.size // 4
    truth = target(a.size, a.size, [(a.size // 2, a.size // 3, side // 2, side // 3), (side, 3 * side, side // 3, side // 4)])
    image = torch.randn(3, a.size, a.size) + truth["masks"].sum(0)
    steps = Steps(model)

    def evaluate():
        model.evaluation_mode()
        with torch.no_grad():
            model(image)

    def segment():
        model.eval()
        with torch.no_grad():
            model(image)

    def both():
        steps.segmentation(image, truth)
        steps.classification(image, 1)

    return {
        "classification of one image": evaluate,
        "segmentation of one image": segment,
        "segmentation stage": lambda: steps.segmentation(image, truth),
        "classification stage": lambda: steps.classification(image, 1),
        "two-stage step": both,
    }


def blas():
    """The BLAS that torch has loaded; it computes transposed convolutions and linear layers, the slowest parts with a plain one."""
    try:
        with open("/proc/self/maps") as maps:
            files = sorted({line.split()[-1] for line in maps if "blas" in line.rpartition("/")[2] or "mkl" in line})
    except OSError:
        return "unknown"
    if any("/blas/libblas" in file for file in files):
        return "reference (slow; install OpenBLAS for a fair comparison)"
    return ", ".join(file.rpartition("/")[2] for file in files) or "built in"


def network_rows(a):
    """What is timed of a residual network of torchvision, by name."""
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model = getattr(torchvision.models, a.network)(weights=None, num_classes=3)
    adam = torch.optim.Adam(model.parameters(), lr=1e-5, weight_decay=1e-3)
    images = torch.randn(a.batch, 3, a.size, a.size)
    labels = F.one_hot(torch.zeros(a.batch, dtype=torch.long), 3).float()

    def evaluate():
        model.eval()
        with torch.no_grad():
            torch.softmax(model(images), 1)

    def step():
        model.train()
        adam.zero_grad(set_to_none=True)
        F.binary_cross_entropy_with_logits(model(images), labels).backward()
        adam.step()

    return {"evaluation": evaluate, "training step": step}


def versions():
    return {"torch": torch.__version__, "torchvision": torchvision.__version__, "blas": blas()}


def peak():
    """Peak resident memory in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def bench(a):
    """Medians of all rows."""
    numbers = {name: getattr(a, name) for name in NUMBERS}
    times = {name: round(timed(action, a.steps), 2) for name, action in rows(a).items()}
    return {**versions(), "threads": a.threads, "size": a.size, **numbers, "sieve": a.sieve, "steps": a.steps,
            "milliseconds": times, "peakMiB": peak()}


def take_turns(a):
    """Prints the versions, a reply to each line of input, and at its end the peak of memory, each as one line of JSON."""
    actions = rows(a) if a.network == "affinity" else network_rows(a)
    print(json.dumps(versions()), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        actions[line.strip()]()
        print(json.dumps({"milliseconds": 1000 * (time.perf_counter() - start)}), flush=True)
    print(json.dumps({"peakMiB": peak()}), flush=True)


def main():
    parser = argparse.ArgumentParser(description="The Affinity model on PyTorch.")
    parser.add_argument("--bench", action="store_true", required=True, help="time the model; all that this program does")
    parser.add_argument("--network", default="affinity", help="with --rounds: resnet18, resnet34 or resnet50 instead")
    parser.add_argument("--batch", type=int, default=1, help="images at once, of a residual network")
    parser.add_argument("--size", type=int, default=512, help="rows and columns of the image")
    for name, meaning in NUMBERS.items():
        parser.add_argument("--" + name, type=int, default=getattr(Options, name), help=meaning)
    parser.add_argument("--sieve", choices=("released", "paper", "shared3"), default="released")
    parser.add_argument("--steps", type=int, default=5, help="timed runs of each, after one that is not timed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", action="store_true", help="run the rows that standard input names, one a line")
    arguments = parser.parse_args()
    if arguments.rounds:
        take_turns(arguments)
        return
    result = bench(arguments)
    if arguments.json:
        print(json.dumps(result))
        return
    for name, value in result["milliseconds"].items():
        print(f"{value:10.1f} ms  {name}")
    print(f"{result['peakMiB']:10d} MiB peak")


if __name__ == "__main__":
    main()
