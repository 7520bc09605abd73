"""The words of Dateline: frozen value types and nothing else. Imports nothing of Dateline."""

from dateline.model.anchor import Anchor, Quote, normalize_text
from dateline.model.article import Article, Block, Disclosure, Rejected, article_id
from dateline.model.finding import Audit, Evidence, Finding, Judged, PairVerdict, summarize_verdicts
from dateline.model.ladder import Rung, licenses
from dateline.model.ledger import Entity, Judgement, Name, Occupancy, Role
from dateline.model.reading import Act, Claim, DateValue, Mention, Quotation, Reading, Sentence, Signal
from dateline.model.report import Edition, Report, ReportSentence, Withheld
from dateline.model.review import SCOPES, Review, is_full
from dateline.model.story import (
    Account,
    Fact,
    FactValue,
    Origin,
    Participant,
    Party,
    Placement,
    RecordRow,
    Slots,
    Story,
    Telling,
)
from dateline.model.wire import SCHEMA, decode, digest, encode, json_schema

__all__ = [
    "SCHEMA",
    "SCOPES",
    "Account",
    "Act",
    "Anchor",
    "Article",
    "Audit",
    "Block",
    "Claim",
    "DateValue",
    "Disclosure",
    "Edition",
    "Entity",
    "Evidence",
    "Fact",
    "FactValue",
    "Finding",
    "Judged",
    "Judgement",
    "Mention",
    "Name",
    "Occupancy",
    "Origin",
    "PairVerdict",
    "Participant",
    "Party",
    "Placement",
    "Quotation",
    "Quote",
    "Reading",
    "RecordRow",
    "Rejected",
    "Report",
    "ReportSentence",
    "Review",
    "Role",
    "Rung",
    "Sentence",
    "Signal",
    "Slots",
    "Story",
    "Telling",
    "Withheld",
    "article_id",
    "decode",
    "digest",
    "encode",
    "is_full",
    "json_schema",
    "licenses",
    "normalize_text",
    "summarize_verdicts",
]
