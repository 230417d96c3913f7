"""Everything a champion can choose from, asked in one question.

The log form is opened more often than any other page, and eight questions cost it more than all the rest of it. Each part of
the union gives rows of five columns: which part, an id, and three texts.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection

from alongside.helping.learners.models import Learner
from alongside.helping.sessions.models import Session, Topic
from alongside.kit.names import alphabetically
from alongside.kit.statements import named
from alongside.people.champions.models import Champion
from alongside.people.networks.models import Project, Team

MOST_PEOPLE = 300
MOST_COLLEAGUES = 20
RECENT = 8
DAY = len("2026-11-19")
LOOK_BACK = timedelta(days=366)

QUESTION = named(
    """
WITH recent AS (
    SELECT id, happened_on, team_id, minutes, how FROM {session}
    WHERE champion_id = %(champion)s AND withdrawn_at IS NULL AND NOT is_register
    ORDER BY happened_on DESC, id DESC LIMIT {recent}
), last AS (SELECT id FROM recent ORDER BY happened_on DESC, id DESC LIMIT 1)
SELECT 'recent', id, CAST(team_id AS text), CAST(minutes AS text), CAST(happened_on AS text) || how FROM recent
UNION ALL SELECT 'about', topic_id, '', '', '' FROM {about} WHERE session_id = (SELECT id FROM last)
UNION ALL SELECT 'towards', project_id, '', '', '' FROM {towards} WHERE session_id = (SELECT id FROM last)
UNION ALL SELECT 'person', id, code, CAST(last_on AS text), '' FROM (
    SELECT id, code, last_on FROM {learner} WHERE champion_id = %(champion)s AND hidden_at IS NULL
    ORDER BY last_on IS NULL, last_on DESC, id LIMIT {people}
) people
UNION ALL SELECT 'topic', id, name, name_cy, CAST(place AS text) FROM {topic} WHERE network_id = %(network)s AND is_offered
UNION ALL SELECT 'place', id, name, '', '' FROM {team}
    WHERE network_id = %(network)s AND closed_on IS NULL AND id IN (
        SELECT team_id FROM recent UNION SELECT CAST(%(team)s AS bigint)
        UNION SELECT team_id FROM {place} WHERE champion_id = %(champion)s)
UNION ALL SELECT 'colleague', id, name, '', '' FROM (
    SELECT id, name FROM {champion} WHERE team_id = %(team)s AND left_on IS NULL AND id <> %(champion)s
    ORDER BY {by_name}, id LIMIT {colleagues}
) colleagues
UNION ALL SELECT 'project', id, name, CAST(starts_on AS text), CAST(ends_on AS text) FROM {project}
    WHERE network_id = %(network)s AND starts_on <= %(tomorrow)s AND (ends_on IS NULL OR ends_on >= %(lately)s)
""",
    session=Session,
    learner=Learner,
    topic=Topic,
    team=Team,
    champion=Champion,
    project=Project,
    about=Session.topics.through,
    towards=Session.projects.through,
    place=Champion.places.through,
    by_name=alphabetically("name"),
    people=MOST_PEOPLE,
    colleagues=MOST_COLLEAGUES,
    recent=RECENT,
)


class Told(NamedTuple):
    """One row of the answer."""

    pk: int
    first: str
    second: str
    third: str


def gathered(champion: Champion, *, today: date) -> dict[str, list[Told]]:
    """The rows of each part: recent, about, towards, person, topic, place, colleague, project."""
    asked = {
        "champion": champion.pk,
        "network": champion.network_id,
        "team": champion.team_id,
        "tomorrow": today + timedelta(days=1),
        "lately": today - LOOK_BACK,
    }
    found: dict[str, list[Told]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, asked)
        for part, pk, first, second, third in cursor.fetchall():
            found[part].append(Told(pk, first or "", second or "", third or ""))
    found["recent"].sort(key=lambda row: (row.third[:DAY], row.pk), reverse=True)
    return found
