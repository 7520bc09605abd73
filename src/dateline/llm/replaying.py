"""Models without a model: one that follows a script, one that repeats what was recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from dateline.llm.asking import Answer, Model, ModelError, Prompt
from dateline.model import digest


class Scripted:
    """A model that answers by a function of the prompt."""

    def __init__(self, script: Callable[[Prompt], str], name: str = "scripted") -> None:
        self._script, self._name = script, name

    @property
    def name(self) -> str:
        """The name given to it."""
        return self._name

    def ask(self, prompt: Prompt) -> Answer:
        """What the script says."""
        text = self._script(prompt)
        return Answer(text=text, model=self._name, tokens_in=len(prompt.user) // 4, tokens_out=len(text) // 4)


class Recording:
    """A model whose answers are written to a file as they come, a JSON line each."""

    def __init__(self, model: Model, path: Path) -> None:
        self._model, self._path = model, path

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._model.name

    def ask(self, prompt: Prompt) -> Answer:
        """The answer of the model behind, recorded. Raises ModelError."""
        answer = self._model.ask(prompt)
        line = {"prompt": digest(prompt), "answer": msgspec.to_builtins(answer)}
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
        return answer


class Recorded:
    """The answers of a recording, by prompt: the same run again without the model."""

    def __init__(self, path: Path) -> None:
        """Read a recording. Raises OSError or msgspec.DecodeError."""
        rows = [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]
        self._path = path
        self._answers = {row["prompt"]: msgspec.convert(row["answer"], Answer) for row in rows}
        self._name = next((a.model for a in self._answers.values()), "recorded")

    @property
    def name(self) -> str:
        """The name of the model that was recorded."""
        return self._name

    def ask(self, prompt: Prompt) -> Answer:
        """The recorded answer. Raises ModelError for a prompt that is not in the recording."""
        found = self._answers.get(digest(prompt))
        if found is None:
            raise ModelError(f"{self._path} holds no answer to this prompt: record the run again")
        return found
