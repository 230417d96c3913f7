"""The lists of teams, districts and projects: their columns and filters."""

from operator import attrgetter

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.kit.tables.columns import Column, Tag, To
from alongside.kit.tables.filters import Choice, Search
from alongside.kit.tables.listing import Table
from alongside.people.networks.models import Team

OPEN, CLOSED, ALL = "open", "closed", "all"


def states() -> list[tuple[str, str]]:
    """Which teams a list can show: value and label."""
    return [(OPEN, gettext("Open")), (CLOSED, gettext("Closed")), (ALL, gettext("Open and closed"))]


def tags_of(team: Team) -> list[Tag]:
    """What is to be known of a team at a glance."""
    return [Tag(gettext("closed"), "quiet")] if team.closed_on else []


TEAMS = Table(
    name="teams",
    counted=ngettext_lazy("%(counted)s team", "%(counted)s teams", "count"),
    columns=(
        Column("name", _("Name"), sort="name", to=To("champions:team_detail", "team_id", attrgetter("pk"))),
        Column("state", _("State"), kind="tags", value=tags_of, beside=True),
        Column("kind", _("Kind"), sort="kind"),
        Column("organisation", _("Organisation"), value="organisation.name", sort="organisation__name"),
        Column("postcode", _("Postcode"), sort="postcode"),
    ),
    filters=(
        Search("q", _("Name, postcode or district"), fields=("name", "postcode", "district__code", "district__name")),
        Choice("organisation", _("Organisation"), any_label=_("All organisations")),
        Choice("state", _("State"), default=OPEN),
        Choice("district", _("District"), field="district__code", is_drawn=False),
    ),
    sort="name",
)

DISTRICTS = Table(
    name="districts",
    counted=ngettext_lazy("%(counted)s district", "%(counted)s districts", "count"),
    columns=(
        Column("code", _("District"), sort="code"),
        Column("name", _("Name"), sort="name"),
        Column("region", _("Region"), sort="region"),
        Column("open_teams", _("Open teams"), kind="number", sort="open_teams", falls=True),
    ),
    filters=(Search("q", _("District, name or region"), fields=("code", "name", "region")),),
    sort="code",
)

PROJECTS = Table(
    name="projects",
    counted=ngettext_lazy("%(counted)s project", "%(counted)s projects", "count"),
    columns=(
        Column("name", _("Name"), sort="name", to=To("monitoring:project_detail", "project_id", attrgetter("pk"))),
        Column("funder", _("Funder"), sort="funder"),
        Column("phase", _("Phase"), value=lambda project: project.get_phase_display(), sort="phase"),
        Column("starts_on", _("Starts"), kind="day", sort="starts_on"),
        Column("ends_on", _("Ends"), kind="day", sort="ends_on", gaps=True),
    ),
    filters=(
        Search("q", _("Name or funder"), fields=("name", "funder")),
        Choice("phase", _("Phase"), field="phase", any_label=_("All phases")),
    ),
    sort="name",
)
