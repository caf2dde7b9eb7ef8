#!/usr/bin/python3
"""Names, types and shapes of the released Affinity model's state dict (ResNet18, C* = 16, three classes), by the model on torch,
whose list is that of section 9 of the specification. Writes golden/affinity/affinity.state-dict.txt among the test resources.

One line for each entry: name, type, sizes; separated by blanks.
"""
from detectors import FOLDER, model

TYPES = {"torch.float32": "F32", "torch.int64": "I64"}

net = model.AffinityModel(model.Options())
lines = [" ".join([name, TYPES[str(value.dtype)], *map(str, value.shape)]) for name, value in net.state_dict().items()]
(FOLDER / "test/resources/golden/affinity/affinity.state-dict.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
print(len(lines), sum(p.numel() for p in net.parameters()))
