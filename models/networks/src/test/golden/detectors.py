"""What maskrcnn_numbers.py and affinity_numbers.py share: weights, images, random draws and a record of decisions.

Weights and images are drawn as in resnet_numbers.py. Parameters outside the residual network follow the same rules save
what `initial` says: small biases where a ReLU does not follow, small deltas of anchors, wider transposed convolutions.

A gradient jumps, and often everything after it, where rounding tips a decision: a ReLU, the largest value of a pooling
window, a rank among scores, an overlap at a threshold, the sign of an L1 difference, the number of samples in a mask target, a
pasted mask's corner. `Recorder` keeps the distance from tipping of each decision of a pass; `margins` compares
them with the rounding error of torch in float32. Where features are wide, some ReLU among millions always tips; then only the
margin of the other decisions, the choices, can be wide.
"""
import contextlib
import dataclasses
import pathlib
import sys

import torch
import torch.nn.functional as F
import torchvision

FOLDER = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(FOLDER.parents[1] / "bench/src/main/resources/org/ctbench/models/bench"))
sys.dont_write_bytecode = True

import affinity_torch as model  # noqa: E402
import resnet_numbers as base  # noqa: E402

WEAK = ("cls_logits.bias", "bbox_pred.bias", "cls_score.bias", "mask_fcn_logits.bias", "class_predict_logits.bias",
        "blocks.0.bias")


def initial(name, shape):
    values = base.initial(name, shape)
    if name.endswith(WEAK):
        return (0.125 * base.signed(base.WEIGHTS, name, values.size)).astype("float32").reshape(shape)
    if name == "rpn.head.bbox_pred.weight":
        return values * values.dtype.type(0.125)
    if name.endswith(("conv_up.weight", "conv_mask.weight")):
        return values * values.dtype.type(2)
    return values


def fill(net, dtype):
    state = net.state_dict()
    names = {}
    for name, value in state.items():
        if not name.endswith("num_batches_tracked"):
            origin = names.setdefault(value.data_ptr(), name)  # a value that is listed twice is drawn under its first name
            state[name] = torch.from_numpy(initial(origin, tuple(value.shape)))
    net.load_state_dict(state)
    for module in net.modules():
        if isinstance(module, torch.nn.ReLU):
            module.inplace = False
    return net.to(dtype)


def image(seed, o, dtype):
    return torch.from_numpy(base.images(seed, (3, o.height, o.width))).to(dtype)


class Permutations:
    """The permutations of org.ctbench.models.detection.RandomPermutations."""

    def __init__(self, seed, name):
        self.doubles = iter((base.longs(seed, name, 50_000) >> base.np.uint64(11)) * 2.0**-53)

    def __call__(self, n):
        order = [0] * n
        for i in range(n):
            j = int(next(self.doubles) * (i + 1))
            order[i] = order[j]
            order[j] = i
        return torch.tensor(order, dtype=torch.long)


@contextlib.contextmanager
def drawing(*sources):
    """Lets torch.randperm draw from these, two permutations each."""
    queue = [s for s in sources for _ in range(2)]
    before = torch.randperm
    torch.randperm = lambda n, device=None: queue.pop(0)(n)
    try:
        yield
    finally:
        torch.randperm = before


