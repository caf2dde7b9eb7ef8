"""Writes golden files: plain text, one item a line, read by org.ctbench.models.golden.Golden.

    # comment
    case ID                      starts a case
    set NAME VALUE               a number or a word
    i32 NAME SHAPE V,V,...       integers
    f32 NAME SHAPE BASE64        float32, little-endian, row-major

SHAPE is sizes joined by "x"; "scalar" for none. References are computed in float64 from inputs that are exact in float32, and
rounded once to float32. Files go among the resources beside the folder of the script that is run.
"""

import base64
import pathlib
import sys

import numpy as np
import torch

SOURCES = pathlib.Path(sys.argv[0]).resolve().parents[1]
FOLDER = SOURCES / "resources" / "golden"
LIMIT = 50 * 1024


class Writer:
    def __init__(self, name, script):
        self.path = FOLDER / (name + ".txt")
        self.lines = [f"# made by src/{SOURCES.name}/golden/{script} with torch {torch.__version__}"]

    def case(self, name):
        self.lines.append(f"case {name}")

    def set(self, name, value):
        self.lines.append(f"set {name} {value}")

    def ints(self, name, values):
        values = np.asarray(values, dtype=np.int32)
        self.lines.append(f"i32 {name} {shape(values)} {','.join(str(v) for v in values.reshape(-1))}")

    def floats(self, name, values):
        if isinstance(values, torch.Tensor):
            values = values.detach().numpy()
        values = np.asarray(values, dtype="<f4", order="C")
        text = base64.b64encode(values.tobytes()).decode("ascii")
        self.lines.append(f"f32 {name} {shape(values)} {text}")

    def close(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        text = "\n".join(self.lines) + "\n"
        if len(text) > LIMIT:
            raise SystemExit(f"{self.path.name}: {len(text)} bytes, at most {LIMIT}")
        self.path.write_text(text, encoding="ascii")
        print(self.path.name, len(text))


def shape(values):
    return "x".join(str(s) for s in values.shape) or "scalar"


class Inputs:
    """Random inputs that are exact in float32, as float64 tensors."""

    def __init__(self, seed):
        self.random = np.random.RandomState(seed)

    def normal(self, *sizes):
        return self._tensor(self.random.standard_normal(sizes))

    def uniform(self, low, high, *sizes):
        return self._tensor(self.random.uniform(low, high, sizes))

    @staticmethod
    def _tensor(values):
        return torch.from_numpy(np.asarray(values).astype(np.float32).astype(np.float64))
