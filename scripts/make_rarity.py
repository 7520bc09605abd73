"""Make ``src/dateline/lang/rarity.npz``: how rare words are in news, as counts of documents by hashed word, nothing else.

Usage: python scripts/make_rarity.py LANG=FILE[,FILE...] ... (each FILE one document a line, plain text; a word is as common
as in the file where it is most common, so that short and long texts can stand side by side)

The table in the project was made of the feed items of NewScopeDaily (MIT) and of the news of WiCE (ODC-BY), SummEdits
(Apache-2.0) and ECB+ (CC BY) for English, Japanese Wikinews (CC BY 2.5), the real halves of UHGEval (Apache-2.0), and the
news sentences of KLUE-NLI (CC BY-SA 4.0); none of them is scored for stories.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.lang.rarity import BINS, STEPS, count_tokens, rarity_bin


def make_table(files: Sequence[Sequence[str]]) -> npt.NDArray[np.uint8]:
    """The rarity of each bin, ln(1 + documents / documents with the bin), in steps of 1 / ``STEPS``."""
    common = np.zeros(BINS)
    for documents in files:
        holders = np.ones(BINS)
        for text in documents:
            holders[sorted({rarity_bin(t) for t in count_tokens(text)})] += 1
        common = np.maximum(common, np.minimum(holders / len(documents), 1.0) * (holders > 1))
    rarest = max(len(documents) for documents in files)
    rarity = np.log1p(1 / np.maximum(common, 1 / rarest))
    return np.asarray(np.minimum(np.rint(rarity * STEPS), 255), dtype=np.uint8)


def main(argv: Sequence[str]) -> None:
    """Write the table of the languages given."""
    tables = {}
    for argument in argv:
        lang, paths = argument.split("=", 1)
        tables[lang] = make_table([Path(p).read_text(encoding="utf-8").splitlines() for p in paths.split(",")])
    np.savez_compressed(Path("src/dateline/lang/rarity.npz"), allow_pickle=False, **tables)


if __name__ == "__main__":
    main(sys.argv[1:])
