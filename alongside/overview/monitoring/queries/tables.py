"""The lists over the network: their columns and filters."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.kit.tables.columns import Column, To
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.overview.monitoring.queries.champions import ChampionLine

STATES = [
    ("active", _("Active in the period")),
    ("inactive", _("Not active in the period")),
    ("quiet", _("Gone quiet")),
    ("never", _("Never logged")),
    ("new", _("New")),
    ("paused", _("Paused")),
    ("left", _("Left")),
]

NAME = Column(
    "name",
    _("Name"),
    value="champion.name",
    sort="name",
    to=To("monitoring:champion_record", "champion_id", attrgetter("champion.pk")),
)
STATE = Column("state", _("State"), kind="tags", value="states", beside=True)
LAST = Column("last", _("Last session"), kind="ago", value="last_on", sort="last", falls=True)
REACH = (
    Search("q", _("Name or team")),
    Choice("organisation", _("Organisation")),
    Choice("group", _("Group")),
    Choice("kind", _("Kind")),
    Choice("team", _("Team"), is_drawn=False),
    Choice("district", _("District"), is_drawn=False),
)


def address_of(line: ChampionLine) -> str:
    """The champion's e-mail address; empty when nobody knows one."""
    member = line.champion.member
    return line.champion.email or (member.account.email if member else "")


def mail_to(line: ChampionLine) -> str:
    """The link that opens a message to the champion."""
    address = address_of(line)
    return f"mailto:{address}" if address else ""


TEAM = Column("team", _("Where"), value="where", sort="team")

CHAMPIONS = Table(
    name="champions",
    counted=ngettext_lazy("%(counted)s champion", "%(counted)s champions", "count"),
    columns=(
        NAME,
        STATE,
        TEAM,
        LAST,
        Column("people", _("People supported"), kind="number", value="figure.people", sort="people", falls=True),
        Column("sessions", _("Sessions"), kind="number", value="figure.sessions", sort="sessions", falls=True),
        Column("hours", _("Hours"), kind="hours", value="figure.minutes", sort="hours", falls=True),
    ),
    filters=(
        REACH[0],
        Choice("period", _("Period"), default="all"),
        Choice("state", _("State"), any_label=_("All who are here")),
        *REACH[1:],
    ),
    sort="-people",
)

QUIET = Table(
    name="quiet",
    counted=ngettext_lazy("%(counted)s champion", "%(counted)s champions", "count"),
    columns=(
        NAME,
        TEAM,
        LAST,
        Column("started_on", _("Champion since"), kind="day", value="champion.started_on", sort="started_on"),
        Column("people", _("People supported"), kind="number", value="figure.people", sort="people", falls=True),
        Column("email", _("E-mail"), value=address_of, href=mail_to),
    ),
    filters=REACH,
    sort="last",
)

UNCOVERED = Table(
    name="uncovered",
    counted=ngettext_lazy("%(counted)s team", "%(counted)s teams", "count"),
    columns=(
        Column("name", _("Team"), sort="name", to=To("champions:team_detail", "team_id", attrgetter("pk"))),
        Column("organisation", _("Organisation"), value="organisation.name", sort=("organisation__name", "name")),
        Column(
            "district",
            _("District"),
            value=lambda team: team.district.code if team.district else "",
            sort="district__code",
            gaps=True,
        ),
        Column("past", _("Champions before"), kind="number", sort="past", falls=True),
    ),
    filters=(
        Search("q", _("Team or postcode"), fields=("name", "postcode")),
        Choice("organisation", _("Organisation")),
        Choice("district", _("District"), field="district_id"),
    ),
    sort="name",
)
