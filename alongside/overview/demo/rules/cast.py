"""What the demo is made of, and where its doors open."""

from dataclasses import dataclass

from alongside.people.networks.models import Role

SLUG = "demo"
OTHER_SLUG = "cardiff-demo"


@dataclass(frozen=True)
class Part:
    """One of the cast: who they are, in which network, and what they do there."""

    name: str
    network: str
    kind: Role.Kind

    @property
    def email(self) -> str:
        """An address at a domain that is kept free of real people (RFC 2606)."""
        return f"{self.name.lower()}@example.org"


CAST = (
    Part("Ama", SLUG, Role.Kind.COORDINATOR),
    Part("Cai", SLUG, Role.Kind.MOTIVATOR),
    Part("Bea", SLUG, Role.Kind.CHAMPION),
    Part("Eve", OTHER_SLUG, Role.Kind.COORDINATOR),
)


def is_open(*, is_demo: bool, is_local: bool) -> bool:
    """Whether the cast's doors open: only where the operator said so, on a server that listens to this machine alone."""
    return is_demo and is_local
