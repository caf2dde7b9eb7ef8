#!/usr/bin/python3
"""Writes torch/archive.pth and torch/legacy.pth among the test resources: one checkpoint in both forms of torch.save.

Usage: torch_checkpoints.py (torch 1.13). The checkpoint is what the authors' training scripts write: epoch, model_weights,
optimizer_state, lrate, affinity and a pickled network, anchor_generator. model_weights has each type of elements, a transposed
and a sliced view, two names of one tensor, a scalar and an empty tensor. Values are quarters, which half precision keeps.
"""
import collections
import pathlib
import sys
import types

import torch

rpn = types.ModuleType("models.rpn")


class AnchorGenerator(torch.nn.Module):
    def __init__(self, sizes, aspect_ratios):
        super().__init__()
        self.sizes = sizes
        self.aspect_ratios = aspect_ratios
        self._cache = {}


AnchorGenerator.__module__ = "models.rpn"
rpn.AnchorGenerator = AnchorGenerator
sys.modules["models"] = types.ModuleType("models")
sys.modules["models.rpn"] = rpn

count = torch.arange(12, dtype=torch.float32) / 4
shared = count.clone()
state = collections.OrderedDict()
state["f32"] = count.reshape(3, 4)
state["transposed"] = count.reshape(3, 4).t()
state["sliced"] = count.reshape(3, 4)[1:, 1:3]
state["f16"] = count.half()
state["bf16"] = count.bfloat16()
state["f64"] = count.double()
state["i64"] = torch.tensor(-5)
state["i32"] = torch.arange(3, dtype=torch.int32)
state["i16"] = torch.arange(3, dtype=torch.int16)
state["i8"] = torch.tensor([-1, 0, 1], dtype=torch.int8)
state["u8"] = torch.tensor([0, 255], dtype=torch.uint8)
state["bool"] = torch.tensor([True, False])
state["empty"] = torch.zeros(0, 3)
state["first"] = shared
state["second"] = shared
state["parameter"] = torch.nn.Parameter(count[:2].clone())
state._metadata = collections.OrderedDict([("", {"version": 1})])

weight = torch.nn.Parameter(torch.ones(2))
adam = torch.optim.Adam([weight], lr=1e-5, weight_decay=1e-3)
weight.grad = torch.ones(2)
adam.step()

checkpoint = {
    "epoch": "99",
    "model_weights": state,
    "optimizer_state": adam.state_dict(),
    "lrate": 1e-5,
    "affinity": 16,
    "anchor_generator": AnchorGenerator(((2, 4, 8, 16, 32),), ((0.1, 0.25, 0.5, 1.0, 1.5, 2.0),)),
}
target = pathlib.Path(__file__).resolve().parent.parent / "resources" / "torch"
target.mkdir(exist_ok=True)
torch.save(checkpoint, str(target / "archive.pth"))
torch.save(checkpoint, str(target / "legacy.pth"), _use_new_zipfile_serialization=False)
