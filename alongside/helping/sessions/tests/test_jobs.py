from datetime import timedelta

from alongside.helping.sessions import actions, jobs
from alongside.helping.sessions.models import Draft
from alongside.kit.jobs import timers
from conftest import NOW


def test_forget_old_drafts_runs_every_night_and_leaves_those_of_today(bea):
    old, new = (
        actions.keep_draft(bea.member, page="/n/leeds/log/", body={"note": ["x"]}, now=NOW - ago)
        for ago in (timedelta(hours=23), timedelta(0))
    )
    assert set(Draft.objects.all()) == {old, new}

    clockwork = timers.discover()["alongside.helping.sessions.jobs.forget_old_drafts"]
    clockwork.job(NOW + timedelta(hours=2))

    assert clockwork.times == "10 4 * * *"
    assert jobs.forget_old_drafts is clockwork.job
    assert list(Draft.objects.all()) == [new]
