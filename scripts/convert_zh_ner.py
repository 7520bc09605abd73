"""Convert the NER weights that ``cutword`` ships (a torch checkpoint) into the small numpy archive that Dateline reads.

Usage: ``python scripts/convert_zh_ner.py PATH/TO/cutword src/dateline/lang/zh/ner.npz``. No torch is needed: the
checkpoint is a zip of raw tensors and one pickle, read here by an unpickler that knows four names and runs no code.
Weights: cutword 0.1.1, Apache-2.0. The embedding is stored as int8 with one scale a row, the rest as float16.
"""

from __future__ import annotations

import io
import json
import pickle
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np


class _Storage:
    """Stands for torch.FloatStorage in the pickle."""


class _TensorReader(pickle.Unpickler):
    """An unpickler that rebuilds float tensors from a zip, and refuses every other name."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(io.BytesIO(data))
        self._archive, self._folder = archive, folder

    def find_class(self, module: str, name: str) -> Any:
        allowed: dict[tuple[str, str], Any] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _rebuild,
            ("torch", "FloatStorage"): _Storage,
        }
        try:
            return allowed[module, name]
        except KeyError as error:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed") from error

    def persistent_load(self, pid: Any) -> Any:
        _, _, key, _, _ = pid
        return np.frombuffer(self._archive.read(f"{self._folder}/data/{key}"), dtype="<f4")


def _rebuild(storage: Any, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: Any) -> Any:
    count = int(np.prod(size))
    expected = tuple(int(np.prod(size[i + 1 :])) for i in range(len(size)))
    if stride != expected:
        raise ValueError(f"tensor of size {size} is not stored row by row: {stride}")
    return storage[offset : offset + count].reshape(size)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """The tensors of a torch checkpoint by name, without the ``module.`` prefix."""
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/data.pkl"))
        loaded = _TensorReader(archive.read(name), archive, name.rsplit("/", 1)[0]).load()
    return {key.removeprefix("module."): value for key, value in loaded["model_state_dict"].items()}


def convert(folder: Path, target: Path) -> None:
    """Write ``target`` from the package folder of cutword."""
    tensors = read_checkpoint(folder / "model_params.pth")
    tags = json.loads((folder / "ner_vocab_tags.json").read_text(encoding="utf-8"))
    embedding = tensors.pop("embedding.weight")
    scale = np.abs(embedding).max(axis=1, keepdims=True) / 127 + 1e-12
    vocabulary = [tags["id2char"][str(i)] for i in range(len(tags["id2char"]))]
    labels = [tags["id2label"][str(i)] for i in range(len(tags["id2label"]))]
    stored: dict[str, Any] = {
        "embedding": np.round(embedding / scale).astype(np.int8),
        "scale": scale.astype(np.float16),
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8),
        "labels": np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
        **{key: value.astype(np.float16) for key, value in tensors.items()},
    }
    np.savez_compressed(target, **stored)


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
