"""What each sentence of a report rests on, as a page of W3C Web Annotations (Recommendation of 23 February 2017).

Positions are code points of a source's text, as the data model has them; words are quoted within the quotation budget only,
which the model itself advises where a text's rights are another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.model import Anchor, Article, ReportSentence, Story
from dateline.publish.instants import instant
from dateline.publish.past import modified
from dateline.publish.plain import json_text, plain, web_address
from dateline.publish.quoting import Passage
from dateline.publish.story import number_sentences
from dateline.publish.view import Desk

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dl": "urn:dateline:ns#", "verdict": "dl:verdict",
            "independentSources": "dl:independentSources"}]  # fmt: skip
_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"


def annotation_page(desk: Desk, story: Story, passages: Mapping[str, Sequence[Passage]]) -> bytes:
    """The page of a report: an annotation for each sentence, whose bodies are the passages that it rests on."""
    report = desk.reports[story.id]
    path = f"{desk.lang}/stories/{story.id}"
    page = desk.house.address(f"{path}.html") or f"urn:dateline:{story.id}:{desk.lang}"
    named = [("headline", report.headline), *number_sentences(report)]
    created = modified(desk, story) or instant("")
    made = {
        "@context": _CONTEXT,
        "id": desk.house.address(f"{path}.evidence.jsonld") or f"{page}:evidence",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{page}#{name}-evidence",
                "type": "Annotation",
                "motivation": "linking",
                "created": created,
                "verdict": sentence.support,
                "independentSources": _independent(desk, sentence),
                "body": list(_bodies(desk, sentence, passages.get(name, ()))),
                "target": {
                    "source": page,
                    "selector": {"type": "FragmentSelector", "conformsTo": _FRAGMENT, "value": _fragment(name)},
                },
            }
            for name, sentence in named
            if sentence.anchors
        ],
    }
    return (json_text(made, indent=1) + "\n").encode()


def _fragment(name: str) -> str:
    return "main" if name == "headline" else name


def _independent(desk: Desk, sentence: ReportSentence) -> int:
    return sum(found.independent for o in dict.fromkeys(sentence.origins) if (found := desk.origins.get(o)) is not None)


def _bodies(desk: Desk, sentence: ReportSentence, shown: Sequence[Passage]) -> Iterator[dict[str, Any]]:
    for anchor in sentence.anchors:
        article = desk.articles.get(anchor.article)
        if article is not None:
            yield {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": web_address(article.url) or f"urn:dateline:article:{article.id}",
                **_state(article),
                "selector": [*_quoted(desk, article, anchor, shown), _position(anchor)],
            }


def _state(article: Article) -> dict[str, Any]:
    """Of which time the text is that the positions count in."""
    stamp = article.updated or article.published
    return {"state": {"type": "TimeState", "sourceDate": instant(stamp)}} if stamp else {}


def _position(anchor: Anchor) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}


def _quoted(desk: Desk, article: Article, anchor: Anchor, shown: Sequence[Passage]) -> Iterator[dict[str, Any]]:
    """The words of a passage that the page shows too, as far as they stand so in the source."""
    outlet = desk.outlet(article)
    for passage in shown:
        words = (passage.words or "").removesuffix(" …")
        if (passage.start, passage.end, passage.outlet) == (anchor.start, anchor.end, outlet) and words:
            if plain(words) in anchor.exact:
                yield {"type": "TextQuoteSelector", "exact": words}
            return
