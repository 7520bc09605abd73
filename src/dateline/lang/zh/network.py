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
_BATCH = 64
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


def _run_direction(rows: Any, lengths: Any, layer: str, model: dict[str, Any], *, backward: bool) -> Any:
    """One direction of one LSTM layer over a padded batch ``(batch, time, features)``."""
    import numpy as np

    suffix = f"{layer}_reverse" if backward else layer
    gates_in = rows @ model[f"lstm.weight_ih_{suffix}"].T + (
        model[f"lstm.bias_ih_{suffix}"] + model[f"lstm.bias_hh_{suffix}"]
    )
    recurrent = model[f"lstm.weight_hh_{suffix}"].T
    batch, steps, _ = rows.shape
    out = np.zeros((batch, steps, _HIDDEN), dtype=np.float32)
    hidden = np.zeros((batch, _HIDDEN), dtype=np.float32)
    cell = np.zeros((batch, _HIDDEN), dtype=np.float32)
    for step in range(steps - 1, -1, -1) if backward else range(steps):
        alive = (lengths > step)[:, None]
        gates = gates_in[:, step] + hidden @ recurrent
        squashed = 1 / (1 + np.exp(-np.clip(gates, -30, 30)))
        kept, forget, give = squashed[:, :64], squashed[:, 64:128], squashed[:, 192:]
        new_cell = forget * cell + kept * np.tanh(gates[:, 128:192])
        new_hidden = give * np.tanh(new_cell)
        cell = np.where(alive, new_cell, cell)
        hidden = np.where(alive, new_hidden, hidden)
        out[:, step] = np.where(alive, new_hidden, 0)
    return out


def _decode(scores: Any, model: dict[str, Any]) -> list[int]:
    """The best path of the CRF (Viterbi) over ``(time, tags)``."""
    import numpy as np

    transitions = model["crf.transitions"]
    best = model["crf.start_transitions"] + scores[0]
    back: list[Any] = []
    for row in scores[1:]:
        paths = best[:, None] + transitions
        choice = paths.argmax(axis=0)
        back.append(choice)
        best = paths[choice, np.arange(len(choice))] + row
    tag = int((best + model["crf.end_transitions"]).argmax())
    path = [tag]
    for choice in reversed(back):
        tag = int(choice[tag])
        path.append(tag)
    return path[::-1]


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
        for layer in ("l0", "l1"):
            ahead = _run_direction(rows, lengths, layer, model, backward=False)
            behind = _run_direction(rows, lengths, layer, model, backward=True)
            rows = np.concatenate((ahead, behind), axis=2)
        scores = rows @ model["fc.weight"].T + model["fc.bias"]
        for row, i in enumerate(chosen):
            path = _decode(scores[row, : len(pieces[i])], model)
            results[i] = _spans(pieces[i], [model["labels"][t] for t in path])
    return results
