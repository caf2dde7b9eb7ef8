"""Trains a small network on the slices of train.csv and predicts those of predict.csv."""

import csv
import os
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn

IN, OUT = Path(os.environ["CTBENCH_IN"]), Path(os.environ["CTBENCH_OUT"])
CLASSES = ["Normal", "CP", "NCP"]
SIDE, EPOCHS, BATCH = 64, 12, 32


def rows(name):
    with open(IN / name, newline="") as file:
        return list(csv.DictReader(file))


def load(rows):
    """Images as float32, [N, 1, SIDE, SIDE], in [-0.5, 0.5]."""
    images = np.empty((len(rows), 1, SIDE, SIDE), np.float32)
    for i, row in enumerate(rows):
        with Image.open(IN / row["image"]) as image:
            images[i, 0] = np.asarray(image.convert("L").resize((SIDE, SIDE), Image.BILINEAR)) / 255 - 0.5
    return torch.from_numpy(images)


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(2)]


torch.set_num_threads(1)
torch.manual_seed(int(os.environ.get("CTBENCH_SEED", 1)))
network = nn.Sequential(
    *block(1, 16), *block(16, 32), *block(32, 64), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, len(CLASSES))
)
train = rows("train.csv")
images = load(train)
labels = torch.tensor([CLASSES.index(row["label"]) for row in train])
optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
for epoch in range(EPOCHS):
    total = 0.0
    for batch in torch.randperm(len(images)).split(BATCH):
        loss = nn.functional.cross_entropy(network(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
    print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(images):.3f}", flush=True)

predict = rows("predict.csv")
network.eval()
with torch.no_grad():
    probabilities = network(load(predict)).softmax(1).tolist()
with open(OUT / "predictions.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["image", *(f"p_{name}" for name in CLASSES)])
    writer.writerows([row["image"], *values] for row, values in zip(predict, probabilities))
