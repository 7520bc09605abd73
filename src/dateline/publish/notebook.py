"""What a page asked of its edition, noted while the page is made: it need be made again only when an answer has changed.

The method is that of build systems by verifying traces (Mokhov, Mitchell, Peyton Jones, "Build systems à la carte", 2018).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from functools import wraps
from hashlib import blake2b
from importlib import import_module
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

import msgspec

K = TypeVar("K")
V = TypeVar("V")
P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A", bound="Asked")

_OURS = "dateline.publish."
"""Only functions of these modules are asked: the file that questions are kept in is no program."""
Question = tuple[str | int, ...]
"""How it was asked (``get``, ``has``, ``all``, ``ask``, ``of``), of which table, method or function, and with what."""


class _NewPage:
    """A page of a notebook while it is open; a class, since it is opened for every answer."""

    __slots__ = ("_before", "_notebook")

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def __enter__(self) -> None:
        self._before = self._notebook.asked
        self._notebook.asked = defaultdict(dict)

    def __exit__(self, *_: object) -> None:
        self._notebook.asked = self._before


class Notebook:
    """The questions asked since it was opened, save those that the answer to another one needed: how they were asked, of what
    (``get stories``), and with what, in the order in which they were first asked."""

    __slots__ = ("asked",)

    def __init__(self) -> None:
        """Empty."""
        self.asked: defaultdict[str, dict[Any, None]] = defaultdict(dict)

    def opened(self) -> _NewPage:
        """Note on a new page; what was noted before stays as it was."""
        return _NewPage(self)

    def questions(self) -> list[Question]:
        """What is noted."""
        found: list[Question] = []
        for asked, keys in self.asked.items():
            how, what = asked.split(" ")
            found += [(how, what, *key) if type(key) is tuple else (how, what, key) for key in keys]
        return found


class Table(Mapping[K, V]):
    """A table of an edition. Each look-up is noted; who goes through all of it has asked for all of it."""

    __slots__ = ("_all", "_get", "_has", "_held", "_notebook")

    def __init__(self, name: str, held: Mapping[K, V], notebook: Notebook, told_by: str = "") -> None:
        """``told_by``: the method whose answer for a key has this table's in it, if there is one."""
        self._get = f"ask {told_by}" if told_by else f"get {name}"
        self._has, self._all = f"has {name}", f"all {name}"
        self._held = held
        self._notebook = notebook

    def __getitem__(self, key: K) -> V:
        """The value; noted."""
        self._notebook.asked[self._get][key] = None
        return self._held[key]

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V | R, /) -> V | R: ...
    def get(self, key: K, default: Any = None, /) -> Any:
        """The value or the default; noted."""
        self._notebook.asked[self._get][key] = None
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Whether there is one; noted."""
        self._notebook.asked[self._has][key] = None
        return key in self._held

    def __iter__(self) -> Iterator[K]:
        """All keys; noted as the whole table."""
        self._notebook.asked[self._all][()] = None
        return iter(self._held)

    def values(self) -> ValuesView[V]:
        """All values; noted as the whole table."""
        self._notebook.asked[self._all][()] = None
        return self._held.values()

    def items(self) -> ItemsView[K, V]:
        """All keys with their values; noted as the whole table."""
        self._notebook.asked[self._all][()] = None
        return self._held.items()

    def __len__(self) -> int:
        """How many; noted as the whole table."""
        self._notebook.asked[self._all][()] = None
        return len(self._held)


class Shelf:
    """What is the same for all who ask of one edition, whatever their language: tables and digests of answers, made once."""

    __slots__ = ("digests", "tables")

    def __init__(self) -> None:
        """Empty."""
        self.tables: dict[str, Mapping[Any, Any]] = {}
        self.digests: dict[Question, bytes] = {}


class Asked:
    """Something that pages ask: by tables (``table``) and by methods whose answers are kept (``question``)."""

    notebook: Notebook
    answers: defaultdict[str, dict[tuple[Any, ...], Any]]

    def __init__(self, shelf: Shelf | None = None) -> None:
        """Nothing asked yet. ``shelf``: that of another one, of the same edition."""
        self.notebook, self.answers = Notebook(), defaultdict(dict)
        self.shelf = Shelf() if shelf is None else shelf

    def ask(self: A, answer: Callable[Concatenate[A, P], R], *args: P.args, **none: P.kwargs) -> R:
        """The answer that a function of a module gives of this edition; kept and noted as a ``question``'s is."""
        noted = f"of {answer.__module__}:{answer.__name__}"
        self.notebook.asked[noted][args] = None
        kept = self.answers[noted]
        if args not in kept:
            with self.notebook.opened():
                kept[args] = answer(self, *args, **none)
        found: R = kept[args]
        return found

    def lay_tables(self) -> None:
        """Make every table, so that processes that are forked from this one find them made."""
        for kind in type(self).__mro__:
            for name, made in vars(kind).items():
                if isinstance(made, table):
                    getattr(self, name)

    def digest_of(self, question: Question) -> bytes:
        """A digest of the answer to a question; made once for all who share a shelf, where it is the same for all."""
        if not getattr(getattr(type(self), str(question[1]), None), "is_shared", False):
            return blake2b(msgspec.msgpack.encode(self._answer(question)), digest_size=16).digest()
        held = self.shelf.digests
        found = held.get(question)
        if found is None:
            found = held[question] = blake2b(msgspec.msgpack.encode(self._answer(question)), digest_size=16).digest()
        return found

    def _answer(self, question: Question) -> Any:
        how, name, *args = question
        try:
            with self.notebook.opened():
                if how == "of":
                    module, _, function = str(name).partition(":")
                    if not module.startswith(_OURS):
                        raise KeyError(module)
                    return self.ask(getattr(import_module(module), function), *args)
                asked = getattr(self, str(name))
                if not isinstance(asked, Table):
                    return asked(*args)
                if how == "all":
                    return list(asked.items())
                key = args[0] if len(args) == 1 else tuple(args)
                return key in asked if how == "has" else asked.get(key)
        except KeyError as gone:
            return ["of what this edition has no longer", str(gone)]


