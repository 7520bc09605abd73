"""One contract for every engine: the same results in the same order, also when a worker is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.engine.work import joined, loaded, slowly, squared

from dateline.engine import ClusterError, Engine, InProcess, ProcessPool, RayCluster, choose_engine
from dateline.model import Article, Block, article_id, digest
from dateline.newsroom.day import read_safely

pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning:ray.*", "default::FutureWarning:ray.*")
WORDS = ["tide", "port", "tin", "oar", "pier", "quay", "tug", "reef", "oak"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head that runs nothing and two workers, on loopback."""
    pytest.importorskip("ray", reason="Ray is not installed here: make test installs it")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    for _ in range(2):
        made.add_node(num_cpus=1)
    yield made
    ray.shutdown()
    made.shutdown()


def article_of(text: str) -> Article:
    return Article(
        id=article_id("a", "Harbour Gazette", text),
        source="a",
        outlet="Harbour Gazette",
        lang="en",
        headline="",
        published="2026-01-08",
        published_basis="given",
        text=text,
        blocks=(Block("body", 0, len(text), "en"),),
        source_class="reporting",
    )


def engines(cluster: Any) -> list[Engine]:
    return [InProcess(), ProcessPool(2), RayCluster(cluster.address)]


def test_all_engines_give_the_same(cluster: Any) -> None:
    for engine in engines(cluster):
        assert list(engine.map(squared, range(100))) == [n * n for n in range(100)]
        assert list(engine.by_key(joined, WORDS, key=lambda word: word[0])) == [
            "oar+oak",
            "port+pier",
            "quay",
            "reef",
            "tide+tin+tug",
        ]
        assert list(engine.map(squared, [])) == []
        assert list(engine.by_key(joined, [], key=str)) == []


def test_readings_have_one_digest_on_all_engines(cluster: Any) -> None:
    articles = [
        article_of(f"The foreign minister met envoy number {n} in Busan on Tuesday. No document was signed.")
        for n in range(6)
    ]
    assert len({digest(list(engine.map(read_safely, articles))) for engine in engines(cluster)}) == 1


def test_what_a_worker_needs_is_loaded_once_a_worker(cluster: Any) -> None:
    for engine in (ProcessPool(2), RayCluster(cluster.address)):
        found = list(engine.map(loaded, range(200)))
        assert {times for _, times in found} == {1}
        assert 1 <= len({process for process, _ in found}) <= 2


def test_a_lost_worker_loses_nothing_and_doubles_nothing(cluster: Any, tmp_path: Path) -> None:
    lost = cluster.list_all_nodes()[-1]
    jobs = [(number, str(tmp_path)) for number in range(320)]
    results = []
    for result in RayCluster(cluster.address).map(slowly, jobs):
        results.append(result)
        if len(results) == 33:
            cluster.remove_node(lost, allow_graceful=False)
    assert results == list(range(320))
    assert {path.name for path in tmp_path.iterdir()} == {str(number) for number in range(320)}


def test_a_cluster_that_is_not_there_is_named() -> None:
    pytest.importorskip("ray", reason="Ray is not installed here: make test installs it")
    import ray

    if ray.is_initialized():
        ray.shutdown()
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:1"):
        list(RayCluster("127.0.0.1:1").map(squared, [1]))


def test_an_address_that_is_none_is_named() -> None:
    pytest.importorskip("ray", reason="Ray is not installed here: make test installs it")
    import ray

    if ray.is_initialized():
        ray.shutdown()
    with pytest.raises(ClusterError, match="HOST:PORT"):
        list(RayCluster("nonsense").map(squared, [1]))


def test_the_settings_name_the_engine() -> None:
    assert isinstance(choose_engine(5), InProcess)
    assert isinstance(choose_engine(5, where="pool"), ProcessPool)
    assert isinstance(choose_engine(5, where="process"), InProcess)
    chosen = choose_engine(5, where="ray:10.0.0.7:6379")
    assert isinstance(chosen, RayCluster)
    assert chosen.address == "10.0.0.7:6379"
    with pytest.raises(ValueError, match="auto, process, pool"):
        choose_engine(5, where="cloud")
