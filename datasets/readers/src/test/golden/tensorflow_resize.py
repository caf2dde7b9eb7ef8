#!/usr/bin/env python3
"""Writes ../resources/golden/tensorflow-resize.csv: the bilinear resize of TensorFlow 1, as COVIDNet-CT's dataset.py calls it.

Made with TensorFlow 2.21.0 (pip: tensorflow-cpu), whose compat.v1.image.resize is the tf.image.resize of TensorFlow 1.
"""

import base64
import csv
from pathlib import Path

import numpy as np
import tensorflow as tf

GOLDEN = Path(__file__).parent.parent / "resources" / "golden"
SIZES = [(13, 11, 1, 32), (40, 33, 1, 16), (29, 41, 1, 41), (16, 16, 1, 16), (7, 5, 3, 12), (1, 1, 1, 3), (64, 48, 1, 7)]


def b64(array):
    return base64.b64encode(array.tobytes()).decode()


with open(GOLDEN / "tensorflow-resize.csv", "w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["width", "height", "channels", "size", "input", "output"])
    for seed, (width, height, channels, size) in enumerate(SIZES):
        samples = np.random.default_rng(seed).integers(0, 256, (height, width, channels)).astype(np.uint8)
        image = tf.constant(samples)
        if channels == 1:
            image = tf.image.grayscale_to_rgb(image)
        resized = tf.compat.v1.image.resize(tf.cast(image, tf.float32) / 255.0, [size, size])
        planes = resized.numpy().transpose(2, 0, 1).astype("<f4")
        rows.writerow([width, height, channels, size, b64(samples), b64(planes[:channels])])
