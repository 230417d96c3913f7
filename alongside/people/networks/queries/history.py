"""What happened to something, told to people."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.kit.edits.versions import in_words
from alongside.kit.history.models import Deed
from alongside.people.networks.models import Member, Network, Role


class Told(NamedTuple):
    """One thing that happened: when, what in a sentence, and the fields that changed, each before and after."""

    at: datetime
    what: str
    changes: list[tuple[str, str, str]]


def told_of(
    row: models.Model,
    *,
    network: Network,
    sentences: Mapping[str, str | Promise],
    words: Mapping[str, Callable[[Any], str]] | None = None,
    most: int = 20,
) -> list[Told]:
    """What happened to that row of the network, newest first.

    A sentence for each deed has a place for %(who)s and, when the deed is about a role, for %(role)s; `words` tell how to
    write odd fields.
    """
    kind = row._meta.label_lower
    deeds = Deed.objects.filter(chain=network.pk, subject_type=kind, subject_id=str(row.pk)).order_by("-place")
    found = list(deeds[:most])
    names = dict(Member.objects.filter(pk__in={deed.by for deed in found}).values_list("pk", "name"))
    return [Told(deed.at, what(deed, names, sentences), changed(row, deed.changes, words or {})) for deed in found]


def what(deed: Deed, names: Mapping[int, str], sentences: Mapping[str, str | Promise]) -> str:
    """The deed as a sentence."""
    role = dict(Role.Kind.choices).get(str(deed.changes.get("role")), "")
    return str(sentences.get(deed.verb, _("%(who)s changed this"))) % {"who": who(deed, names), "role": role}


def who(deed: Deed, names: Mapping[int, str]) -> str:
    """The name of the member who did it."""
    if deed.by is None:
        return _("Whoever runs this installation")
    return names.get(deed.by, _("Somebody who has left"))


def changed(
    row: models.Model, changes: Mapping[str, Any], words: Mapping[str, Callable[[Any], str]]
) -> list[tuple[str, str, str]]:
    """The fields that a deed changed; what they said before and after where the history keeps it, else nothing."""
    columns = {column.name: column for column in row._meta.get_fields()}
    told = []
    for name, pair in changes.items():
        if name in columns and (pair is None or (isinstance(pair, list) and len(pair) == 2)):
            label = str(getattr(columns[name], "verbose_name", name))
            write = words.get(name) or partial(in_words, columns[name])
            before, after = [write(value) for value in pair] if pair else ("", "")
            told.append((label[:1].upper() + label[1:], before, after))
    return told
