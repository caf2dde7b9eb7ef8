#!/usr/bin/env python3
"""Works out every link of every training of a results.json without ctbench, as RECHECK.md defines it, and prints the last of each.

    python3 training_chain.py out/demo/results.json

The states in the chain come from checkpoints; training_state.py in models/networks/src/test/golden works out their digests.
"""
import hashlib
import json
import sys

from numbers_digest import canonical


def sha(*lines):
    return hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest()


def check(training, name):
    before = None
    for n, item in enumerate(training["chain"]):
        if n == 0:
            link = sha("ctbench/chain/1", "0", item["state"])
        else:
            epoch = training["curve"][n - 1]
            values = {"losses": epoch["losses"], "meanLoss": epoch["meanLoss"], "validation": item["validation"]}
            digest = hashlib.sha256(canonical(values).encode()).hexdigest()
            link = sha("ctbench/chain/1", str(n), before, item["state"], digest)
        if item["epoch"] != n or item["link"] != link:
            sys.exit(f"{name}: link {n} does not follow")
        before = link
    print(before, name)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        models = json.load(file)["numbers"]["models"]
    for model in models:
        if model["training"]:
            check(model["training"], model["id"] + "/train")
        for evaluation in model["evaluations"]:
            if evaluation["fineTuning"]:
                check(evaluation["fineTuning"], model["id"] + "/fine-tune-" + evaluation["id"])
