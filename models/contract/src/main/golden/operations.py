"""Golden files for every operation of org.ctbench.models.tensor, forward and backward. Run: python3 operations.py

Each case has inputs, the output, a random gradient of the output (`gy`) and the gradients that follow from it.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torchvision.ops import roi_align

from golden import Inputs, Writer

SCRIPT = "operations.py"


def differentiate(w, inputs, function, seed):
    """Writes inputs, output, output gradient and input gradients; inputs is a dict of name to tensor."""
    leaves = {name: value.clone().requires_grad_(True) for name, value in inputs.items()}
    y = function(**leaves)
    gy = Inputs(seed + 1000).normal(*y.shape)
    y.backward(gy)
    for name, value in inputs.items():
        w.floats(name, value)
    w.floats("y", y)
    w.floats("gy", gy)
    for name, leaf in leaves.items():
        w.floats("g" + name, leaf.grad)


def convolutions(name, cases):
    w = Writer(name, SCRIPT)
    for seed, (case, x, weight, stride, padding, bias) in enumerate(cases):
        w.case(case)
        w.set("stride", stride)
        w.set("padding", padding)
        random = Inputs(seed)
        inputs = {"x": random.normal(*x), "weight": random.normal(*weight)}
        if bias:
            inputs["bias"] = random.normal(weight[0])

        def run(x, weight, bias=None, stride=stride, padding=padding):
            return F.conv2d(x, weight, bias, stride, padding)

        differentiate(w, inputs, run, seed)
    w.close()


def all_convolutions():
    convolutions("conv2d", [
        ("3x3", (2, 3, 7, 6), (5, 3, 3, 3), 1, 1, False),
        ("3x3 with bias, no padding", (2, 4, 6, 5), (3, 4, 3, 3), 1, 0, True),
        ("3x3 stride 2, even size", (1, 3, 8, 8), (4, 3, 3, 3), 2, 1, False),
        ("3x3 stride 2, odd size", (2, 2, 7, 9), (4, 2, 3, 3), 2, 1, True),
        ("1x1", (2, 6, 5, 4), (8, 6, 1, 1), 1, 0, False),
        ("1x1 stride 2", (2, 6, 7, 6), (8, 6, 1, 1), 2, 0, False),
        ("one channel, batch 1, not square", (1, 1, 9, 14), (1, 1, 3, 3), 1, 1, True),
        ("kernel 5x3, padding 2", (1, 2, 6, 8), (3, 2, 5, 3), 1, 2, False),
        ("stride 3 that leaves a rest", (1, 2, 9, 9), (2, 2, 2, 2), 3, 0, True),
        ("output of one element", (1, 2, 3, 3), (2, 2, 3, 3), 1, 0, False),
    ])
    convolutions("conv2d-stem", [
        ("7x7 stride 2 padding 3", (1, 3, 20, 18), (8, 3, 7, 7), 2, 3, False),
        ("7x7 stride 2 padding 3, batch 2, one channel", (2, 1, 17, 22), (4, 1, 7, 7), 2, 3, True),
    ])
    convolutions("conv2d-16-channels", [("16 to 16 channels", (2, 16, 5, 4), (16, 16, 3, 3), 1, 1, True)])
    convolutions("conv2d-17-channels", [("17 to 19 channels stride 2", (1, 17, 7, 5), (19, 17, 3, 3), 2, 1, False)])


def normalizations():
    cases = [
        ("images", (3, 4, 5, 6), 1e-5, 0.1),
        ("batch 1", (1, 3, 4, 7), 1e-5, 0.1),
        ("three values per channel", (3, 3, 1, 1), 1e-3, 0.3),
        ("features", (6, 5), 1e-5, 0.1),
        ("one channel", (2, 1, 9, 8), 1e-5, 0.01),
    ]
    for mode, training in (("batch", True), ("running", False)):
        for suffix, relu in (("", False), ("-relu", True)):
            w = Writer(f"batch-norm-{mode}{suffix}", SCRIPT)
            for seed, (case, shape, eps, momentum) in enumerate(cases):
                w.case(case)
                w.set("eps", eps)
                w.set("momentum", momentum)
                random = Inputs(seed + 50)
                channels = shape[1]
                mean = random.normal(channels)
                variance = random.uniform(0.5, 2, channels)
                w.floats("runningMean", mean)
                w.floats("runningVar", variance)
                inputs = {"x": random.normal(*shape) * 2 + 0.5, "weight": random.uniform(0.5, 1.5, channels),
                          "bias": random.normal(channels)}

                def run(x, weight, bias, mean=mean, variance=variance, eps=eps, momentum=momentum):
                    # eps and momentum are float in the interface
                    y = F.batch_norm(x, mean, variance, weight, bias, training, float(np.float32(momentum)),
                                     float(np.float32(eps)))
                    return F.relu(y) if relu else y

                differentiate(w, inputs, run, seed + 50)
                w.floats("newMean", mean)
                w.floats("newVar", variance)
            w.close()


def poolings():
    w = Writer("max-pool", SCRIPT)
    cases = [
        ("3x3 stride 2 padding 1", (2, 3, 9, 8), 3, 2, 1, False),
        ("3x3 stride 2 padding 1, even size", (1, 2, 8, 10), 3, 2, 1, False),
        ("2x2 stride 2", (1, 2, 6, 7), 2, 2, 0, False),
        ("3x3 stride 1 padding 1, ties", (2, 2, 6, 7), 3, 1, 1, True),
        ("3x3 stride 2 padding 1, ties", (2, 2, 9, 7), 3, 2, 1, True),
        ("one output, one channel", (1, 1, 3, 3), 3, 1, 0, False),
        ("1x1 stride 2", (1, 2, 5, 5), 1, 2, 0, False),
    ]
    for seed, (case, shape, kernel, stride, padding, ties) in enumerate(cases):
        w.case(case)
        w.set("kernel", kernel)
        w.set("stride", stride)
        w.set("padding", padding)
        x = Inputs(seed + 100).normal(*shape)
        if ties:
            x = torch.relu(torch.round(x))  # mostly zeros, as after a ReLU
        differentiate(w, {"x": x}, lambda x: F.max_pool2d(x, kernel, stride, padding), seed + 100)
    w.close()

    w = Writer("global-average-pool", SCRIPT)
    for seed, shape in enumerate([(2, 3, 5, 4), (1, 1, 7, 9), (3, 2, 1, 1)]):
        w.case("x".join(map(str, shape)))
        differentiate(w, {"x": Inputs(seed + 150).normal(*shape)}, lambda x: x.mean((2, 3)), seed + 150)
    w.close()


def matrices():
    w = Writer("linear", SCRIPT)
    for seed, (rows, inner, columns, bias) in enumerate([(4, 6, 3, True), (1, 5, 7, False), (8, 1, 2, True), (3, 20, 1, True)]):
        w.case(f"{rows}x{inner} to {columns}" + (" with bias" if bias else ""))
        random = Inputs(seed + 200)
        inputs = {"x": random.normal(rows, inner), "weight": random.normal(columns, inner)}
        if bias:
            inputs["bias"] = random.normal(columns)
        differentiate(w, inputs, F.linear, seed + 200)
    for seed, (m, k, n) in enumerate([(3, 4, 5), (1, 7, 1), (6, 1, 2)]):
        w.case(f"matmul {m}x{k}x{n}")
        random = Inputs(seed + 250)

        def product(a, b):
            return a @ b

        differentiate(w, {"a": random.normal(m, k), "b": random.normal(k, n)}, product, seed + 250)
    w.close()


def elementwise():
    w = Writer("elementwise", SCRIPT)
    unary = {
        "scale": lambda x: x * -1.75,
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "softmax": lambda x: torch.softmax(x, 1),
        "sum": torch.sum,
        "mean": torch.mean,
        "reshape": lambda x: x.reshape(7, 3),
    }
    binary = {
        "add": lambda a, b: a + b,
        "addRelu": lambda a, b: torch.relu(a + b),
        "mul": lambda a, b: a * b,
    }
    seed = 300
    for name, function in unary.items():
        w.case(name)
        x = Inputs(seed).normal(3, 7) * (6 if name in ("sigmoid", "softmax") else 1)
        if name == "relu":
            x[0, 0] = 0  # the gradient at 0 is 0
        differentiate(w, {"x": x}, function, seed)
        seed += 1
    for name, function in binary.items():
        w.case(name)
        random = Inputs(seed)
        a, b = random.normal(2, 3, 4, 3), random.normal(2, 3, 4, 3)
        if name == "addRelu":
            b[0, 0, 0, 0] = -a[0, 0, 0, 0]
        differentiate(w, {"a": a, "b": b}, function, seed)
        seed += 1
    w.close()


def losses():
    w = Writer("losses", SCRIPT)
    random = Inputs(400)
    for case, shape, spread in [("bce 4x3", (4, 3), 2), ("bce 1x3, far from zero", (1, 3), 60), ("bce masks", (2, 1, 5, 6), 3)]:
        w.case(case)
        logits = random.normal(*shape) * spread
        targets = random.uniform(0, 1, *shape)
        if case.startswith("bce 4x3"):
            targets = torch.eye(3, dtype=torch.float64)[[0, 2, 1, 1]]
        w.floats("targets", targets)
        differentiate(w, {"logits": logits}, lambda logits: F.binary_cross_entropy_with_logits(logits, targets), 400)
    for case, shape, spread in [("ce 5x3", (5, 3), 2), ("ce 1x4", (1, 4), 1), ("ce far from zero", (3, 3), 60)]:
        w.case(case)
        logits = random.normal(*shape) * spread
        labels = random.random.randint(0, shape[1], shape[0])
        w.ints("labels", labels)
        differentiate(w, {"logits": logits}, lambda logits: F.cross_entropy(logits, torch.from_numpy(labels)), 401)
    w.close()


def transposed_convolutions():
    w = Writer("conv-transpose2d", SCRIPT)
    cases = [
        ("2x2", (2, 5, 4, 3), 3, 2, True),
        ("2x2 without bias, 17 channels", (1, 17, 3, 5), 4, 2, False),
        ("1x1", (2, 3, 4, 4), 2, 1, True),
        ("3x3, one channel", (1, 1, 3, 2), 1, 3, True),
        ("2x2 of one pixel", (3, 2, 1, 1), 16, 2, True),
    ]
    for seed, (case, shape, out, kernel, bias) in enumerate(cases):
        w.case(case)
        random = Inputs(seed + 600)
        inputs = {"x": random.normal(*shape), "weight": random.normal(shape[1], out, kernel, kernel)}
        if bias:
            inputs["bias"] = random.normal(out)

        def run(x, weight, bias=None, kernel=kernel):
            return F.conv_transpose2d(x, weight, bias, stride=kernel)

        differentiate(w, inputs, run, seed + 600)
    w.close()


def distances():
    w = Writer("distances", SCRIPT)
    random = Inputs(650)
    for case, shape, beta in [("l1", (4, 3), 0), ("l1 of a map", (2, 1, 3, 5), 0), ("smooth l1", (5, 4), 1),
                              ("smooth l1, short parabola", (6, 4), 1 / 9), ("smooth l1, one element", (1,), 2.5)]:
        w.case(case)
        x, targets = random.normal(*shape) * 2, random.normal(*shape)
        targets.reshape(-1)[0] = x.reshape(-1)[0]  # the gradient at distance 0 is 0
        if case == "smooth l1, one element":
            targets += 1.5
        beta = float(np.float32(beta))
        w.set("beta", beta)
        w.floats("targets", targets)

        def run(x, targets=targets, beta=beta):
            return F.smooth_l1_loss(x, targets, reduction="sum", beta=beta) if beta else F.l1_loss(
                x, targets, reduction="sum")

        differentiate(w, {"x": x}, run, 650)
    w.close()


def movements():
    w = Writer("movements", SCRIPT)
    random = Inputs(700)
    for case, shape, rows in [("rows", (5, 2, 3), [4, 0, 0, 2, 0]), ("rows of a vector", (6,), [5, 5, 1]),
                              ("rows of one row", (1, 7), [0])]:
        w.case(case)
        w.ints("index", rows)
        differentiate(w, {"x": random.normal(*shape)}, lambda x, rows=rows: x[torch.tensor(rows)], 700)
    for case, shape, elements, out in [("gather", (3, 4), [11, 0, 0, 5, 0, 7], (2, 3)),
                                       ("gather one", (2, 2, 2), [6], (1,))]:
        w.case(case)
        w.ints("index", elements)
        w.ints("shape", out)
        differentiate(w, {"x": random.normal(*shape)},
                      lambda x, e=elements, o=out: x.reshape(-1)[torch.tensor(e)].reshape(o), 701)
    w.case("concat")
    differentiate(w, {"x": random.normal(2, 3, 2), "a": random.normal(1, 3, 2), "b": random.normal(3, 3, 2)},
                  lambda x, a, b: torch.cat([x, a, b]), 702)
    w.case("concat one")
    differentiate(w, {"x": random.normal(4)}, lambda x: torch.cat([x]), 703)
    for shape in [(3, 5), (1, 4), (6, 1)]:
        w.case("transpose")
        differentiate(w, {"x": random.normal(*shape)}, lambda x: x.t(), 704)
    for shape in [(2, 3, 4, 5), (1, 1, 3, 2), (3, 2, 1, 1)]:
        w.case("channelsLast")
        differentiate(w, {"x": random.normal(*shape)}, lambda x: x.permute(0, 2, 3, 1), 705)
    w.close()


def regions():
    inside = [[0, 3.2, 4.1, 30.7, 25.3], [0, 0, 0, 39, 47], [0, 17.5, 20.25, 22.5, 41.75]]
    border = [[0, -9.5, 10, 20, 70], [0, 30, -30, 90, 12], [0, -60, -60, -30, -30], [0, 20, 45, 300, 300]]
    empty = [[0, 12, 9, 12, 9], [0, 12, 9, 12, 30], [0, 39.9, 47.9, 39.9, 47.9], [0, -1, -1, -1, -1]]
    several = [[2, 3, 4, 30, 25], [0, 1.5, 2, 16, 40], [2, 9, 9, 33, 35], [0, -3, 5, 8, 20]]  # none on image 1
    tall = [[0, 0, 0, 6, 47], [0, 5, 20, 39, 24]]
    cases = [
        ("inside", (1, 2, 12, 10), inside, 7, 0.25, 2, False),
        ("inside, aligned", (1, 3, 12, 10), inside, 4, 0.25, 2, True),
        ("border", (1, 2, 12, 10), border, 3, 0.25, 2, False),
        ("border, aligned", (1, 2, 12, 10), border, 3, 0.25, 2, True),
        ("border, adaptive", (1, 2, 12, 10), border, 2, 0.25, 0, False),
        ("no area", (1, 2, 12, 10), empty, 2, 0.25, 2, False),
        ("no area, aligned", (1, 2, 12, 10), empty, 2, 0.25, 2, True),
        ("no area, aligned, adaptive", (1, 2, 12, 10), empty, 2, 0.25, -1, True),
        ("several images", (3, 2, 12, 10), several, 3, 0.25, 2, False),
        ("tall and wide, adaptive", (1, 2, 12, 10), tall, 2, 0.25, -1, False),
        ("tall and wide, adaptive, aligned", (1, 2, 12, 10), tall, 3, 0.25, 0, True),
        ("one bin, one sample, scale 1", (2, 1, 5, 6), [[1, 0.5, 1, 4.2, 3.9], [0, 2, 2, 3, 3]], 1, 1.0, 1, False),
        ("five samples, scale 1/16", (1, 2, 4, 3), [[0, 5, 9, 40, 60]], 3, 0.0625, 5, False),
        ("map of one cell", (1, 3, 1, 1), [[0, 2, 3, 12, 9], [0, -20, 0, 40, 8]], 2, 0.125, 2, False),
    ]
    region_files("roi-align", cases)
    region_files("roi-align-70-channels", [("70 channels", (1, 70, 5, 6), [[0, 3, 2, 21, 15]], 3, 0.25, 2, False)])


def region_files(name, cases):
    w = Writer(name, SCRIPT)
    for seed, (case, shape, boxes, size, scale, sampling, aligned) in enumerate(cases):
        w.case(case)
        w.set("size", size)
        w.set("scale", scale)
        w.set("sampling", sampling)
        w.set("aligned", str(aligned).lower())
        boxes = torch.from_numpy(np.asarray(boxes, dtype=np.float32).astype(np.float64))
        w.ints("images", boxes[:, 0].int())
        w.floats("boxes", boxes[:, 1:])

        def run(x, boxes=boxes, size=size, scale=scale, sampling=sampling, aligned=aligned):
            return roi_align(x, boxes, size, scale, sampling, aligned)

        differentiate(w, {"x": Inputs(seed + 750).normal(*shape)}, run, seed + 750)
    w.close()


def adam():
    w = Writer("adam", SCRIPT)
    cases = [
        ("defaults", dict(lr=1e-3)),
        ("weight decay", dict(lr=1e-2, weight_decay=1e-3)),
        ("betas and eps", dict(lr=5e-3, betas=(0.5, 0.9), eps=1e-4, weight_decay=0.1)),
    ]
    for seed, (case, settings) in enumerate(cases):
        w.case(case)
        random = Inputs(seed + 500)
        start = random.normal(6, 5)
        parameter = start.clone().requires_grad_(True)
        optimizer = torch.optim.Adam([parameter], **settings)
        group = optimizer.param_groups[0]
        w.set("lr", group["lr"])
        w.set("beta1", group["betas"][0])
        w.set("beta2", group["betas"][1])
        w.set("eps", group["eps"])
        w.set("weightDecay", group["weight_decay"])
        w.floats("parameter", start)
        w.set("steps", 6)
        for step in range(1, 7):
            gradient = random.normal(6, 5) * (10.0 ** (step % 3 - 1))
            parameter.grad = gradient.clone()
            optimizer.step()
            w.floats(f"gradient{step}", gradient)
            w.floats(f"parameter{step}", parameter)
        w.floats("first", optimizer.state[parameter]["exp_avg"])
        w.floats("second", optimizer.state[parameter]["exp_avg_sq"])
    w.close()


if __name__ == "__main__":
    all_convolutions()
    normalizations()
    poolings()
    matrices()
    elementwise()
    losses()
    transposed_convolutions()
    distances()
    movements()
    regions()
    adam()
