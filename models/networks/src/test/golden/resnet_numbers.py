#!/usr/bin/python3
"""Golden numbers of whole networks from torchvision's ResNet18, 34 and 50 with three classes, computed in float64.

Usage: resnet_numbers.py             writes golden/resnet/resnet{18,34,50}-{square,odd}.txt among the test resources
       resnet_numbers.py --search    looks for images with wide margins (below); takes an hour

Made with torch 1.13, torchvision 0.14, one thread.

Weights and images are not stored: `uniform` below and org.ctbench.models.layers.RandomStream draw the same numbers from
(seed, name), and `initial` and ResNetGoldenTest turn them into the same float32 values. Shifts of batch
normalisations lie around -2 and +2, so that few inputs of a ReLU are near 0 (see margins), while each channel is still
cut in places.

Large arrays are stored as sketches, nine float32 each: the L2 norm, then eight sums with random signs. The root mean
square of the differences between the sums of two arrays estimates the L2 norm of the difference of the arrays (Alon,
Matias and Szegedy, STOC 1996); unlike sampled entries, sketches see every element.

What is stored, per case:
  eval       logits with running statistics of the start
  train      logits with batch statistics
  loss       bce_onehot with labels 0, 1, 2, 0, ...; case "square": before each of five Adam steps (1e-4, L2 1e-3)
  gradients  sketch for each parameter, of the first loss
  statistics sketch for each running mean and variance, after the first forward pass in training
  updates    case "square": sketch for each parameter, value after five steps minus value at the start
  parameters case "square": L2 norm of each parameter after five steps

Margins: a gradient jumps where rounding moves an input of a ReLU across 0, or swaps the two largest values in a window
of the max pooling. IMAGES are seeds for which, over all of these decisions in the first training pass, the distance
from jumping is at least 1.4 times the largest rounding error of torch in float32 in the same layer (printed as
"margin"). With images taken at random, torch's own float32 gradients can be off by a percent.

Tolerances in the test come from what this script prints for torch in float32 against float64, the largest over all
cases and parameters, in relative L2 norm: logits 8.4e-7, losses 1.7e-5, gradients 1.2e-5, running statistics 6.2e-7,
updates 3.0e-3, parameters after the updates 3.3e-5. Updates are that far off because a step of Adam is nearly the sign of
a gradient, however small, and because a shift of 2 in float32 ends 2e-7 from any update of 1e-4.
"""
import hashlib
import pathlib
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F
import torchvision

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "contract/src/main/golden"))
from golden import Writer  # noqa: E402

WEIGHTS = 7
CASES = {"square": (2, 3, 64, 64), "odd": (1, 3, 97, 75)}
IMAGES = {(18, "square"): 1, (18, "odd"): 13, (34, "square"): 10, (34, "odd"): 17, (50, "square"): 21, (50, "odd"): 10}
STEPS = 5
GAMMA = np.uint64(0x9E3779B97F4A7C15)


