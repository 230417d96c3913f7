"""What a profile says, ready to show."""

from datetime import date
from typing import NamedTuple

from alongside.kit.names import alphabetical
from alongside.kit.pages import formats
from alongside.people.champions.models import Champion
from alongside.people.champions.rules import languages
from alongside.people.networks.models import Team


class Said(NamedTuple):
    """The answers of a profile that are kept as codes, in words; where else the champion helps; whether they are away."""

    settings: list[str]
    motives: list[str]
    languages: list[str]
    helps_with: list[str]
    phone: str
    places: list[Team]
    is_paused: bool


def said(champion: Champion, *, today: date) -> Said:
    """What the champion's profile says, in the language of the page."""
    return Said(
        settings=labels(champion.settings, Champion.Setting),
        motives=labels(champion.motives, Champion.Motive),
        languages=languages.names_of(champion.languages),
        helps_with=labels(champion.helps_with, Champion.Topic),
        phone=formats.phone(champion.phone),
        places=list(champion.places.select_related("organisation").order_by(alphabetical("name"), "pk")),
        is_paused=champion.is_paused(today=today),
    )


def labels(values: list[str], kind: type[Champion.Setting] | type[Champion.Motive] | type[Champion.Topic]) -> list[str]:
    """The values in words, in the order in which they are offered; one that is not offered stands as it is, at the end."""
    known = {value: str(label) for value, label in kind.choices}
    return [known[value] for value in known if value in values] + [value for value in values if value not in known]
