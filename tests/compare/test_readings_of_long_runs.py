"""A run of characters that is no name is compared as fast as a name is."""

from __future__ import annotations

import time

from dateline.lang.compare import compare_names


def test_a_long_run_of_characters_is_no_name_and_costs_no_time() -> None:
    begun = time.process_time()
    found = compare_names("하은주", "韓国科学技術情報通信部長官会談共同声明発表延期")
    assert found.relation != "equal"
    assert time.process_time() - begun < 5
