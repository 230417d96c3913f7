"""Whose something is: organisations found by code or name, or new ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from alongside.overview.exchange.rules.names import organisation_key


class Known(NamedTuple):
    """An organisation of the network."""

    pk: int
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation as a row means it: without an id when it is new; `learnt` are fields that the row taught us of it."""

    pk: int | None
    name: str
    code: str = ""
    learnt: tuple[tuple[str, str], ...] = ()


@dataclass
class Organisations:
    """The organisations of a network, and the new ones that rows have named so far."""

    known: Iterable[Known]
    votes: Mapping[tuple[str, str], Counter[int]] = field(default_factory=dict)
    """For a name and code as told: how many of its places stand under which organisation already."""

    def __post_init__(self) -> None:
        self._by_code = {one.code.casefold(): one for one in self.known if one.code}
        self._by_name = {one.name.casefold(): one for one in self.known}
        self._by_pk = {one.pk: one for one in self.known}
        alike = defaultdict(list)
        for one in self.known:
            alike[organisation_key(one.name)].append(one)
        self._by_key = {key: found[0] for key, found in alike.items() if len(found) == 1}
        self._told: dict[tuple[str, str], Owner] = {}
        self._new: dict[str, Owner] = {}

    @property
    def new(self) -> list[Owner]:
        """The organisations that rows have named and that are not there yet."""
        return list(self._new.values())

    def owner(self, name: str, code: str = "") -> Owner:
        """The organisation that is meant: by its code, its name, a like name, or where its places stand; else a new one."""
        told = (name, code)
        if told not in self._told:
            found = self._find(name, code)
            self._told[told] = self._taught(found, name, code) if found else self._added(name, code)
        return self._told[told]

    def _find(self, name: str, code: str) -> Known | None:
        exact = self._by_code.get(code.casefold()) or self._by_name.get((name or code).casefold())
        return exact or (self._by_key.get(organisation_key(name)) if name else None) or self._voted(name, code)

    def _voted(self, name: str, code: str) -> Known | None:
        """The organisation under which more than half of the places stand that we know."""
        votes = self.votes.get((name, code))
        if not votes:
            return None
        winner, most = votes.most_common(1)[0]
        return self._by_pk[winner] if most * 2 > votes.total() else None

    def _taught(self, found: Known, name: str, code: str) -> Owner:
        """The organisation with the code it lacked, or the name in place of its code."""
        learnt = [("code", code)] if code and not found.code else []
        if name and found.code and found.name == found.code:
            learnt.append(("name", name))
        return Owner(found.pk, found.name, found.code, tuple(learnt))

    def _added(self, name: str, code: str) -> Owner:
        key = organisation_key(name or code)
        return self._new.setdefault(key, Owner(None, name or code, code))
