"""Knocks at a page as everybody, about everything, and tells what came back that should not have."""

import copy
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.security.pages import Page
from tests.security.world import STRANGER, Side, World

NEVER = 987_654_321
NEVER_KEY = uuid.UUID(int=NEVER)
NOWHERE = "never-was"
LOGIN = re.compile(r"^/account/(login|reauthenticate)[^?]*\?next=")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
PASSING = {"Content-Length", "Expires", "Set-Cookie"}
GONE, NOT_THIS_WAY, REFUSED, BROKEN = 404, 405, 409, 500
TO_THERE = {301, 302, 303}


def patterns(
    resolver: URLResolver | None = None, space: str = "", before: str = ""
) -> Iterator[tuple[str, URLPattern, str]]:
    """Every address: its name, its pattern, and how it is written."""
    for pattern in (resolver or get_resolver()).url_patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, written)
        else:
            yield f"{space}{pattern.name}", pattern, written


def is_ours(pattern: URLPattern) -> bool:
    """Whether the view is part of Alongside, not of a library."""
    return str(getattr(pattern.callback, "__module__", "")).startswith(("alongside.", "tests."))


def names_in(page: Page) -> list[str]:
    """The parts of the page's address, such as `network` and `session_id`."""
    return next(re.findall(r"<(?:\w+:)?(\w+)>", written) for name, _pattern, written in patterns() if name == page.name)


@dataclass(frozen=True)
class Knock:
    """One way to ask for a page: through a network, about an object; `never` is the same about what never was."""

    what: str
    path: str
    never: str
    welcome: frozenset[str]


def path_of(page: Page, *, network: object, side: Side | None) -> str:
    """The address of the page through that network, about what stands on that side; about what never was without a side."""
    if page.path:
        return page.path
    parts: dict[str, Any] = {}
    for name in names_in(page):
        found = page.words.get(name) or (network if name == "network" else side.of(name) if side else never(name))
        assert found is not None, (
            f"Side in tests/security/world.py has no {name}: add one, so that {page.name} can be tried."
        )
        parts[name] = found
    return reverse(page.name, kwargs=parts)


def never(name: str) -> object:
    """What stands in an address for what never was."""
    return NEVER if name.endswith("_id") else NEVER_KEY if name == "key" else NOWHERE


def knocks(page: Page, world: World) -> Iterator[Knock]:
    """All the ways in which the page can be asked for."""
    names = set(names_in(page)) - set(page.words)
    public = frozenset(page.near.split() if STRANGER in page.near.split() else [])

    def knock(what: str, network: object, side: Side, welcome: frozenset[str]) -> Knock:
        never = path_of(page, network=network if names - {"network"} else NOWHERE, side=None)
        return Knock(what, path_of(page, network=network, side=side), never, welcome)

    near, far = frozenset(page.near.split()), frozenset(page.far.split())
    eve = frozenset({"eve"} if "ama" in near else [])
    yield knock("near", "leeds", world.near, near)
    if names - {"network"}:
        yield knock("far", "leeds", world.far, far)
        yield knock("Cardiff's through Leeds", "leeds", world.other, frozenset())
        if "network" in names:
            yield knock("Leeds's through Cardiff", "cardiff", world.near, frozenset())
    if "network" in names:
        yield knock("Cardiff's", "cardiff", world.other, public | eve)
        yield knock("Hidden's", "hidden", world.hidden, frozenset())


def findings(page: Page, world: World) -> list[str]:
    """Everything that is wrong with who gets the page: an empty list when networks do not leak."""
    method = "get"
    first = next(iter(page.near.split()), STRANGER)
    if ask(world, first, path_of(page, network="leeds", side=world.near), method).status_code == NOT_THIS_WAY:
        method = "post"
    found, nevers = [], dict[tuple[str, str], Any]()

    def never_was(person: str, path: str) -> Any:
        if (person, path) not in nevers:
            nevers[person, path] = ask(world, person, path, method)
        return nevers[person, path]

    for knock in knocks(page, world):
        for person in world.people:
            fault = fault_of(page, world, knock, person, method, never_was=never_was)
            found += [f"{person} {method}s {knock.path} ({knock.what}): {fault}"] if fault else []
    return found


def ask(world: World, person: str, path: str, method: str, **sent: Any) -> Any:
    """The answer; what it changed in the database and in the person's cookies is taken back."""
    client = world.people[person]
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(path, **sent)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def fault_of(page: Page, world: World, knock: Knock, person: str, method: str, *, never_was: Any) -> str:
    """What is wrong with the answer to one person; empty when nothing is."""
    answer = ask(world, person, knock.path, method)
    if answer.status_code >= BROKEN:
        return f"{answer.status_code}, a fault of ours"
    if person not in knock.welcome:
        return shut_out_wrongly(answer, never_was(person, knock.never), knock, person)
    wanted = REFUSED if person in page.refused.split() and "Cardiff" not in knock.what else 0
    if wanted and answer.status_code != wanted:
        return f"{answer.status_code}, though a refusal in words was promised"
    return "" if wanted or is_in(answer, person, method) else f"{answer.status_code}, though they may"


def is_in(answer: Any, person: str, method: str) -> bool:
    """Whether the person got in: the page, or the way to another page of ours that is not the sign-in page."""
    if answer.status_code in TO_THERE:
        there = answer["Location"]
        return there.startswith("/") and not there.startswith("//") and (person == STRANGER or not LOGIN.match(there))
    return (
        answer.status_code == 200
        or (method == "post" and answer.status_code in {400, REFUSED})
        or answer.status_code == REFUSED
    )


def shut_out_wrongly(answer: Any, never: Any, knock: Knock, person: str) -> str:
    """What tells this answer from that for something that never was; empty when nothing does."""
    if answer.status_code in TO_THERE and person == STRANGER and LOGIN.match(answer["Location"]):
        same = answer["Location"].replace(knock.path, "") == never["Location"].replace(knock.never, "")
        return "" if same else "is sent to sign in by another way than for something that never was"
    if answer.status_code != GONE:
        return f"{answer.status_code} instead of 404"
    if told(answer, knock.path) != told(never, knock.never):
        return "the 404 differs from that of something that never was"
    return ""


def told(answer: HttpResponseBase, path: str) -> tuple[int, str, dict[str, str]]:
    """All that an answer says, but its own address, the token of its forms and the time of day."""
    body = TOKEN.sub("", bytes(getattr(answer, "content", b"")).decode(errors="replace")).replace(path, "")
    heads = {name: value for name, value in answer.items() if name not in PASSING}
    return answer.status_code, body, heads