class table(Generic[A, K, V]):
    """A method that makes a table, made once, whose look-ups are noted. ``told_by`` as in ``Table``; ``is_shared``: it is the
    same for all who ask."""

    def __init__(self, make: Callable[[A], Mapping[K, V]], told_by: str = "", *, is_shared: bool = False) -> None:
        """Of the method."""
        self._make, self._told_by, self.is_shared = make, told_by, is_shared
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """The table is called as its method is."""
        self._name = name

    @overload
    def __get__(self, holder: None, owner: type) -> table[A, K, V]: ...
    @overload
    def __get__(self, holder: A, owner: type) -> Table[K, V]: ...
    def __get__(self, holder: A | None, owner: type) -> Table[K, V] | table[A, K, V]:
        """The table of a holder."""
        if holder is None:
            return self
        held = holder.shelf.tables.get(self._name) if self.is_shared else None
        if held is None:
            with holder.notebook.opened():
                held = self._make(holder)
            if self.is_shared:
                holder.shelf.tables[self._name] = held
        made = Table(self._name, held, holder.notebook, self._told_by)
        holder.__dict__[self._name] = made  # found there from now on
        return made


def table_within(told_by: str, *, is_shared: bool = False) -> Callable[[Callable[[A], Mapping[K, V]]], table[A, K, V]]:
    """A table whose answers are part of those of a question that has several tables' (``told_by``)."""
    return lambda make: table(make, told_by, is_shared=is_shared)


def shared_table(make: Callable[[A], Mapping[K, V]]) -> table[A, K, V]:
    """A table that is the same in every language."""
    return table(make, is_shared=True)


def question(method: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """A method that answers a page's question: answered once, noted as it is asked, with nothing of what its answer needed."""
    noted = f"ask {method.__name__}"

    @wraps(method)
    def ask(self: A, /, *args: P.args, **none: P.kwargs) -> R:
        self.notebook.asked[noted][args] = None
        kept = self.answers[noted]
        if args not in kept:
            with self.notebook.opened():
                kept[args] = method(self, *args, **none)
        found: R = kept[args]
        return found

    return cast("Callable[Concatenate[A, P], R]", ask)


def shared_question(method: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """A question whose answer is the same in every language."""
    asked = question(method)
    vars(asked)["is_shared"] = True
    return asked
