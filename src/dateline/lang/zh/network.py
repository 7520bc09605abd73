"""The named-entity network: a two-layer BiLSTM with a CRF (weights of cutword 0.1.1), run in numpy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

_PIECE = re.compile(r"[a-z0-9]+(?:\.\d+)?%?|\S|\s+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LIMIT = 250
_BATCH = 16  # with _ROWS, small enough that no product is spread over threads, which costs more than it brings
_ROWS = 8
_HIDDEN = 64


@cache
def _model() -> dict[str, Any]:
    import numpy as np

    path = resources.files("dateline.lang.zh").joinpath("ner.npz")
    with path.open("rb") as handle, np.load(handle) as stored:
        raw = {name: stored[name] for name in stored.files}
    model: dict[str, Any] = {
        name: value.astype(np.float32) for name, value in raw.items() if name not in ("vocabulary", "labels")
    }
    model["embedding"] = model["embedding"] * model.pop("scale")
    model |= {layer: _layer_weights(model, layer) for layer in ("l0", "l1")}
    vocabulary = bytes(raw["vocabulary"]).decode().split("\n")
    model["index"] = {piece: number for number, piece in enumerate(vocabulary)}
    model["labels"] = bytes(raw["labels"]).decode().split("\n")
    return model


def _pieces(text: str, index: dict[str, int]) -> list[tuple[int, int, int]]:
    """``(start, end, id)`` of what the network reads: characters, and words and numbers that it knows whole."""
    found: list[tuple[int, int, int]] = []
    for match in _PIECE.finditer(text):
        word = match.group()
        if word.isspace():
            continue
        if word in index:
            found.append((match.start(), match.end(), index[word]))
            continue
        for offset, char in enumerate(word):
            fallback = "[NUMBER]" if char.isdigit() else "[HANZI]" if _HAN.match(char) else "[UNK]"
            place = match.start() + offset
            found.append((place, place + 1, index.get(char, index[fallback])))
    return found[:_LIMIT]


def _run_layer(rows: Any, mirror: Any, layer: str, model: dict[str, Any]) -> Any:
    """One LSTM layer in both directions at once over a padded batch ``(batch, time, features)``.

    ``mirror`` holds for each text the places of its pieces from last to first, so that no step has to be masked: what
    stands behind the end of a text is never read. A sigmoid is half a hyperbolic tangent of half its argument, plus a
    half; the weights carry the inner half, so that one call serves all four gates.
    """
    import numpy as np

    weights, bias, recurrent = model[layer]
    batch, steps, _ = rows.shape
    turned = np.take_along_axis(rows, mirror, axis=1)
    gates_in = np.empty((steps, 2, batch, 4 * _HIDDEN), dtype=np.float32)
    for way, side in enumerate((rows, turned)):
        gates_in[:, way] = (_product(side, weights[way]) + bias[way]).transpose(1, 0, 2)
    out = np.empty((steps, 2, batch, _HIDDEN), dtype=np.float32)
    hidden = np.zeros((2, batch, _HIDDEN), dtype=np.float32)
    cell = np.zeros((2, batch, _HIDDEN), dtype=np.float32)
    for step in range(steps):
        gates = hidden @ recurrent
        gates += gates_in[step]
        np.tanh(gates, out=gates)
        opened = gates[..., : 3 * _HIDDEN]
        opened *= 0.5
        opened += 0.5
        cell *= opened[..., _HIDDEN : 2 * _HIDDEN]
        cell += opened[..., :_HIDDEN] * gates[..., 3 * _HIDDEN :]
        hidden = np.tanh(cell)
        hidden *= opened[..., 2 * _HIDDEN :]
        out[step] = hidden
    ahead, behind = out.transpose(1, 2, 0, 3)
    return np.concatenate((ahead, np.take_along_axis(behind, mirror, axis=1)), axis=2)


def _product(rows: Any, weights: Any) -> Any:
    """``rows @ weights`` for ``(batch, time, features)``, a few rows at a time."""
    import numpy as np

    batch, steps, features = rows.shape
    count = batch * steps
    padded = np.zeros((-(-count // _ROWS) * _ROWS, features), dtype=np.float32)
    padded[:count] = rows.reshape(count, features)
    product = padded.reshape(-1, _ROWS, features) @ weights
    return product.reshape(-1, weights.shape[-1])[:count].reshape(batch, steps, -1)


def _layer_weights(raw: dict[str, Any], layer: str) -> tuple[Any, Any, Any]:
    """Input weights, biases and recurrent weights of both directions, gates in the order in, forget, out, candidate,
    the first three halved (see :func:`_run_layer`)."""
    import numpy as np

    order = np.r_[0:128, 192:256, 128:192]
    halves = np.where(np.arange(4 * _HIDDEN) < 3 * _HIDDEN, 0.5, 1.0).astype(np.float32)
    stacked = []
    for suffix in (layer, f"{layer}_reverse"):
        bias = raw[f"lstm.bias_ih_{suffix}"] + raw[f"lstm.bias_hh_{suffix}"]
        stacked.append(
            (
                raw[f"lstm.weight_ih_{suffix}"].T[:, order] * halves,
                bias[order][None, :] * halves,
                raw[f"lstm.weight_hh_{suffix}"].T[:, order] * halves,
            )
        )
    weights, bias, recurrent = (np.ascontiguousarray(np.stack(parts)) for parts in zip(*stacked, strict=True))
    return weights, bias, recurrent


def _decode(scores: Any, lengths: Any, model: dict[str, Any]) -> list[list[int]]:
    """The best path of the CRF (Viterbi) for each text of a batch ``(batch, time, tags)``."""
    import numpy as np

    transitions = model["crf.transitions"]
    batch, steps, tags = scores.shape
    best = model["crf.start_transitions"] + scores[:, 0]
    back = np.empty((steps, batch, tags), dtype=np.int64)
    rows = np.arange(batch)
    for step in range(1, steps):
        paths = best[:, :, None] + transitions
        choice = paths.argmax(axis=1)
        longer = (lengths > step)[:, None]
        reached = np.take_along_axis(paths, choice[:, None, :], axis=1)[:, 0] + scores[:, step]
        best = np.where(longer, reached, best)
        back[step] = np.where(longer, choice, np.arange(tags))
    tag = (best + model["crf.end_transitions"]).argmax(axis=1)
    path = np.empty((batch, steps), dtype=np.int64)
    for step in range(steps - 1, -1, -1):
        path[:, step] = tag
        tag = back[step][rows, tag] if step else tag
    return [path[row, : lengths[row]].tolist() for row in range(batch)]


def _spans(pieces: Sequence[tuple[int, int, int]], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for (begin, end, _), tag in zip(pieces, tags, strict=True):
        head, _, label = tag.partition("_")
        if head == "S":
            found.append((begin, end, label))
            start = -1
        elif head == "B":
            start, kind = begin, label
        elif head in "ME" and start >= 0 and label == kind:
            if head == "E":
                found.append((start, end, kind))
                start = -1
        else:
            start = -1
    return found


def tag_texts(texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """For each text (simplified characters), its ``(start, end, label)`` spans; labels PERSON, ORG, LOC and others.

    Only the first 250 characters of a text are read.
    """
    import numpy as np

    model = _model()
    pieces = [_pieces(text.lower() if len(text.lower()) == len(text) else text, model["index"]) for text in texts]
    results: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    order = sorted((i for i in range(len(texts)) if pieces[i]), key=lambda i: (len(pieces[i]), i))
    for first in range(0, len(order), _BATCH):
        chosen = order[first : first + _BATCH]
        lengths = np.array([len(pieces[i]) for i in chosen])
        ids = np.zeros((len(chosen), int(lengths.max())), dtype=np.int64)
        for row, i in enumerate(chosen):
            ids[row, : len(pieces[i])] = [p[2] for p in pieces[i]]
        rows = model["embedding"][ids]
        places = np.arange(ids.shape[1])[None, :]
        mirror = np.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)[:, :, None]
        for layer in ("l0", "l1"):
            rows = _run_layer(rows, mirror, layer, model)
        scores = _product(rows, model["fc.weight"].T) + model["fc.bias"]
        for i, path in zip(chosen, _decode(scores, lengths, model), strict=True):
            results[i] = _spans(pieces[i], [model["labels"][t] for t in path])
    return results
