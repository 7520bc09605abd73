"""Any OpenAI-compatible endpoint, by its base URL: a local server, a gateway or a vendor."""

from __future__ import annotations

import time
from collections import deque
from os import environ
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from dateline.llm.asking import Answer, ModelError, Prompt
from dateline.llm.bounded import bounded_client

if TYPE_CHECKING:
    from openai import OpenAI

FORMS = ("json_schema", "json_object", "plain")
_MINUTE = 60.0
_MILLION = 1_000_000
_MOST_TOKENS = 10**9


class _Message(Struct):
    content: str | None = None


class _Choice(Struct):
    message: _Message


class _Completion(Struct):
    """What is taken from a chat completion; a server may say anything else beside it."""

    choices: list[_Choice] | None = None
    usage: Any = None


def _tokens(usage: Any, name: str) -> int:
    """A count of tokens; 0 where the server tells none."""
    told = usage.get(name) if isinstance(usage, dict) else None
    return told if isinstance(told, int) and 0 <= told < _MOST_TOKENS else 0


class Endpoint:
    """A model behind ``base_url``. Time-outs and retries with back-off are the client library's; at most ``per_minute``
    requests are sent a minute. A server that knows no JSON Schema is asked for a JSON object, then in words."""

    def __init__(
        self,
        base_url: str,
        name: str,
        *,
        key: str | None = None,
        timeout: float = 60.0,
        retries: int = 2,
        per_minute: int = 60,
        prices: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """``key``: the environment variable with the key. ``prices``: of a million tokens in, and out."""
        self.base_url, self._name, self._key = base_url, name, key
        self._timeout, self._retries, self._per_minute, self._prices = timeout, retries, max(1, per_minute), prices
        self._client: OpenAI | None = None
        self._form = 0
        self._sent: deque[float] = deque()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def ask(self, prompt: Prompt) -> Answer:
        """The answer to a prompt. Raises ModelError with the endpoint, the reason and the remedy."""
        import openai

        client = self._open()
        while True:
            self._wait()
            try:
                made = client.chat.completions.with_raw_response.create(
                    model=self._name,
                    messages=[
                        {"role": "system", "content": prompt.system},
                        {"role": "user", "content": prompt.user},
                    ],
                    max_tokens=prompt.max_tokens,
                    temperature=0,
                    seed=0,
                    **self._answer_form(prompt),
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if self._form + 1 == len(FORMS):
                    raise self._fault(error) from error
                self._form += 1
                continue
            except openai.OpenAIError as error:
                raise self._fault(error) from error
            return self._answer(made.http_response.content)

    def _open(self) -> OpenAI:
        if self._client is None:
            try:
                from openai import OpenAI
            except ImportError as error:
                raise ModelError(
                    "a model is configured, but its client is not here: install dateline[model]"
                ) from error
            key = environ.get(self._key, "") if self._key else "none"
            if not key:
                raise ModelError(f"the key of {self.base_url} is read from {self._key}, which is not set")
            self._client = OpenAI(
                base_url=self.base_url,
                api_key=key,
                timeout=self._timeout,
                max_retries=self._retries,
                http_client=bounded_client(self._timeout),  # type: ignore[arg-type]  # its name for the same client
            )
        return self._client

    def _answer_form(self, prompt: Prompt) -> dict[str, Any]:
        form = FORMS[self._form]
        if form == "json_schema":
            named = {"name": "answer", "strict": True, "schema": dict(prompt.schema)}
            return {"response_format": {"type": "json_schema", "json_schema": named}}
        return {"response_format": {"type": "json_object"}} if form == "json_object" else {}

    def _answer(self, body: bytes) -> Answer:
        try:
            made = msgspec.json.decode(body, type=_Completion)
        except (ValueError, RecursionError) as error:
            raise ModelError(
                f"{self._name} at {self.base_url} answered nothing of the form asked for: {error}"
            ) from error
        text = made.choices[0].message.content if made.choices else None
        if not text:
            raise ModelError(f"{self._name} at {self.base_url} answered nothing")
        used_in, used_out = _tokens(made.usage, "prompt_tokens"), _tokens(made.usage, "completion_tokens")
        cost = (used_in * self._prices[0] + used_out * self._prices[1]) / _MILLION
        return Answer(text=text, model=self._name, tokens_in=used_in, tokens_out=used_out, cost=cost)

    def _wait(self) -> None:
        """Hold back until one more request keeps within the limit of a minute."""
        now = time.monotonic()
        while self._sent and now - self._sent[0] >= _MINUTE:
            self._sent.popleft()
        if len(self._sent) >= self._per_minute:
            time.sleep(_MINUTE - (now - self._sent[0]))
            self._sent.popleft()
        self._sent.append(time.monotonic())

    def _fault(self, error: Exception) -> ModelError:
        return ModelError(
            f"{self._name} at {self.base_url} gave no answer ({type(error).__name__}: {error}); "
            "reports are written by grammar until it does"
        )
