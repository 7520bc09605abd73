"""The only place that talks to a language model: one small protocol, a client for any OpenAI-compatible endpoint, a
cache, and a scripted and a recorded model for tests."""

from __future__ import annotations

from dateline.llm.asking import Answer, Kept, Model, ModelError, Prompt, Usage, decode_answer
from dateline.llm.endpoint import Endpoint
from dateline.llm.replaying import Recorded, Recording, Scripted

__all__ = [
    "Answer",
    "Endpoint",
    "Kept",
    "Model",
    "ModelError",
    "Prompt",
    "Recorded",
    "Recording",
    "Scripted",
    "Usage",
    "decode_answer",
]
