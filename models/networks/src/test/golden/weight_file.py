#!/usr/bin/python3
"""Writes weights/torch.safetensors among the test resources with Hugging Face's own library (safetensors 0.8.0).

Usage: weight_file.py. A 1x1 convolution from 2 to 3 channels without bias, then a batch normalisation; parameters and
running statistics count up from 0 in quarters, in the order of the state dict; 5 batches were seen.
"""
import pathlib

import torch
from safetensors.torch import save_file

net = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 1, bias=False), torch.nn.BatchNorm2d(3))
state = net.state_dict()
number = 0
for name, value in state.items():
    if name.endswith("num_batches_tracked"):
        value.fill_(5)
    else:
        value.copy_((torch.arange(value.numel()) + number).reshape(value.shape) / 4)
        number += value.numel()
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "weights" / "torch.safetensors"
save_file(state, str(target), metadata={"made_with": "torch"})
