#!/usr/bin/python3
"""Names, types and shapes of torchvision's ResNet state dicts, in order, for 1,000 classes.

Usage: resnet_state_dicts.py OUTPUT_FOLDER. Made with torch 1.13, torchvision 0.14. One line for each entry:
name, type, sizes; separated by blanks.
"""
import pathlib
import sys

import torchvision

TYPES = {"torch.float32": "F32", "torch.int64": "I64"}

for depth in (18, 34, 50):
    net = getattr(torchvision.models, f"resnet{depth}")(weights=None)
    lines = [" ".join([name, TYPES[str(value.dtype)], *map(str, value.shape)]) for name, value in net.state_dict().items()]
    out = pathlib.Path(sys.argv[1]) / f"resnet{depth}.state-dict.txt"
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(out, len(lines), sum(p.numel() for p in net.parameters()))
