"""Exports the ResNet18 of weights.safetensors with three classes as resnet18.onnx. Run by OnnxResNetTest in its folder."""

import json
import struct

import numpy
import torch
import torchvision

with open("weights.safetensors", "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()
types = {"F32": numpy.float32, "I64": numpy.int64}
weights = {
    name: torch.from_numpy(
        numpy.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).copy()
    )
    for name, entry in header.items()
    if name != "__metadata__"
}
network = torchvision.models.resnet18(num_classes=3)
network.load_state_dict(weights, strict=True)
torch.onnx.export(
    network.eval(),
    torch.zeros(1, 3, 64, 64),
    "resnet18.onnx",
    input_names=["image"],
    output_names=["logits"],
)
