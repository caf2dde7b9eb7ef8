#!/usr/bin/python3
"""Predictions as people keep them in NPZ files, for NpzTableFileTest. Made with numpy 2.4.6; the values are random.

Each file holds the names of 20 images and a value for each of three classes, in another type, order and compression.
values.csv: image, v0, v1, v2 as decimals that read back to the same double
"""
import csv
import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "predictions"


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(5)
    names = [f"s{i}_ä.png" for i in range(20)]
    logits = rng.normal(size=(20, 3)).astype(np.float32)
    with open(GOLDEN / "values.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["image", "v0", "v1", "v2"])
        writer.writerows([name, *map(repr, map(float, row))] for name, row in zip(names, logits))
    np.savez(GOLDEN / "float32.npz", image=names, logits=logits)
    np.savez_compressed(GOLDEN / "float64-columns-first.npz", image=names, logits=np.asfortranarray(logits.astype("f8")))
    np.savez(GOLDEN / "big-endian.npz", image=np.array(names).astype(">U9"), logits=logits.astype(">f8"))
    np.savez(GOLDEN / "named.npz", image=names, logits=logits, classes=["Normal", "CP", "NCP"], extra=np.arange(7))
    np.savez(GOLDEN / "columns.npz", image=np.char.encode(names, "utf-8"), a=logits[:, 0], b=logits[:, 1], c=logits[:, 2])
    np.savez(GOLDEN / "classes.npz", image=names, predicted=logits.argmax(1), other=logits.argmax(1).astype("u1"))
    np.savez(GOLDEN / "objects.npz", image=np.array(names, dtype=object), logits=logits)
    np.savez(GOLDEN / "half.npz", image=names, logits=logits.astype("f2"))


if __name__ == "__main__":
    main()
