#!/bin/sh
# Resolve pyproject.toml anew in an empty environment and write constraints.txt.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$1" -m venv "$scratch"
"$scratch/bin/python" -m pip install --quiet --editable ".[dev,postgres,bench]"
{
    sed -n '/^#/p' constraints.txt
    # Without the build label: the same version without CUDA is called 2.13.0+cpu.
    "$scratch/bin/python" -m pip freeze --exclude-editable | grep -v '^nianbao' | sed 's/+cpu$//'
} >"$scratch/constraints.txt"
cp "$scratch/constraints.txt" constraints.txt
