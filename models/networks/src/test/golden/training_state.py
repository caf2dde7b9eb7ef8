#!/usr/bin/env python3
"""Works out the digest of the state of a training from a checkpoint file, without ctbench.

    python3 training_state.py CHECKPOINT...     prints the digest of each
    python3 training_state.py                   writes weights/training-state.safetensors among the test resources, and prints its

The digest is SHA-256 over, in this order:
1. of each tensor of the file, in the order of names, a line "name type shape" such as "adam.first.fc.weight F32 [3, 512]" (sizes
   separated by comma and space; "[]" for a number), ended by a line feed, then its bytes as they lie in the file;
2. of each count in "model" of the metadata "checkpoint", in the order of names, a line "model name value", ended by a line feed;
3. the same of "trainer", with "trainer" as the first word.
"""
import hashlib
import json
import pathlib
import struct
import sys


def state_digest(path):
    data = pathlib.Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    values = data[8 + length:]
    checkpoint = json.loads(header.pop("__metadata__")["checkpoint"])
    sha = hashlib.sha256()
    for name in sorted(header):
        tensor = header[name]
        begin, end = tensor["data_offsets"]
        sha.update(f"{name} {tensor['dtype']} {tensor['shape']}\n".encode())
        sha.update(values[begin:end])
    for whose in ("model", "trainer"):
        for name in sorted(checkpoint[whose]):
            sha.update(f"{whose} {name} {checkpoint[whose][name]}\n".encode())
    return sha.hexdigest()


def write(path):
    """A linear layer from 3 to 2 values; only its weight has taken steps."""
    tensors = {
        "adam.step.weight": ("I64", [], struct.pack("<q", 7)),
        "model.weight": ("F32", [2, 3], struct.pack("<6f", 1, -2, 0.5, 3.25, -0.0, 1e-40)),
        "model.bias": ("F32", [2], struct.pack("<2f", 0.125, 1e30)),
        "adam.first.weight": ("F32", [2, 3], struct.pack("<6f", 1, 2, 3, 4, 5, 6)),
        "adam.second.weight": ("F32", [2, 3], struct.pack("<6f", 6, 5, 4, 3, 2, 1)),
    }
    checkpoint = {"model": {"region padding": 11, "images without region": 3},
                  "trainer": {"step": 7, "bits of the lowest segmentation loss": 4666723172467343360}}
    header = {"__metadata__": {"checkpoint": json.dumps(checkpoint)}}
    offset = 0
    for name, (dtype, shape, values) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [offset, offset + len(values)]}
        offset += len(values)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(values for _, _, values in tensors.values()))


if __name__ == "__main__":
    files = sys.argv[1:]
    if not files:
        files = [pathlib.Path(__file__).resolve().parent.parent / "resources" / "weights" / "training-state.safetensors"]
        write(files[0])
    for file in files:
        print(state_digest(file), pathlib.Path(file).name)
