"""T01: every page, as everybody, about what is theirs, what is others', and what belongs to another network."""

import logging
import re

import pytest

from tests.security import rows
from tests.security.pages import MEMBERS, PAGES, Page
from tests.security.walking import NEVER, NEVER_KEY, NOWHERE, findings, is_ours, patterns
from tests.security.world import Side, World

pytestmark = pytest.mark.django_db
ROWS = {page.name: page for page in PAGES}
LOOKS = ("get", "head", "options")
LOOKERS = ("ama", "bea", "stranger")


def test_every_page_has_a_row():
    lacking = sorted({name for name, pattern, _ in patterns() if is_ours(pattern)} - set(ROWS))

    assert lacking == [], (
        f"Nobody has said who may open {', '.join(lacking)}: add a row in tests/security/pages.py for each. "
        "The page is then tried as everybody, about their own rows and about those of another network."
    )


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name in {name for name, _, _ in patterns()}], ids=lambda page: page.name
)
def test_t01_a_page_opens_for_those_who_may_and_for_nobody_else(world: World, page: Page):
    before = rows.digests()

    assert findings(page, world) == []
    assert rows.changed(before, rows.digests()) == []


def test_t01_catches_a_page_that_shows_any_session(world: World, leaky: None):
    found = findings(Page("any_session", "ama cai bea olu pip", far="ama"), world)

    assert any("bea gets" in line and "(far): 200" in line for line in found)
    assert any("bea gets" in line and "(Cardiff's through Leeds): 200" in line for line in found)
    assert any("eve gets" in line and "(Leeds's through Cardiff): 200" in line for line in found)


def test_t01_catches_a_404_that_tells_what_is_there(world: World, leaky: None):
    found = findings(Page("tells_apart", ""), world)

    assert any("bea gets" in line and "(Cardiff's through Leeds): the 404 differs" in line for line in found)


def test_t01_catches_a_page_that_is_open_to_strangers(world: World, leaky: None):
    found = findings(Page("open_door", MEMBERS), world)

    assert any("stranger gets" in line and "(near): 200" in line for line in found)


def noted(world: World, caplog: pytest.LogCaptureFixture, person: str, path: str) -> tuple[int, list[str]]:
    """What the person is told, and what is written down about it."""
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="alongside"):
        status = world.people[person].get(path).status_code
    return status, [record.getMessage() for record in caplog.records if record.name == "alongside.kit.safety"]


def test_t01_it_is_written_down_who_asked_for_what_is_not_theirs(world: World, caplog: pytest.LogCaptureFixture):
    """The same line for what never was, so that the log is no oracle either; none for what opens, none with a secret."""
    bea = world.members["bea"].account_id
    for number in (world.other.session.pk, NEVER):
        path = f"/n/leeds/sessions/{number}/"
        line = f"Account {bea} asked for {path} and was told that there is nothing."
        assert noted(world, caplog, "bea", path) == (404, [line])
    assert noted(world, caplog, "bea", f"/n/leeds/sessions/{world.near.session.pk}/") == (200, [])
    assert noted(world, caplog, "bea", "/n/leeds/invitation/never-was/")[1] == []
    assert noted(world, caplog, "stranger", f"/n/leeds/sessions/{NEVER}/")[1] == []


def every_look(world: World, name: str, written: str):
    """Look at the address as three of the people, in every way that must change nothing; T01 looks as everybody."""
    for path in addresses(world, name, written):
        for person in LOOKERS:
            for look in LOOKS:
                answer = getattr(world.people[person], look)(path)
                assert answer.status_code < 500, f"{look} {path}: {answer.status_code}"


def addresses(world: World, name: str, written: str) -> set[str]:
    """The address about what stands near, and about what never was."""
    words = ROWS[name].words if name in ROWS else {}
    return {"/" + filled(written, words, side) for side in (world.near, None)}


def filled(written: str, words: dict[str, str], side: Side | None) -> str:
    """The address with something in each of its parts."""

    def value(part: re.Match[str]) -> str:
        kind, name = part.groups()
        known = words.get(name) or (side.of(name) if side else None)
        return str(
            known or {"int:": NEVER, "uuid:": NEVER_KEY}.get(kind) or ("leeds" if name == "network" else NOWHERE)
        )

    return re.sub(r"<(\w+:)?(\w+)>", value, written)


@pytest.mark.parametrize(
    ("name", "written"), [(name, written) for name, _, written in patterns() if "(?P" not in written], ids=str
)
def test_t33_looking_changes_nothing(world: World, name: str, written: str):
    before = rows.digests()

    every_look(world, name, written)

    assert rows.changed(before, rows.digests()) == []


def test_t33_catches_a_page_that_changes_something_when_looked_at(world: World, leaky: None):
    before = rows.digests()

    every_look(world, "counts_visits", "n/<slug:network>/visits/")

    assert rows.changed(before, rows.digests()) == ["networks_network"]
