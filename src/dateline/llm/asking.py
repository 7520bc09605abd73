"""What is asked of a model and what it answers, whatever model it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec import Struct

from dateline.model import digest

T = TypeVar("T")


class ModelError(RuntimeError):
    """No usable answer: the message names the endpoint, the reason and the remedy."""


class Prompt(Struct, frozen=True, kw_only=True):
    """One request. ``system`` holds our rules, ``user`` the data; ``schema`` is the JSON Schema of the answer."""

    system: str
    user: str
    schema: Mapping[str, Any]
    max_tokens: int = 2048


class Answer(Struct, frozen=True, kw_only=True):
    """A model's words, and what they cost. ``cost`` is in the currency of the prices that the settings give."""

    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    cached: bool = False


class Model(Protocol):
    """Anything that answers."""

    @property
    def name(self) -> str:
        """The name that reports carry (``written_by``) and that answers are kept under."""
        ...

    def ask(self, prompt: Prompt) -> Answer:
        """The answer to a prompt. Raises ModelError."""
        ...


class Kept:
    """A model whose answers are kept by the digest of its name and the prompt: nothing is paid for twice."""

    def __init__(self, model: Model, find: Callable[[str], Answer | None], keep: Callable[[str, Answer], None]) -> None:
        self._model, self._find, self._keep = model, find, keep

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._model.name

    def ask(self, prompt: Prompt) -> Answer:
        """The kept answer, else a new one. Raises ModelError."""
        key = digest(self._model.name, prompt)
        known = self._find(key)
        if known is not None:
            return msgspec.structs.replace(known, cached=True, cost=0.0)
        made = self._model.ask(prompt)
        self._keep(key, made)
        return made


class Usage:
    """A model that counts what passes through it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.answers = 0
        self.cached = 0
        self.tokens_in = 0
        self.tokens_out = 0
        self.cost = 0.0

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._model.name

    def ask(self, prompt: Prompt) -> Answer:
        """The answer of the model behind. Raises ModelError."""
        answer = self._model.ask(prompt)
        self.answers += 1
        self.cached += answer.cached
        if not answer.cached:
            self.tokens_in += answer.tokens_in
            self.tokens_out += answer.tokens_out
            self.cost += answer.cost
        return answer


def decode_answer(answer: Answer, type_: type[T]) -> T:
    """The answer as a value of ``type_``; words around its one JSON object are passed over. Raises ModelError."""
    text = answer.text
    first, last = text.find("{"), text.rfind("}")
    try:
        return msgspec.json.decode(text[first : last + 1].encode(), type=type_)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{answer.model} answered no JSON of the form asked for ({error})") from error
