"""Undoing what a file brought in."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from alongside.helping.figures.models import Figure
from alongside.helping.sessions import actions as session_actions
from alongside.helping.sessions.models import Session, Topic
from alongside.helping.sessions.queries import recounting
from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from alongside.overview.exchange import actions
from alongside.overview.exchange.models import Change, Kind, Run
from alongside.overview.exchange.queries import staying
from alongside.overview.exchange.rules.rights import UNDO_FOR
from alongside.overview.exchange.tests.conftest import counts
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.networks import actions as networks
from alongside.people.networks.models import District, Organisation, Team
from conftest import NOW

PLACES = "Council,Name,Postcode,Email\nLeeds,Garforth,LS25 1EH,\nLeeds,Otley,LS21 3AQ,otley@example.org\n"


def test_undo_removes_what_was_made(network, bring_in, undo):
    run = bring_in(PLACES)
    assert Team.objects.count() == 2

    undo(run)

    assert run.state == "undone"
    assert [model.objects.count() for model in (Team, Organisation, District, Change)] == [0, 0, 0, 0]
    assert Deed.objects.filter(chain=network.pk, verb="undid").count() == 1
    assert counts(bring_in(PLACES)) == (2, 2, 0, 0, 0)


def test_undo_restores_what_was_altered(network, bring_in, undo):
    bring_in(PLACES)
    before = list(Team.objects.order_by("pk").values())
    run = bring_in("Council,Name,Email,Monday,Closed\nLeeds,Garforth,g@example.org,09:00-17:00,2020\nLeeds,Otley,,,\n")
    assert list(Team.objects.order_by("pk").values()) != before

    undo(run)

    assert (run.state, list(Team.objects.order_by("pk").values())) == ("undone", before)


def test_undo_leaves_what_somebody_has_changed_since(network, bring_in, undo):
    bring_in(PLACES)
    run = bring_in("Council,Name,Email,Type\nLeeds,Garforth,g@example.org,Hub\n")
    Team.objects.filter(name="Garforth").update(email="newer@example.org")

    undo(run)

    assert Team.objects.values_list("email", "kind").get(name="Garforth") == ("newer@example.org", "")


def reasons(run: Run) -> dict[str, str]:
    """Why each row stays, by its name."""
    return {row.name: staying.why_of(row) for row in staying.rows_staying(run)}


def test_undo_takes_nothing_out_while_something_relies_on_what_came_in(network, bring_in, undo):
    run = bring_in(PLACES)
    champions.enrol(
        network, name="Siân", started_on=NOW.date(), now=NOW, details={"team": Team.objects.get(name="Otley")}
    )

    undo(run)

    assert run.state == "done"
    assert run.refusal == "3 things that came in with this file have to stay, so nothing was undone."
    assert reasons(run) == {
        "Otley": "A champion belongs to it",
        "Leeds": "A champion belongs to it",
        "LS21": "A place belongs to it",
    }
    assert Team.objects.count() == 2


def test_undo_leaves_what_has_to_stay_once_that_was_told(network, bring_in, undo):
    run = bring_in(PLACES)
    champions.enrol(
        network, name="Siân", started_on=NOW.date(), now=NOW, details={"team": Team.objects.get(name="Otley")}
    )
    with pytest.raises(Refused, match="Undo the whole file first"):
        undo(run, leaves=True)
    undo(run)

    undo(run, leaves=True)

    assert (run.state, run.refusal, run.stayed) == ("undone", "", 3)
    assert list(Team.objects.values_list("name", "has_champion")) == [("Otley", True)]
    assert [model.objects.count() for model in (Organisation, District)] == [1, 1]
    assert reasons(run).keys() == {"Otley", "Leeds", "LS21"}
    assert Deed.objects.get(chain=network.pk, verb="undid").changes["stayed"] == 3


def test_what_stayed_is_counted_for_files_undone_before_it_was(network, enrol, bring_in, undo):
    run = bring_in(PLACES)
    enrol("Gwen", team=Team.objects.get(name="Otley"))
    undo(run)
    undo(run, leaves=True)
    other = bring_in("Council,Name\nLeeds,York\n")
    Run.objects.update(stayed=0)

    import_module("alongside.overview.exchange.migrations.0003_what_stayed").count(apps, None)

    assert dict(Run.objects.values_list("pk", "stayed")) == {run.pk: 3, other.pk: 0}


def test_undo_takes_all_out_when_nothing_relies_on_it_any_more(network, bring_in, undo):
    run = bring_in(PLACES)
    gwen = champions.enrol(
        network, name="Gwen", started_on=NOW.date(), now=NOW, details={"team": Team.objects.get(name="Otley")}
    )
    undo(run)
    elsewhere = networks.add_organisation(network, {"name": "Bradford"}, now=NOW)
    champions.set_team(gwen, networks.add_team(elsewhere, {"name": "Shipley"}, now=NOW), by=None, now=NOW)

    undo(run)

    assert (run.state, reasons(run)) == ("undone", {})
    assert [team.name for team in Team.objects.all()] == ["Shipley"]
    assert "stayed" not in Deed.objects.get(chain=network.pk, verb="undid").changes


def test_undo_names_the_later_file_that_changed_the_same_rows(network, bring_in, undo):
    first = bring_in(PLACES)
    later = bring_in("Council,Name,Type\nLeeds,Garforth,Hub\n")

    undo(first)

    assert (first.state, reasons(first)["Garforth"]) == ("done", "“list.csv” changed it later")
    undo(later)
    assert undo(first).state == "undone"


def test_undo_takes_the_file_for_later_that_came_in_later(network, bring_in, choose, carry_out, undo):
    bring_in("Council,Name,Type\nLeeds,Garforth,Library\n")
    waiting = choose("Council,Name,Type\nLeeds,Garforth,Hub\n")
    earlier = bring_in("Council,Name,Type\nLeeds,Garforth,Bank\n")
    latest = carry_out(waiting)
    assert (latest.pk < earlier.pk, Team.objects.get().kind) == (True, "Hub")

    undo(earlier)

    assert (earlier.state, reasons(earlier)) == ("done", {"Garforth": "“waiting.csv” changed it later"})
    assert (undo(latest).state, Team.objects.get().kind) == ("undone", "Bank")
    assert (undo(earlier).state, Team.objects.get().kind) == ("undone", "Library")


def test_undo_keeps_what_a_later_file_needs_to_be_undone(network, enrol, bring_in, choose, carry_out, undo):
    first = bring_in("Council,Name\nLeeds,Garforth\nLeeds,Otley\n")
    gwen = enrol("Gwen", team=Team.objects.get(name="Garforth"))
    file = "Name,Organisation,Team\nGwen,Leeds,Shipley\n"
    later = carry_out(choose(file, kind=Kind.CHAMPIONS, name="moves.csv"))
    assert Champion.objects.get().team.name == "Shipley"

    undo(first)

    assert (first.state, Team.objects.count()) == ("done", 3)
    assert reasons(first) == {"Garforth": "It is needed to undo “moves.csv”", "Leeds": "A champion belongs to it"}
    undo(first, leaves=True)
    assert (first.state, sorted(team.name for team in Team.objects.all())) == ("undone", ["Garforth", "Shipley"])
    assert undo(later).state == "undone"
    assert list(Champion.objects.values_list("pk", "team__name")) == [(gwen.pk, "Garforth")]
    assert reasons(first)["Garforth"] == "It is needed to undo “moves.csv”"


def test_undo_takes_out_what_a_later_file_needed_once_that_is_undone(network, enrol, bring_in, undo):
    first = bring_in("Council,Name\nLeeds,Garforth\n")
    shipley = networks.add_team(
        networks.add_organisation(network, {"name": "Bradford"}, now=NOW), {"name": "Shipley"}, now=NOW
    )
    gwen = enrol("Gwen", team=Team.objects.get(name="Garforth"))
    later = bring_in("Name,Organisation,Team\nGwen,Bradford,Shipley\n", kind=Kind.CHAMPIONS)
    assert undo(first).state == "done"
    undo(later)
    gwen.refresh_from_db()
    champions.set_team(gwen, shipley, by=None, now=NOW)

    undo(first)

    assert (first.state, list(Team.objects.values_list("name", flat=True))) == ("undone", ["Shipley"])


MOVED = "Name,Organisation\nGwen,Leeds\n"


def test_undo_leaves_somebody_whose_organisation_was_removed_meanwhile(network, enrol, bring_in, undo):
    bradford = networks.add_organisation(network, {"name": "Bradford"}, now=NOW)
    gwen = enrol("Gwen", organisation=bradford)
    run = bring_in(MOVED + "Ffion,Leeds\n", kind=Kind.CHAMPIONS)
    networks.remove_organisation(bradford, by=None, now=NOW)

    undo(run)

    assert run.refusal == "2 things that came in with this file have to stay, so nothing was undone."
    assert reasons(run) == {"Gwen": "What it belonged to before is gone", "Leeds": "A champion belongs to it"}
    undo(run, leaves=True)
    assert (run.state, list(Champion.objects.values_list("pk", "organisation__name"))) == (
        "undone",
        [(gwen.pk, "Leeds")],
    )


def test_undo_puts_somebody_back_without_a_group_that_was_removed_meanwhile(network, enrol, bring_in, undo):
    gwen, group = enrol("Gwen", since=9), networks.add_group(network, name="South", now=NOW)
    champions.join_group([gwen], group, by=None, now=NOW)
    run = bring_in(f"Name,Left on\nGwen,{NOW.date()}\n", kind=Kind.CHAMPIONS)
    assert Champion.objects.get().has_left
    networks.remove_group(group, by=None, now=NOW)

    undo(run)

    assert (run.state, Champion.objects.values_list("left_on", "group").get()) == ("undone", (None, None))


def test_undo_leaves_a_place_whose_old_name_another_has_by_now(network, bring_in, undo):
    bring_in("Council,Name\nLeeds,Garforth\nLeeds,Otley\n")
    run = bring_in("Council,Name,Postcode\nLeeds,Garforth,LS25 1EH\nLeeds,Otley,LS21 3AQ\n")
    assert (run.created, run.updated) == (0, 2)
    networks.add_team(Organisation.objects.get(), {"name": "Garforth"}, now=NOW)

    undo(run)

    assert reasons(run) == {"Garforth": "Another one has its old name by now", "LS25": "A place belongs to it"}
    undo(run, leaves=True)
    places = sorted(Team.objects.values_list("name", "postcode"))
    assert (run.state, places) == ("undone", [("Garforth", ""), ("Garforth", "LS25 1EH"), ("Otley", "")])


def test_undo_leaves_what_a_later_file_changed_as_that_says_it(network, bring_in, undo):
    first = bring_in(PLACES)
    later = bring_in("Council,Name,Type\nLeeds,Garforth,Hub\n")
    undo(first)

    undo(first, leaves=True)

    assert list(Team.objects.values_list("name", "kind")) == [("Garforth", "Hub")]
    assert undo(later).state == "undone"
    assert list(Team.objects.values_list("name", "kind")) == [("Garforth", "")]


def test_undo_of_places_with_sessions_keeps_the_figures_right(network, bea, log, bring_in, undo):
    run = bring_in(PLACES)
    log(bea, "Heron", team=Team.objects.get(name="Garforth").pk)
    before = list(Figure.objects.order_by("pk").values())
    undo(run)
    assert reasons(run)["Garforth"] == "Sessions belong to it"

    undo(run, leaves=True)

    assert [team.name for team in Team.objects.all()] == ["Garforth"]
    assert list(Figure.objects.order_by("pk").values()) == before
    assert list(recounting.wrong_figures(network.pk)) == []


def test_undo_of_sessions_leaves_a_topic_that_others_use(network, bea, log, bring_in, undo):
    run = bring_in("Date,Champion,People,Topic\n3/3/2026,Bea,2,NHS App\n4/3/2026,Bea,1,\n", kind=Kind.SESSIONS)
    log(bea, "Heron", topics=(Topic.objects.get(name="NHS App").pk,))

    undo(run)
    assert (Session.objects.count(), reasons(run)) == (3, {"NHS App": "Sessions belong to it"})
    undo(run, leaves=True)

    assert (run.state, Session.objects.count()) == ("undone", 1)
    assert Figure.objects.get(scope="network", period="all").sessions == 1
    assert list(recounting.wrong_figures(network.pk)) == []


def test_undo_takes_sessions_and_their_figures_out(network, bea, bring_in, undo):
    session_actions.log_all(network, [], by=None, now=NOW)
    run = bring_in("Date,Champion,People,Topic\n3/3/2026,Bea,2,NHS App\n4/3/2026,Bea,1,\n", kind=Kind.SESSIONS)
    assert Figure.objects.get(scope="network", period="all").sessions == 2

    undo(run)

    assert (run.state, Session.objects.count(), Topic.objects.filter(name="NHS App").count()) == ("undone", 0, 0)
    assert Figure.objects.get(scope="network", period="all").sessions == 0
    assert list(recounting.wrong_figures(network.pk)) == []


def test_undo_removes_champions_with_the_places_made_for_them(network, bring_in, undo):
    run = bring_in("Name,Email,Organisation,Team,Postcode\nAnn,a@example.org,Leeds,Otley,LS21\n", kind=Kind.CHAMPIONS)

    undo(run)

    assert run.state == "undone"
    assert [model.objects.count() for model in (Champion, Team, Organisation, District)] == [0, 0, 0, 0]


def test_undo_keeps_a_champion_who_has_signed_in(network, ama, bring_in, undo):
    run = bring_in("Name,Email\nAma,a@example.org\nGwen,gwen@example.org\n", kind=Kind.CHAMPIONS)
    Champion.objects.filter(name="Ama").update(member=ama)

    assert undo(run).refusal == "1 thing that came in with this file has to stay, so nothing was undone."
    assert reasons(run) == {"Ama": "This champion has signed in"}
    undo(run, leaves=True)
    assert [champion.name for champion in Champion.objects.all()] == ["Ama"]


def test_undo_is_for_coordinators_and_ninety_days(network, cai, eve, ama, bring_in):
    run = bring_in(PLACES)

    for stranger in (cai, eve):
        with pytest.raises(Refused, match="Only a coordinator"):
            actions.begin_undo(run, by=stranger, now=NOW)
    with pytest.raises(Refused, match="more than 90 days ago"):
        actions.begin_undo(run, by=ama, now=NOW + UNDO_FOR * 2)
    actions.begin_undo(run, by=ama, now=NOW)
    with pytest.raises(Refused, match="being undone already"):
        actions.begin_undo(run, by=ama, now=NOW)  # the page of another device, opened before
    run.refresh_from_db()
    with pytest.raises(Refused, match="Only what was brought in"):
        actions.begin_undo(run, by=ama, now=NOW)


def test_one_file_at_a_time(network, bring_in):
    run = bring_in(PLACES)
    actions.begin_undo(run, by=None, now=NOW)

    with pytest.raises(Refused, match="Another file is being brought in"):
        bring_in(PLACES)


def test_forget_removes_what_is_no_longer_needed(network, bring_in):
    run = bring_in(PLACES + "Leeds,York,,not one\n")
    assert Change.objects.exists()
    assert run.findings

    actions.forget(now=NOW + UNDO_FOR * 2)

    run.refresh_from_db()
    assert not Change.objects.exists()
    assert (run.findings, run.created) == ([], 3)


def test_forget_keeps_what_a_file_changed_for_as_long_as_it_may_be_undone(network, choose, carry_out, undo):
    run = carry_out(choose(PLACES), now=NOW + timedelta(days=15))
    last = NOW + timedelta(days=15) + UNDO_FOR
    assert run.created == 2

    actions.forget(now=last)
    undo(run, now=last)

    assert (run.state, Team.objects.count(), run.stayed) == ("undone", 0, 0)


def test_forget_counts_from_the_choosing_where_nothing_came_in(network, choose):
    run = choose(PLACES + "Leeds,York,,not one\n")
    assert (run.state, run.findings != []) == ("checked", True)

    actions.forget(now=NOW + UNDO_FOR)
    run.refresh_from_db()
    assert run.findings
    actions.forget(now=NOW + UNDO_FOR + timedelta(seconds=1))

    run.refresh_from_db()
    assert (run.findings, run.faults) == ([], [])


def test_undo_gives_teams_back_who_served_them(network, bring_in, undo):
    head = "Full name,E-mail,Employer,Branch\n"
    bring_in(f"{head}Tom Ash,,Leeds,Armley\nSian Jones,sian@example.org,Leeds,Garforth\n", kind=Kind.CHAMPIONS)

    run = bring_in(f"{head}Sian Jones,sian@example.org,Leeds,Armley\n", kind=Kind.CHAMPIONS)
    assert dict(Team.objects.values_list("name", "has_champion")) == {"Armley": True, "Garforth": False}
    undo(run)

    assert dict(Team.objects.values_list("name", "has_champion")) == {"Armley": True, "Garforth": True}
