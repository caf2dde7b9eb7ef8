"""Writes ../resources/golden/keras-sequential.h5 and keras-functional.h5, networks of 12 x 12 x 3 images and 3 classes in the form that
Keras 2 saved, and keras.json, what Keras computes with their weights for the image i * 37 % 101 / 101; and of the first
keras-compressed.h5, with compressed weights, and keras-link.h5, with a link to another file.

Made with h5py 3.16 and Keras 3.15 on TensorFlow 2.21 (pip: tensorflow-cpu). Keras 3 reads the weights of such files, and no longer
their configurations, so the networks are built a second time.
"""

import json
import shutil
from pathlib import Path

import h5py
import keras
import numpy as np
from keras import layers

GOLDEN = Path(__file__).parent.parent / "resources" / "golden"
SIDE = 12
RNG = np.random.default_rng(1)


def initializer(kind, **config):
    return {"class_name": kind, "config": config}


FREE = dict(use_bias=True, kernel_initializer=initializer("GlorotUniform", seed=None), bias_initializer=initializer("Zeros"),
            kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
            bias_constraint=None)
CONV = dict(kernel_size=[3, 3], strides=[1, 1], padding="same", data_format="channels_last", dilation_rate=[1, 1], groups=1,
            **FREE)
NORM = dict(axis=[3], momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer=initializer("Zeros"),
            gamma_initializer=initializer("Ones"), moving_mean_initializer=initializer("Zeros"),
            moving_variance_initializer=initializer("Ones"), beta_regularizer=None, gamma_regularizer=None,
            beta_constraint=None, gamma_constraint=None)


def layer(kind, name, **config):
    return {"class_name": kind, "config": {"name": name, "trainable": True, "dtype": "float32", **config}}


def after(described, *names):
    return {**described, "name": described["config"]["name"], "inbound_nodes": [[[name, 0, 0, {}] for name in names]] if names else []}


def conv_weights(inputs):
    return {"kernel:0": RNG.normal(0, 0.3, (3, 3, inputs, 4)), "bias:0": RNG.normal(0, 0.3, 4)}


def dense_weights(inputs):
    return {"kernel:0": RNG.normal(0, 0.2, (inputs, 3)), "bias:0": RNG.normal(0, 0.3, 3)}


def save(name, config, names, weights):
    with h5py.File(GOLDEN / name, "w") as file:
        file.attrs["keras_version"] = b"2.2.4-tf"
        file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(config).encode()
        groups = file.create_group("model_weights")
        groups.attrs["layer_names"] = [n.encode() for n in names]
        groups.attrs["backend"] = b"tensorflow"
        groups.attrs["keras_version"] = b"2.2.4-tf"
        for n in names:
            group = groups.create_group(n)
            own = weights.get(n, {})
            group.attrs["weight_names"] = [f"{n}/{w}".encode() for w in own] if own else np.zeros(0)
            for w, values in own.items():
                group.create_dataset(f"{n}/{w}", data=values.astype(np.float32))


def output(network, name):
    network.load_weights(GOLDEN / name)
    image = (np.arange(SIDE * SIDE * 3) * 37 % 101 / 101).astype(np.float32).reshape(1, SIDE, SIDE, 3)
    return network.predict(image, verbose=0)[0].tolist()


stack = [
    layer("Conv2D", "conv", filters=4, activation="relu", batch_input_shape=[None, SIDE, SIDE, 3], **CONV),
    layer("BatchNormalization", "bn", **NORM),
    layer("MaxPooling2D", "pool", pool_size=[2, 2], padding="valid", strides=[2, 2], data_format="channels_last"),
    layer("Flatten", "flatten", data_format="channels_last"),
    layer("Dense", "dense", units=3, activation="softmax", **FREE),
]
save(
    "keras-sequential.h5",
    {"class_name": "Sequential", "config": {"name": "small", "layers": stack}},
    [described["config"]["name"] for described in stack],
    {
        "conv": conv_weights(3),
        "bn": {"gamma:0": RNG.uniform(0.5, 2, 4), "beta:0": RNG.normal(0, 0.3, 4),
               "moving_mean:0": RNG.normal(0, 0.3, 4), "moving_variance:0": RNG.uniform(0.5, 2, 4)},
        "dense": dense_weights((SIDE // 2) ** 2 * 4),
    },
)
sequential = keras.Sequential([
    keras.Input((SIDE, SIDE, 3)),
    layers.Conv2D(4, 3, padding="same", activation="relu", name="conv"),
    layers.BatchNormalization(name="bn"),
    layers.MaxPooling2D(2, name="pool"),
    layers.Flatten(name="flatten"),
    layers.Dense(3, activation="softmax", name="dense"),
])

for name in ("keras-compressed.h5", "keras-link.h5"):
    shutil.copy(GOLDEN / "keras-sequential.h5", GOLDEN / name)
with h5py.File(GOLDEN / "keras-compressed.h5", "a") as file:
    group = file["model_weights/dense/dense"]
    kernel = group["kernel:0"][()]
    del group["kernel:0"]
    group.create_dataset("kernel:0", data=kernel, compression="gzip")
with h5py.File(GOLDEN / "keras-link.h5", "a") as file:
    del file["model_weights/dense"]
    file["model_weights/dense"] = h5py.ExternalLink("keras-sequential.h5", "/model_weights/dense")

graph = [
    after(layer("InputLayer", "image", batch_input_shape=[None, SIDE, SIDE, 3], sparse=False, ragged=False)),
    after(layer("Conv2D", "conv1", filters=4, activation="relu", **CONV), "image"),
    after(layer("Conv2D", "conv2", filters=4, activation="linear", **CONV), "conv1"),
    after(layer("Add", "add"), "conv1", "conv2"),
    after(layer("GlobalAveragePooling2D", "mean", data_format="channels_last"), "add"),
    after(layer("Dense", "dense", units=3, activation="softmax", **FREE), "mean"),
]
save(
    "keras-functional.h5",
    {"class_name": "Functional", "config": {"name": "residual", "layers": graph, "input_layers": [["image", 0, 0]],
                                            "output_layers": [["dense", 0, 0]]}},
    [described["name"] for described in graph],
    {"conv1": conv_weights(3), "conv2": conv_weights(4), "dense": dense_weights(4)},
)
image = keras.Input((SIDE, SIDE, 3), name="image")
first = layers.Conv2D(4, 3, padding="same", activation="relu", name="conv1")(image)
second = layers.Conv2D(4, 3, padding="same", name="conv2")(first)
mean = layers.GlobalAveragePooling2D(name="mean")(layers.Add(name="add")([first, second]))
functional = keras.Model(image, layers.Dense(3, activation="softmax", name="dense")(mean))

with open(GOLDEN / "keras.json", "w") as out:
    json.dump({"sequential": output(sequential, "keras-sequential.h5"),
               "functional": output(functional, "keras-functional.h5")}, out)
    out.write("\n")
