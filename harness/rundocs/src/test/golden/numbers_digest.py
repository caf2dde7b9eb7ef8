#!/usr/bin/env python3
"""Works out the digest of all numbers of a results.json without ctbench, as RESULTS.md defines it.

    python3 numbers_digest.py out/demo/results.json
"""
import hashlib
import json
import sys
from decimal import Decimal

NO_NUMBERS = {"item", "captures", "file", "undefined", "masks", "regions", "chain"}


def number(value):
    if value == 0:
        return "0"
    text = format(Decimal(value), "f")  # the exact value of the double
    return text.rstrip("0").rstrip(".") if "." in text else text


def canonical(value):
    if isinstance(value, dict):
        kept = sorted(key for key in value if key not in NO_NUMBERS)
        return "{" + ",".join(json.dumps(key, ensure_ascii=False) + ":" + canonical(value[key]) for key in kept) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return number(value)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        numbers = json.load(file)["numbers"]
    if numbers["missing"]:
        sys.exit("the run is incomplete")
    print(hashlib.sha256(canonical(numbers["models"]).encode()).hexdigest())