class Recorder:
    """Distances from tipping, and intermediate values by name, of what is computed while it is entered."""

    def __init__(self):
        self.cuts = []
        self.choices = []
        self.seen = {}

    def cut(self, values):
        self.cuts.append(values.detach().double())

    def distance(self, values):
        values = values.detach().double().flatten()
        if values.numel():
            self.choices.append(values)

    def __enter__(self):
        self.patches = contextlib.ExitStack()
        matcher = torchvision.models.detection._utils.Matcher
        sampler = torchvision.models.detection._utils.BalancedPositiveNegativeSampler
        boxes = torchvision.ops.boxes
        roi_heads = torchvision.models.detection.roi_heads
        self.wrap(F, "relu", lambda out, x, inplace=False: self.cut(x))
        self.wrap(F, "max_pool2d", lambda out, x, *a, **k: self.cut(base.pool_gaps(x.detach().double())))
        self.wrap(F, "l1_loss", lambda out, x, y, **k: self.distance(x - y))
        self.wrap(boxes, "batched_nms", lambda out, b, s, labels, t: self.overlaps(b, t))
        self.wrap(model, "batched_nms", lambda out, b, s, labels, t: self.ranked(b, s, t))
        self.wrap(model, "nms", self.selected)
        self.wrap(model.Proposals, "filter_proposals", self.proposed)
        self.wrap(model.Heads, "candidates", lambda out, net, *a: self.distance(out[1] - net.score_thresh))
        self.wrap(matcher, "__call__", self.matched)
        self.wrap(sampler, "__call__", lambda out, *a: self.seen.setdefault("samples", []).append(
            [torch.where(part[0])[0] for part in out]))
        self.wrap(model, "maskrcnn_loss", lambda out, maps, boxes, *a: self.fractions(
            (boxes[0][:, 2:] - boxes[0][:, :2]) / maps.shape[-1]))
        self.wrap(roi_heads, "expand_boxes", lambda out, *a: self.fractions(out))
        return self

    def wrap(self, owner, name, see):
        before = getattr(owner, name)

        def after(*args, **kwargs):
            out = before(*args, **kwargs)
            see(out, *args, **kwargs)
            return out

        setattr(owner, name, after)
        self.patches.callback(setattr, owner, name, before)

    def __exit__(self, *error):
        self.patches.close()

    def fractions(self, values):
        self.distance(values - values.round())

    def overlaps(self, boxes, threshold):
        iou = torchvision.ops.box_iou(boxes.detach(), boxes.detach())
        iou = iou[torch.triu(torch.ones_like(iou), 1) > 0]
        self.distance(iou[~iou.isnan()] - threshold)

    def ranked(self, boxes, scores, threshold):
        order = scores.detach().argsort(descending=True)
        self.distance(scores.detach()[order].diff())
        self.overlaps(boxes[order], threshold)

    def selected(self, out, boxes, scores, threshold):
        """The second branch: as above, but gaps matter only down to the last region that is taken."""
        order = scores.argsort(descending=True)
        self.distance(scores[order][: out[:9].numel() * 4].diff())
        self.overlaps(boxes[order], threshold)

    def proposed(self, out, net, proposals, objectness, *rest):
        logits = objectness.detach().flatten().sort(descending=True).values
        self.distance(logits[: net.pre_nms_top_n() + 1].diff())
        self.seen["logits"] = objectness.detach().flatten()
        self.seen["proposals"], self.seen["proposal_scores"] = out[0][0], out[1][0]

    def matched(self, out, net, iou):
        iou = iou.detach()
        best = iou.max(0).values
        best = best[~best.isnan()]
        self.distance(best - net.high_threshold)
        self.distance(best - net.low_threshold)
        if len(iou) > 1:
            two = iou.topk(2, dim=0).values
            self.distance((two[0] - two[1])[two[0] >= net.low_threshold])
        if net.allow_low_quality_matches:
            for row in iou:
                row = row[~row.isnan()]
                self.distance((row.max() - row)[row < row.max()])


def margins(exact, rounded):
    """Smallest ratio of the distance from tipping to the largest rounding error: of cuts (ReLU, pooling), of choices."""
    return tuple(base.margin(exact[kind], rounded[kind]) for kind in ("cuts", "choices"))


def worst(rounded, exact):
    """Largest error relative to the L2 norm, and where; of what is 0 but for rounding, relative to the largest norm."""
    top = max(v.norm().item() for v in exact.values())
    return max((((rounded[n].double() - v).norm() / (v.norm() if v.norm() > 1e-9 * top else top)).item(), n)
               for n, v in exact.items() if v.numel())


def settings(out, o):
    for field in dataclasses.fields(o):
        value = getattr(o, field.name)
        for i, part in enumerate(value if isinstance(value, tuple) else [value]):
            out.set(field.name + (f".{i}" if isinstance(value, tuple) else ""), part)
