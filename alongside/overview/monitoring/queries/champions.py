"""The champions somebody oversees, each with what they did: who is active, how many people each supports.

The figures are kept, so a page of fifty asks for fifty; sorting by one of them follows its index. Champions who never logged
in the period have no figure: they come after all who have one, by name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from alongside.helping.figures.models import Figure, Scope
from alongside.helping.figures.queries import nothing
from alongside.helping.figures.rules import Period
from alongside.helping.sessions.queries import spans
from alongside.kit.names import alphabetical
from alongside.kit.prepared import Prepared, Slot, Slots
from alongside.kit.tables.columns import Tag
from alongside.kit.tables.filters import matching
from alongside.overview.monitoring import rules
from alongside.people.champions.models import Champion
from alongside.people.networks import queries as networks
from alongside.people.networks.models import Member, Network
from alongside.people.networks.rules import oversight_of

COUNTED = {"people": "people", "sessions": "sessions", "hours": "minutes"}
"""Columns that are sorted by a figure, and the figure's own column."""
TEXTS = {"name": ("name",), "team": ("team__name", "name"), "kind": ("kind", "name")}
SHOWN = ("name", "started_on", "left_on", "paused_until", "last_on")
FIGURED = ("scope_id", "period", "people", "sessions", "minutes")
CHUNK = 500


@dataclass(frozen=True)
class ChampionLine:
    """One champion with their figure in the period, the day of their latest session, and labels for what stands out.

    `where` is the name of their team, else of their organisation.
    """

    champion: Champion
    where: str
    figure: Figure
    last_on: date | None
    states: Sequence[Tag]


@dataclass(frozen=True)
class Narrowed:
    """What a list of champions is narrowed to; empty is everything."""

    words: str = ""
    state: str = ""
    kind: str = ""
    team: str = ""
    organisation: str = ""
    district: str = ""
    group: str = ""


def champions_within(member: Member) -> QuerySet[Champion]:
    """The champions that the member oversees, those who left among them."""
    champions = Champion.objects.filter(network_id=member.network_id)
    reach = networks.within(oversight_of(member), organisation="organisation_id", team="team_id", group="group_id")
    return champions.filter(reach)


def figures_of_champions(network_id: int | Slot, *, period: str | Slot) -> QuerySet[Figure]:
    """The kept figures of the network's champions in that period."""
    return Figure.objects.filter(network_id=network_id, scope=Scope.CHAMPION, period=period)


def active_in(network_id: int, *, period: Period) -> Any:
    """The ids of the champions with a session in the period, as a filter takes them."""
    if period.is_kept:
        return figures_of_champions(network_id, period=period.name).filter(sessions__gt=0).values("scope_id")
    return [one.scope_id for one in spans.figures_by(network_id, scope=Scope.CHAMPION, period=period) if one.sessions]


def quiet(champions: QuerySet[Champion], *, network: Network, today: date) -> QuerySet[Champion]:
    """Those of the champions who have gone quiet: the same as `rules.is_quiet`, for many."""
    return silent(champions, limit=today - timedelta(days=network.quiet_after), today=today)


def silent(champions: QuerySet[Champion], *, limit: date | Slot, today: date | Slot) -> QuerySet[Champion]:
    """Those of whom nothing was heard since the limit, and who are neither gone nor paused today."""
    here = champions.filter(left_on__isnull=True, heard_on__lt=limit)
    return here.filter(Q(paused_until__isnull=True) | Q(paused_until__lt=today))


def silence(champions: QuerySet[Champion]) -> QuerySet[Champion, tuple[int, date]]:
    """One row: how many there are, and since when nothing was heard of the one silent longest; no row when there is nobody."""
    told = champions.order_by().values("network_id").annotate(count=Count("*"), since=Min("heard_on"))
    return told.values_list("count", "since")


SILENCE = Prepared(
    lambda: silence(
        silent(Champion.objects.filter(network_id=Slot("network")), limit=Slot("limit"), today=Slot("today"))
    )
)


