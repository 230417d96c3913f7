"""What moves with a team, and what stays where it happened."""

import uuid

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.rules import LogEntry
from alongside.people.champions import actions as champions
from alongside.people.networks import actions as networks
from conftest import NOW


def test_a_moved_team_leaves_its_past_sessions_where_they_happened(network, ama, bea):
    council, charity = (
        networks.add_organisation(network, {"name": name}, by=ama, now=NOW) for name in ("Council", "Charity")
    )
    library = networks.add_team(council, {"name": "Armley Library"}, by=ama, now=NOW)
    champions.set_team(bea, library, by=ama, now=NOW)
    bea.refresh_from_db()

    def log():
        entry = LogEntry(key=uuid.uuid4(), happened_on=NOW.date(), headcount=3, team=library.pk)
        return sessions.log(bea, entry, by=bea.member, now=NOW).session

    before = log()
    champions.move_team(library, charity, by=ama, now=NOW)
    bea.refresh_from_db()
    after = log()

    before.refresh_from_db()
    assert (before.organisation, after.organisation, bea.organisation) == (council, charity, charity)
