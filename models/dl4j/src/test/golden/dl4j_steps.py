#!/usr/bin/python3
"""Golden numbers of a small network of DL4J's layers, from torch in float64.

Usage: dl4j_steps.py     writes golden/dl4j-steps.txt among the test resources

Convolution 3 x 3 from 3 to 4 channels with padding 1 and bias, batch normalisation (eps 1e-5, momentum 0.1), leaky ReLU of
slope 0.1, maxima of 2 x 2, averages on a grid of 3 x 3 (of 5 x 5 positions, so that parts overlap), a linear layer to three
classes. Four images of 10 x 10. Three steps of torch.optim.Adam (1e-2, betas 0.9 and 0.999, eps 1e-4, weight decay 1e-2); eps
is that large so that the place where it is added shows.

Names are those of DL4J's parameters; the weight of the linear layer is transposed, [in, out], as DL4J keeps it. The running
variance averages variances that are not corrected for the number of elements, as DL4J has it; torch corrects them.

Stored for each loss: the logits of the start in evaluation and in training, the losses before each step, and all values after
the last one.
"""
import pathlib
import sys

import torch
import torch.nn.functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "contract/src/main/golden"))
from golden import Writer  # noqa: E402

LABELS = [0, 1, 2, 0]
STEPS = 3


def start():
    generator = torch.Generator().manual_seed(3)

    def normal(scale, *sizes):
        return (scale * torch.randn(sizes, generator=generator)).float().double()

    return {
        "images": normal(1, 4, 3, 10, 10),
        "conv.W": normal(0.3, 4, 3, 3, 3),
        "conv.b": normal(0.3, 4),
        "norm.gamma": 1 + normal(0.2, 4),
        "norm.beta": normal(0.2, 4),
        "norm.mean": normal(0.2, 4),
        "norm.var": 1 + normal(0.2, 4).abs(),
        "linear.W": normal(0.3, 36, 3),
        "linear.b": normal(0.3, 3),
    }


def forward(values, training):
    x = F.conv2d(values["images"], values["conv.W"], values["conv.b"], padding=1)
    batch = x.detach()
    x = F.batch_norm(
        x, values["norm.mean"].clone(), values["norm.var"].clone(), values["norm.gamma"], values["norm.beta"], training
    )
    x = F.max_pool2d(F.leaky_relu(x, 0.1), 2)
    x = F.adaptive_avg_pool2d(x, 3).flatten(1)
    return x @ values["linear.W"] + values["linear.b"], batch


def loss_of(name, logits):
    if name == "softmax_ce":
        return F.cross_entropy(logits, torch.tensor(LABELS))
    return F.binary_cross_entropy_with_logits(logits, F.one_hot(torch.tensor(LABELS), 3).double())


out = Writer("dl4j-steps", "dl4j_steps.py")
for name in ("bce_onehot", "softmax_ce"):
    values = start()
    out.case(name)
    for key, value in values.items():
        out.floats("start/" + key, value)
    out.floats("evaluation", forward(values, False)[0])
    learned = [key for key in values if key not in ("images", "norm.mean", "norm.var")]
    for key in learned:
        values[key].requires_grad_(True)
    adam = torch.optim.Adam([values[key] for key in learned], lr=1e-2, betas=(0.9, 0.999), eps=1e-4, weight_decay=1e-2)
    losses = []
    for step in range(STEPS):
        adam.zero_grad()
        logits, batch = forward(values, True)
        if step == 0:
            out.floats("training", logits)
        loss = loss_of(name, logits)
        losses.append(loss.item())
        loss.backward()
        adam.step()
        values["norm.mean"] = 0.9 * values["norm.mean"] + 0.1 * batch.mean((0, 2, 3))
        values["norm.var"] = 0.9 * values["norm.var"] + 0.1 * batch.var((0, 2, 3), unbiased=False)
    out.floats("losses", torch.tensor(losses))
    for key in values:
        if key != "images":
            out.floats("end/" + key, values[key])
out.close()