def narrowed(champions: QuerySet[Champion], to: Narrowed) -> QuerySet[Champion]:
    """The champions that are left, whatever their state."""
    if to.words:
        champions = champions.filter(matching(to.words, fields=("name", "team__name")))
    if to.organisation:
        parts = networks.parts_of([int(to.organisation)])
        champions = champions.filter(Q(organisation__in=parts) | Q(team__organisation__in=parts))
    if to.district:
        champions = champions.filter(Q(district=to.district) | Q(team__district=to.district))
    plain = {"kind": to.kind, "team": to.team, "group": to.group}
    return champions.filter(**{name: value for name, value in plain.items() if value})


def in_state(
    champions: QuerySet[Champion], state: str, *, network: Network, period: Period, today: date
) -> QuerySet[Champion]:
    """Those in the state: active or inactive in the period, quiet, new, paused, never logged, left; present when empty."""
    if state == "left":
        return champions.filter(left_on__isnull=False)
    here = champions.filter(left_on__isnull=True)
    if state in ("active", "inactive"):
        active = active_in(network.pk, period=period)
        return here.filter(pk__in=active) if state == "active" else here.exclude(pk__in=active)
    if state == "quiet":
        return quiet(here, network=network, today=today)
    if state == "never":
        return here.filter(last_on__isnull=True)
    plain = {"new": Q(started_on__gt=today - rules.NEW_FOR), "paused": Q(paused_until__gte=today)}
    return here.filter(plain.get(state, Q()))


def with_columns(*columns: str) -> QuerySet[Champion]:
    """Champions with these columns of theirs and of what they belong to, and `where` they help, for a prepared query: `ids`."""
    beside = dict.fromkeys(column.rpartition("__")[0] for column in columns if "__" in column)
    rows = Champion.objects.filter(pk__in=Slots("ids")).only(*columns).order_by()
    if beside:  # without a name Django follows every one of them
        rows = rows.select_related(*beside)
    return rows.annotate(where=Coalesce("team__name", "organisation__name"))


def kept_in() -> QuerySet[Figure]:
    """What a line tells of the kept figures of champions, for a prepared query: `network`, `period`, `ids`."""
    rows = figures_of_champions(Slot("network"), period=Slot("period"))
    return rows.filter(scope_id__in=Slots("ids")).only(*FIGURED)


TOLD = Prepared(lambda: with_columns(*SHOWN))
TOLD_WITH_ADDRESS = Prepared(lambda: with_columns(*SHOWN, "email", "member__account__email"))
FIGURES = Prepared(kept_in)


