"""T01 and T03 for programs: every operation of the API, with everybody's token, about what is theirs, what is others', and what
belongs to another network. An operation without a line here fails."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.config.api import api
from alongside.people.tokens import actions as tokens
from alongside.people.tokens.models import Scope
from tests.security.pages import MEMBERS, NOBODY, OVERSEERS
from tests.security.walking import NEVER, NEVER_KEY, NOWHERE
from tests.security.world import Side, World

pytestmark = pytest.mark.django_db
SEEN = "ama cai bea olu pip"
IN = {200, 400, 409}
NO_TOKEN, DENIED, GONE = 401, 403, 404


@dataclass(frozen=True)
class Line:
    """Who is answered about something near, and about something far where the address names an object; who is denied.

    The others are told that there is nothing. `narrow` lists hold nothing of what stands far, but for those in `far`.
    """

    name: str
    near: str
    far: str = NOBODY
    denied: str = NOBODY
    by: str = ""
    is_narrow: bool = False


LINES = [
    Line("champion_list", MEMBERS, far="ama", is_narrow=True),
    Line("champion_show", SEEN, far="ama"),
    Line("district_list", MEMBERS),
    Line("figure_list", MEMBERS, far="ama", by="champion", is_narrow=True),
    Line("figure_list", MEMBERS, far="ama", by="team", is_narrow=True),
    Line("figure_list", MEMBERS, far="ama", by="organisation", is_narrow=True),
    Line("figure_list", "ama", denied="fay cai bea olu pip nia", by="topic"),
    Line("figure_list", "ama", denied="fay cai bea olu pip nia", by="month"),
    Line("figure_total", OVERSEERS, denied="fay bea nia"),
    Line("organisation_list", MEMBERS),
    Line("person_list", MEMBERS, is_narrow=True),
    Line("project_list", MEMBERS),
    Line("session_list", MEMBERS, far="ama", is_narrow=True),
    Line("session_log", MEMBERS),
    Line("session_show", SEEN, far="ama"),
    Line("team_list", MEMBERS),
    Line("token_show", f"{MEMBERS} eve"),
    Line("topic_list", MEMBERS),
]
DESCRIBED = {
    told["operationId"]: (method, path)
    for path, operations in api.described["paths"].items()
    for method, told in operations.items()
}


def test_every_operation_has_a_line():
    assert sorted({line.name for line in LINES}) == sorted(DESCRIBED)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name} {line.by}".strip())
def test_t01_an_operation_answers_those_who_may_and_nobody_else(world: World, line: Line):
    near, never = path_of(line, "leeds", world.near), path_of(line, NOWHERE, None)
    for name, program in programs(world).items():
        answer = ask(program, line, near)

        assert answer.status_code in awaited(line, name, line.near), f"{name}: {answer.content!r}"
        if answer.status_code == GONE:
            assert answer.content == ask(program, line, never).content, name


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name} {line.by}".strip())
def test_t01_an_operation_knows_nothing_of_another_network(world: World, line: Line):
    names_an_object = "_id" in DESCRIBED[line.name][1] or "{key}" in DESCRIBED[line.name][1]
    for name, program in programs(world).items():
        for slug in ("cardiff", "hidden"):
            if name != "eve" and "{slug}" in DESCRIBED[line.name][1]:
                answer = ask(program, line, path_of(line, slug, world.other))
                assert answer.status_code in {GONE, NO_TOKEN}, name
                assert answer.content == ask(program, line, path_of(line, NOWHERE, None)).content, name
        if names_an_object:
            answer = ask(program, line, path_of(line, "leeds", world.other))
            assert answer.status_code in {GONE, NO_TOKEN}, name
            assert answer.content == ask(program, line, path_of(line, "leeds", None)).content, name


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name} {line.by}".strip())
def test_t03_an_operation_is_no_wider_than_the_member(world: World, line: Line):
    far = path_of(line, "leeds", world.far)
    for name, program in programs(world).items():
        answer = ask(program, line, far)
        told = answer.content.decode()

        if far != path_of(line, "leeds", world.near):
            assert answer.status_code in awaited(line, name, line.far), name
        if line.is_narrow:
            assert any(mark in told for mark in marks(world.far)) == (name in line.far.split()), name
        assert not any(mark in told for side in (world.other, world.hidden) for mark in marks(side)) or name == "eve"


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name} {line.by}".strip())
def test_t01_an_operation_takes_no_cookie(world: World, line: Line):
    for name, client in world.people.items():
        assert ask(client, line, path_of(line, "leeds", world.near)).status_code == NO_TOKEN, name


def programs(world: World) -> dict[str, Client]:
    """A program for each of the members, with a token for everything."""
    made = {}
    for name, member in world.members.items():
        _token, secret = tokens.make(member, name="Walk", scopes=Scope.values, days=1, now=timezone.now())
        made[name] = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
    return made


def awaited(line: Line, name: str, welcome: str) -> set[int]:
    """The statuses that the member may get."""
    if name == "lee":
        return {NO_TOKEN}
    if name in line.denied.split():
        return {DENIED}
    return IN if name in welcome.split() else {GONE}


def path_of(line: Line, network: str, side: Side | None) -> str:
    """The address, about what stands on that side; about what never was without one."""
    return DESCRIBED[line.name][1].format(
        slug=network,
        by=line.by,
        key=side.session.key if side else NEVER_KEY,
        champion_id=side.champion.pk if side else NEVER,
    )


def ask(program: Client, line: Line, path: str) -> Any:
    """The answer; what is posted is an empty session, which is refused."""
    method = getattr(program, DESCRIBED[line.name][0])
    return method(path, "{}", "application/json") if method == program.post else method(path)


def marks(side: Side) -> list[str]:
    """What only an answer about that side holds."""
    name = side.champion.name
    return [
        str(side.session.key),
        f"Heron of {name}",
        f"A note of {name}",
        f'"{name}"',
        f"{name} Branch",
        f"{name} Libraries",
    ]
