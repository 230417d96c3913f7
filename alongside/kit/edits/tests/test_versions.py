"""Edits of records that somebody else may have changed; a deed stands for any record."""

import pytest
from django.db import models

from alongside.kit.edits import versions
from alongside.kit.edits.versions import Changed, Edit
from alongside.kit.history.models import Chain, Deed
from alongside.kit.verdict import Refused

FIELDS = ("verb", "place")


@pytest.fixture
def seen() -> Deed:
    return Deed(verb="Leeds", place=30, how="web")


def edit_of(row: Deed, **values: object) -> Edit:
    wanted = {"verb": row.verb, "place": row.place} | values
    return Edit(wanted, versions.version_of(row, FIELDS))


def test_take_gives_what_changes(seen):
    changes = versions.take(seen, edit_of(seen, verb="Leeds and Bradford"))

    assert changes == {"verb": ["Leeds", "Leeds and Bradford"]}
    assert seen.verb == "Leeds and Bradford"


def test_take_shows_both_texts_when_somebody_was_first(seen):
    mine = edit_of(seen, verb="Leeds mine")
    seen.verb = "Leeds theirs"

    with pytest.raises(Changed) as refusal:
        versions.take(seen, mine)

    assert refusal.value.differences == [("Verb", "Leeds theirs", "Leeds mine")]
    assert refusal.value.version == versions.version_of(seen, FIELDS)
    assert seen.verb == "Leeds theirs"


def test_take_goes_on_with_the_version_of_the_refusal(seen):
    mine = edit_of(seen, verb="Leeds mine")
    seen.verb = "Leeds theirs"
    with pytest.raises(Changed) as refusal:
        versions.take(seen, mine)

    changes = versions.take(seen, Edit(mine.values, refusal.value.version))

    assert changes == {"verb": ["Leeds theirs", "Leeds mine"]}


def test_take_of_the_same_form_twice_changes_nothing_more(seen):
    mine = edit_of(seen, place=14)
    assert versions.take(seen, mine)

    assert versions.take(seen, mine) == {}


def test_version_sees_only_its_fields(seen):
    before = versions.version_of(seen, FIELDS)
    seen.how = "command"
    assert versions.version_of(seen, FIELDS) == before

    seen.place = 31
    assert versions.version_of(seen, FIELDS) != before


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (models.CharField(), "", "–"),
        (models.JSONField(), [], "–"),
        (models.JSONField(), ["en", "cy"], "en, cy"),
        (models.BooleanField(), False, "No"),
        (models.IntegerField(), 0, "0"),
        (models.CharField(choices=[("cy", "Welsh")]), "cy", "Welsh"),
    ],
)
def test_in_words(column, value, words):
    assert versions.in_words(column, value) == words


@pytest.mark.django_db
def test_unless_taken_turns_a_double_into_a_refusal_and_goes_on():
    Chain.objects.create(key=7)

    with pytest.raises(Refused, match="taken"), versions.unless_taken("That one is taken."):
        Chain.objects.create(key=7)

    assert Chain.objects.count() == 1
