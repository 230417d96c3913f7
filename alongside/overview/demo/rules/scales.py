"""How big a demo is."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Scale:
    """The numbers of a demo; `months` is how far its past reaches."""

    champions: int
    learners: int
    organisations: int
    teams: int
    groups: int
    months: int
    sessions: int = 0
    """How many sessions it has when that is set beforehand; otherwise it follows from the learners."""

    @property
    def rows(self) -> int | None:
        """How many champions and sessions there will be, with those of the other network; None when nobody can tell."""
        return self.champions + self.sessions + NEIGHBOUR.champions if self.sessions else None

    def part(self, share: float) -> "Scale":
        """The scale with that share of everything, over the same time: a tenth has a tenth of champions and of sessions."""
        names = ("champions", "learners", "organisations", "teams", "groups", "sessions")
        least = {"champions": 12, "learners": 60, "organisations": 8, "teams": 10, "groups": 2}
        return replace(self, **{name: max(least.get(name, 0), round(getattr(self, name) * share)) for name in names})


SCALES = {
    "small": Scale(champions=100, learners=900, organisations=12, teams=40, groups=5, months=12),
    "phase1": Scale(champions=1_179, learners=11_000, organisations=48, teams=260, groups=60, months=15),
    "city": Scale(champions=2_000, learners=24_000, organisations=40, teams=320, groups=100, months=24),
    "national": Scale(
        champions=20_000,
        learners=1_200_000,
        organisations=400,
        teams=4_500,
        groups=1_000,
        months=60,
        sessions=10_000_000,
    ),
}
"""`phase1` has as many champions and learners as the programme's first phase; `city` as many champions as one city wanted."""
NEIGHBOUR = Scale(champions=8, learners=40, organisations=2, teams=4, groups=1, months=6)
"""The other network, so that there is something that must not be seen."""
