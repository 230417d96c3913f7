"""What a person is shown of rows that have to stay when a file is undone."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Count,
    ForeignObjectRel,
    ManyToManyRel,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from alongside.helping.sessions.models import Topic
from alongside.kit.tables.columns import Column
from alongside.kit.tables.filters import Choice
from alongside.kit.tables.listing import Table
from alongside.overview.exchange.models import Change, Run, Why
from alongside.people.champions.models import Champion
from alongside.people.networks.models import District, Organisation, Team


class Shape(NamedTuple):
    """What rows of a model that files make are called, the field that names one, and the page of one where there is any."""

    label: Promise
    field: str
    page: str = ""
    argument: str = ""


SHAPES: dict[type[models.Model], Shape] = {
    Champion: Shape(gettext_lazy("Champion"), "name", "champions:champion_profile", "champion_id"),
    Team: Shape(gettext_lazy("Place"), "name", "champions:team_detail", "team_id"),
    Topic: Shape(gettext_lazy("Topic"), "name"),
    Organisation: Shape(gettext_lazy("Organisation"), "name", "champions:organisation_detail", "organisation_id"),
    District: Shape(gettext_lazy("District"), "code"),
}
SHAPE_OF = {model._meta.label_lower: shape for model, shape in SHAPES.items()}


@dataclass(frozen=True)
class Reason:
    """Why some rows have to stay, and how many they are."""

    why: Why
    count: int


def reasons_of(run: Run) -> list[Reason]:
    """Why rows of the run have to stay; none when nothing has to, or undoing was not tried yet."""
    told = run.changes.exclude(why="").values_list("why").annotate(Count("pk")).order_by()
    counts = dict(told)
    return [Reason(why, counts[why]) for why in Why if why in counts]


def later_changes() -> QuerySet[Change]:
    """For a subquery of changes: what files that came in later changed in the same row, the latest first.

    Changes are numbered as they are written, and one file at a time comes into a network: so their numbers tell which came
    later. Those of the runs do not, since a file can wait, and times would not, where two machines do the work.
    """
    later = Change.objects.filter(model=OuterRef("model"), row=OuterRef("row"), pk__gt=OuterRef("pk"))
    return later.filter(run__state=Run.State.DONE).order_by("-pk")


def pointing_to(model: type[Model]) -> list[ForeignObjectRel]:
    """What points to rows of the model: each a model with the field by which it does."""
    relations = model._meta.get_fields(include_hidden=True)
    return [one for one in relations if isinstance(one, ForeignObjectRel) and not isinstance(one, ManyToManyRel)]


def needed_to_undo(model: type[Model], *, network_id: int) -> dict[int, int]:
    """The rows that something pointed to before a file came in that can still be undone: each with the id of that file."""
    found: dict[int, int] = {}
    for relation in pointing_to(model):
        name = relation.field.attname
        changes = Change.objects.filter(run__network_id=network_id, run__state=Run.State.DONE)
        told = changes.filter(model=relation.related_model._meta.label_lower, before__has_key=name).order_by("pk")
        found |= {row: run for row, run in told.values_list(f"before__{name}", "run_id") if row is not None}
    return found


def rows_staying(run: Run) -> QuerySet[Change]:
    """The changes whose rows have to stay, each with the name of its row and with the later file that is the reason."""
    names = [
        When(
            model=model._meta.label_lower,
            then=Subquery(model._default_manager.filter(pk=OuterRef("row")).values(shape.field)[:1]),
        )
        for model, shape in SHAPES.items()
    ]
    rows = run.changes.exclude(why="").select_related("run__network", "later")
    return rows.annotate(name=Case(*names, default=Value(""), output_field=CharField()))


def address_of(change: Change) -> str:
    """Where the row can be looked at; empty where it has no page of its own."""
    shape = SHAPE_OF[change.model]
    return reverse(shape.page, args=[change.run.network.slug, change.row]) if shape.page else ""


def about(change: Change) -> str:
    """What the row is, such as a champion."""
    return str(SHAPE_OF[change.model].label)


def why_of(change: Change) -> str:
    """Why the row has to stay; a later file is named."""
    if change.later is None:
        return str(change.get_why_display())
    said = _("It is needed to undo “%(file)s”") if change.why == Why.NEEDED else _("“%(file)s” changed it later")
    return said % {"file": change.later.name}


STAYING = Table(
    name="staying",
    counted=ngettext_lazy("%(counted)s thing", "%(counted)s things", "count"),
    columns=(
        Column("name", gettext_lazy("Name"), sort="name", href=address_of),
        Column("model", gettext_lazy("What it is"), value=about, sort="model"),
        Column("why", gettext_lazy("Why it stays"), value=why_of, sort="why"),
    ),
    filters=(Choice("why", gettext_lazy("Why it stays"), field="why"),),
    sort="name",
)
