"""Writes ../resources/golden/small.onnx, a network of 3 x 8 x 8 images and 3 classes, and small.json, what torch computes with it.

Made with Debian's python3-torch 1.13.
"""

import json
from pathlib import Path

import torch

GOLDEN = Path(__file__).parent.parent / "resources" / "golden"

torch.manual_seed(1)
network = torch.nn.Sequential(
    torch.nn.Conv2d(3, 4, 3, padding=1),
    torch.nn.ReLU(),
    torch.nn.AdaptiveAvgPool2d(1),
    torch.nn.Flatten(),
    torch.nn.Linear(4, 3),
).eval()
images = (torch.arange(2 * 3 * 8 * 8) * 37 % 101 / 101).reshape(2, 3, 8, 8)
torch.onnx.export(
    network,
    images,
    GOLDEN / "small.onnx",
    input_names=["image"],
    output_names=["logits"],
    dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}},
)
with torch.no_grad(), open(GOLDEN / "small.json", "w") as out:
    json.dump(network(images).tolist(), out)
    out.write("\n")
