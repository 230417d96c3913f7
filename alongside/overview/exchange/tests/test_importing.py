"""A large file on its way in: others go on logging, and what is stopped or overtaken leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from alongside.helping.figures.models import Figure
from alongside.helping.sessions.actions import bulk
from alongside.helping.sessions.models import Session, Topic
from alongside.helping.sessions.queries import recounting
from alongside.overview.exchange.models import Change, Kind, Run
from alongside.people.networks.models import Organisation, Team

ROWS = "Date,Champion,People,Topic\n" + "".join(f"{1 + n % 28:02}/03/2026,Bea,{n},Knitting\n" for n in range(60))


@pytest.fixture
def while_staging(monkeypatch):
    """`while_staging(do)` does something once, once the first of three parts has been worked out."""
    stage, done = bulk.stage, []
    monkeypatch.setattr(bulk, "CHUNK", 20)

    def interrupt(do) -> list[object]:
        def staged(work, chunk):
            if work.met and not done:
                done.append(do())
            return stage(work, chunk)

        monkeypatch.setattr(bulk, "stage", staged)
        return done

    return interrupt


@pytest.mark.django_db(transaction=True)
def test_somebody_else_logs_while_a_file_is_worked_out(network, bea, enrol, log, bring_in, while_staging):
    cai = enrol("Cai")

    def elsewhere() -> Session:
        assert not connection.in_atomic_block
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(log_and_close).result(timeout=15)

    def log_and_close() -> Session:
        try:
            return log(cai, "Heron")
        finally:
            connections.close_all()

    logged = while_staging(elsewhere)

    run = bring_in(ROWS, kind=Kind.SESSIONS)

    assert [session.champion for session in logged] == [cai]
    assert (run.state, run.created) == ("done", 60)
    assert Session.objects.count() == 61
    assert Figure.objects.get(network=network, scope="network", period="all").sessions == 61
    assert list(recounting.wrong_figures(network.pk)) == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_while_a_file_is_worked_out(network, bea, bring_in, monkeypatch):
    prepare, asked = bulk.prepare, []

    def watched(*args, **options):
        with CaptureQueriesContext(connection) as queries:
            prepared = prepare(*args, **options)
        asked.extend(query["sql"] for query in queries)
        return prepared

    monkeypatch.setattr("alongside.helping.sessions.actions.prepare", watched)

    bring_in(ROWS, kind=Kind.SESSIONS)

    written = [one for one in asked if not one.startswith(("SELECT", "DROP TABLE IF EXISTS", "CREATE TEMPORARY TABLE"))]
    assert Session.objects.count() == 60
    assert [one for one in written if "waiting_" not in one and "figures_aside" not in one] == []
    assert connection.vendor == "postgresql" or written


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["moved", "stopped"])
def test_a_file_that_is_overtaken_leaves_nothing(network, bea, bring_in, while_staging, change):
    county = Organisation.objects.create(network=network, name="County")
    part = Organisation.objects.create(network=network, name="Libraries", parent=county)
    Team.objects.create(network=network, organisation=part, name="Armley")
    deeds = {
        "moved": lambda: Organisation.objects.filter(pk=part.pk).update(parent=None),
        "stopped": lambda: Run.objects.update(state=Run.State.REFUSED, refusal="Stopped."),
    }
    done = while_staging(deeds[change])

    run = bring_in(ROWS, kind=Kind.SESSIONS)

    assert done
    assert run.refusal
    assert not Session.objects.exists()
    assert not Topic.objects.filter(name="Knitting").exists()
    assert not Change.objects.exists()
    assert not Figure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_key_that_was_used_meanwhile_stops_the_file(network, bea, log, bring_in, while_staging):
    bring_in(ROWS, kind=Kind.SESSIONS)
    key = Session.objects.order_by("pk").values_list("key", flat=True)[0]
    Session.objects.all().delete()
    Figure.objects.all().delete()
    session = log(bea)
    while_staging(lambda: Session.objects.filter(pk=session.pk).update(key=key))

    run = bring_in(ROWS, kind=Kind.SESSIONS)

    assert "Something was changed while this was being brought in" in run.refusal
    assert Session.objects.count() == 1