@dataclass(frozen=True, slots=False)
class ChampionSource:
    """A list of champions with their figures in a period, sorted by any of them."""

    champions: QuerySet[Champion]
    network: Network
    period: Period
    today: date
    told: Prepared[Champion] = TOLD
    """Asks for what a line tells of champions, or works their states out from."""

    def count(self) -> int:
        """How many champions there are."""
        return self.champions.order_by().count()

    def rows(self, *, order: str, start: int, stop: int) -> list[ChampionLine]:
        """One page of them."""
        return self.lines(self.ids(order=order, start=start, stop=stop))

    def every(self, *, order: str) -> Iterable[ChampionLine]:
        """All of them, some hundreds at a time."""
        start = 0
        while rows := self.rows(order=order, start=start, stop=start + CHUNK):
            yield from rows
            start += CHUNK

    def leading(self, *, most: int) -> list[ChampionLine]:
        """Those who supported most people in a kept period, as far as they supported any: so the figure's index is followed."""
        kept = figures_of_champions(self.network.pk, period=self.period.name).filter(people__gt=0)
        having = kept.filter(Exists(self.champions.filter(pk=OuterRef("scope_id"))))
        return self.lines(list(having.order_by("-people", "scope_id").values_list("scope_id", flat=True)[:most]))

    def ids(self, *, order: str, start: int, stop: int) -> list[int]:
        """The ids of the champions of one page."""
        name, falls = order.removeprefix("-"), order.startswith("-")
        if name in TEXTS:
            fields = [alphabetical(field, falls=falls) for field in TEXTS[name]]
            return list(self.champions.order_by(*fields, "pk").values_list("pk", flat=True)[start:stop])
        if name == "started_on":
            return list(self.champions.order_by(order, "pk").values_list("pk", flat=True)[start:stop])
        if name == "last":
            return self.by_last_day(falls=falls, start=start, stop=stop)
        if self.period.is_kept:
            return self.ranked(COUNTED[name], period=self.period.name, falls=falls, start=start, stop=stop)
        return self.sorted_now(COUNTED[name], falls=falls)[start:stop]

    def ranked(self, column: str, *, period: str, falls: bool, start: int, stop: int) -> list[int]:
        """A page in the order of a kept figure: those who have one, then the others by name; the other way round when rising."""
        kept = figures_of_champions(self.network.pk, period=period)
        having = kept.filter(Exists(self.champions.filter(pk=OuterRef("scope_id"))))
        order = (f"-{column}", "scope_id") if falls else (column, "-scope_id")
        with_one = having.order_by(*order).values_list("scope_id", flat=True)
        without = self.champions.exclude(pk__in=kept.values("scope_id"))
        return self.stitched(with_one, without, falls=falls, start=start, stop=stop)

    def by_last_day(self, *, falls: bool, start: int, stop: int) -> list[int]:
        """A page in the order of the latest session, those who never logged as `ranked` puts them."""
        having = self.champions.filter(last_on__isnull=False)
        with_one = having.order_by(*(("-last_on", "pk") if falls else ("last_on", "-pk"))).values_list("pk", flat=True)
        without = self.champions.filter(last_on__isnull=True)
        return self.stitched(with_one, without, falls=falls, start=start, stop=stop)

    def stitched(
        self, with_one: QuerySet[Any, int], rest: QuerySet[Champion], *, falls: bool, start: int, stop: int
    ) -> list[int]:
        """A page of the one and then of the others, who stand by name; the other way round when rising."""
        without = rest.order_by(alphabetical("name"), "pk").values_list("pk", flat=True)
        first, second = (with_one, without) if falls else (without, with_one)
        found = list(first[start:stop])
        if len(found) < stop - start:
            before = start + len(found) if found else first.order_by().count()
            found += second[max(0, start - before) : stop - before]
        return found

    def sorted_now(self, column: str, *, falls: bool) -> list[int]:
        """All ids in the order of a figure that is not kept, those without one as nought."""
        names = self.champions.order_by(alphabetical("name"), "pk").values_list("pk", flat=True)
        return sorted(
            names, key=lambda pk: getattr(self.counted[pk], column) if pk in self.counted else 0, reverse=falls
        )

    @cached_property
    def counted(self) -> dict[int, Figure]:
        """The figures of every champion in a period that is not kept, by their id."""
        return {
            one.scope_id: one for one in spans.figures_by(self.network.pk, scope=Scope.CHAMPION, period=self.period)
        }

    def lines(self, ids: Sequence[int]) -> list[ChampionLine]:
        """The champions of those ids, in their order, each with what they did."""
        found = {champion.pk: champion for champion in self.told(ids=ids)}
        if self.period.is_kept:
            kept = FIGURES(network=self.network.pk, period=self.period.name, ids=ids)
            figures = {one.scope_id: one for one in kept}
        else:
            figures = self.counted
        return [self.line(found[pk], figures.get(pk)) for pk in ids]

    def line(self, champion: Champion, figure: Figure | None) -> ChampionLine:
        """One champion with their figure and states."""
        if figure is None:
            scope = (str(Scope.CHAMPION), champion.pk)
            figure = nothing(self.network.pk, scope=scope, period=self.period.name)
        states = list(states_of(champion, today=self.today, after=self.network.quiet_after))
        return ChampionLine(champion, vars(champion)["where"] or "", figure, champion.last_on, states)


def states_of(champion: Champion, *, today: date, after: int) -> Iterator[Tag]:
    """What stands out about a champion, as labels."""
    if champion.left_on:
        yield Tag(_("left"), "quiet")
    if champion.is_paused(today=today):
        yield Tag(_("paused"), "quiet")
    if rules.is_quiet(champion, today=today, after=after):
        yield Tag(_("quiet"), "warm")
    if rules.is_new(champion, today=today):
        yield Tag(_("new"), "good")
