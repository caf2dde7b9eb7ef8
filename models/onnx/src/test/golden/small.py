"""Writes ../resources/golden/small.onnx, a network of 3 x 8 x 8 images and 3 classes, and small.json, what torch computes with it;
and card.yaml and cropped.yaml, model cards whose golden images Pillow crops and resizes.

Made with Debian's python3-torch 1.13.
"""

import json
from pathlib import Path

import numpy
import PIL.Image
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

SLICES = []
for i in range(3):
    rows, columns = numpy.mgrid[0:32, 0:32]
    SLICES.append(PIL.Image.fromarray(((rows * (i + 3) * 7 + columns * (5 - i) * 3) % 256).astype(numpy.uint8)))
    SLICES[i].save(GOLDEN / f"slice{i}.png")


def output(picture):
    resized = numpy.asarray(picture.resize((8, 8), PIL.Image.BILINEAR), dtype=numpy.float32) / 255
    mean = numpy.array([0.485, 0.456, 0.406]).reshape(3, 1, 1)
    std = numpy.array([0.229, 0.224, 0.225]).reshape(3, 1, 1)
    with torch.no_grad():
        return network(torch.from_numpy(((resized - mean) / std).astype(numpy.float32))[None])[0].tolist()


def write_card(name, crop, pairs):
    with open(GOLDEN / name, "w") as out:
        out.write("schema: ctbench/model-card/1\n")
        out.write(f"input: {{name: image, {crop}size: 8, layout: nchw, channels: rgb, normalisation: imagenet}}\n")
        out.write("output: {name: logits, values: logits}\n")
        out.write("classes: [NCP, CP, Normal]\n")
        out.write("tolerance: 0.00001\n")
        out.write("golden:\n")
        out.writelines(f"  - {{image: slice{i}.png, {pair}}}\n" for i, pair in enumerate(pairs))


write_card("card.yaml", "", [f"output: {output(picture)}" for picture in SLICES])
boxes = [[2, 3, 30, 25], [0, 0, 17, 32], [5, 1, 32, 31]]
pairs = [f"box: {box}, output: {output(picture.crop(box))}" for picture, box in zip(SLICES, boxes)]
write_card("cropped.yaml", "crop: box, ", pairs)