def longs(seed, name, n):
    """The first n outputs of RandomStream.named(seed, name)."""
    digest = hashlib.sha256(struct.pack("<q", seed) + name.encode("utf-8")).digest()
    with np.errstate(over="ignore"):
        z = np.uint64(struct.unpack("<Q", digest[:8])[0]) + GAMMA * np.arange(1, n + 1, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def signed(seed, name, n):
    """Uniform in [-1, 1)."""
    return 2 * ((longs(seed, name, n) >> np.uint64(11)).astype(np.float64) * 2.0**-53) - 1


def initial(name, shape):
    s = signed(WEIGHTS, name, int(np.prod(shape)))
    if name.endswith("running_mean"):
        v = 0.1 * s
    elif name.endswith("running_var"):
        v = 1 + 0.5 * s
    elif len(shape) > 1:
        fan_in = int(np.prod(shape[1:]))
        v = s * np.sqrt((3.0 if len(shape) == 4 else 1.0) / fan_in)
    elif name == "fc.bias":
        v = 0.125 * s
    elif name.endswith("weight"):
        v = 1 + 0.25 * s
    else:
        v = np.where(s < 0, -2.0, 2.0) + 0.5 * s
    return v.astype(np.float32).reshape(shape)


def images(seed, shape):
    return (2 * signed(seed, "images", int(np.prod(shape)))).astype(np.float32).reshape(shape)


def sketch(name, values):
    v = values.detach().double().numpy().ravel()
    bits = longs(0, "sketch/" + name, v.size)
    sums = [np.sum(np.where((bits >> np.uint64(j)) & np.uint64(1), v, -v)) for j in range(8)]
    return np.array([np.linalg.norm(v), *sums])


def network(depth, dtype, decisions):
    net = getattr(torchvision.models, f"resnet{depth}")(weights=None, num_classes=3)
    state = net.state_dict()
    for name, value in state.items():
        if not name.endswith("num_batches_tracked"):
            state[name] = torch.from_numpy(initial(name, tuple(value.shape)))
    net.load_state_dict(state)
    for module in net.modules():
        if isinstance(module, torch.nn.ReLU):
            module.inplace = False
            module.register_forward_hook(lambda m, x, y: decisions.append(x[0].detach().double()))
        elif isinstance(module, torch.nn.MaxPool2d):
            module.register_forward_hook(lambda m, x, y: decisions.append(pool_gaps(x[0].detach().double())))
    return net.to(dtype)


def pool_gaps(x):
    """Largest minus second largest value of each window; windows of zeros alone decide nothing, as ReLU stops them."""
    padded = F.pad(x, (1, 1, 1, 1), value=-1.0)
    windows = F.unfold(padded.reshape(-1, 1, *padded.shape[2:]), 3, stride=2)
    top = torch.topk(windows, 2, dim=1).values
    return (top[:, 0] - top[:, 1])[top[:, 0] > 0]


def margin(exact, rounded):
    """Smallest ratio, over the layers, of the distance from a jump to the largest rounding error."""
    ratios = [(a.abs().min() / (a - b).abs().max()).item() if a.shape == b.shape else 0.0 for a, b in zip(exact, rounded)]
    return min(ratios)


def run(depth, case, dtype, seed, steps):
    decisions = []
    net = network(depth, dtype, decisions)
    shape = CASES[case]
    x = torch.from_numpy(images(seed, shape)).to(dtype)
    target = F.one_hot(torch.arange(shape[0]) % 3, 3).to(dtype)
    start = {name: p.detach().double().clone() for name, p in net.named_parameters()}
    out = {"loss": []}
    with torch.no_grad():
        out["eval"] = net.eval()(x).double()
    decisions.clear()
    net.train()
    adam = torch.optim.Adam(net.parameters(), lr=1e-4, weight_decay=1e-3)
    for step in range(steps):
        adam.zero_grad()
        logits = net(x)
        loss = F.binary_cross_entropy_with_logits(logits, target)
        loss.backward()
        out["loss"].append(loss.item())
        if step == 0:
            out["decisions"] = list(decisions)
            out["train"] = logits.detach().double()
            out["gradients"] = {name: p.grad.double().clone() for name, p in net.named_parameters()}
            out["statistics"] = {n: b.double().clone() for n, b in net.named_buffers() if "running" in n}
        adam.step()
    end = {name: p.detach().double() for name, p in net.named_parameters()}
    out["updates"] = {name: end[name] - start[name] for name in end}
    out["parameters"] = end
    return out


def off(a, b):
    return ((a - b).norm() / b.norm()).item()


def report(rounded, exact):
    line = [f"margin {margin(exact['decisions'], rounded['decisions']):.2f}"]
    line += [f"{key} {off(rounded[key], exact[key]):.1e}" for key in ("eval", "train")]
    line.append(f"loss {max(abs(a / b - 1) for a, b in zip(rounded['loss'], exact['loss'])):.1e}")
    for key in ("gradients", "statistics", "updates", "parameters"):
        line.append(f"{key} {max(off(rounded[key][n], v) for n, v in exact[key].items()):.1e}")
    return ", ".join(line)


def write(depth, case):
    seed = IMAGES[depth, case]
    steps = STEPS if case == "square" else 1
    exact = run(depth, case, torch.float64, seed, steps)
    print(f"resnet{depth} {case}:", report(run(depth, case, torch.float32, seed, steps), exact), flush=True)
    out = Writer(f"resnet/resnet{depth}-{case}", "resnet_numbers.py")
    out.case(f"resnet{depth}-{case}")
    out.set("weights", WEIGHTS)
    out.set("images", seed)
    out.ints("shape", CASES[case])
    out.floats("eval", exact["eval"])
    out.floats("train", exact["train"])
    out.floats("loss", exact["loss"])
    for key in ("gradients", "statistics") + (("updates", "parameters") if case == "square" else ()):
        for name, values in exact[key].items():
            out.floats(f"{key}/{name}", sketch(name, values)[: 1 if key == "parameters" else 9])
    out.close()


def first_pass(depth, case, dtype, seed):
    decisions = []
    net = network(depth, dtype, decisions).train()
    with torch.no_grad():
        net(torch.from_numpy(images(seed, CASES[case])).to(dtype))
    return decisions


def search(tries=24):
    for depth in (18, 34, 50):
        for case in CASES:
            found = []
            for seed in range(1, tries + 1):
                exact, rounded = (first_pass(depth, case, dtype, seed) for dtype in (torch.float64, torch.float32))
                found.append((margin(exact, rounded), seed))
            print(depth, case, sorted(found)[-5:], flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1:] == ["--search"]:
        search()
    else:
        for depth in (18, 34, 50):
            for case in CASES:
                write(depth, case)
