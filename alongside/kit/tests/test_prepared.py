"""Prepared queries: as fresh and as narrow as any other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.kit.history.models import Chain
from alongside.kit.prepared import Prepared, Slot

ENDS = Prepared(lambda: Chain.objects.filter(seal=Slot("seal"), length__gte=Slot("least")).order_by("key"))
KEYS = Prepared(lambda: Chain.objects.filter(seal=Slot("seal")).order_by("key").values_list("key", flat=True))


@pytest.fixture
def chains(db) -> list[Chain]:
    return Chain.objects.bulk_create([Chain(key=key, length=key * 10, seal="a") for key in (1, 2, 3)])


def test_a_prepared_query_sees_what_changed_since(chains: list[Chain]):
    assert [one.key for one in ENDS(seal="a", least=20)] == [2, 3]
    assert ENDS(seal="b", least=0) == []
    Chain.objects.filter(key=2).update(seal="b")
    assert [one.key for one in ENDS(seal="a", least=20)] == [3]
    assert ENDS(seal="b", least=0) == [chains[1]]


def test_a_prepared_query_asks_once(chains: list[Chain]):
    with CaptureQueriesContext(connection) as asked:
        assert len(ENDS(seal="a", least=0)) == 3
    assert len(asked) == 1


def test_a_prepared_query_answers_plain_values(chains: list[Chain]):
    assert KEYS(seal="a") == [1, 2, 3]
    assert KEYS(seal="z") == []


def test_text_in_a_slot_stays_text(chains: list[Chain]):
    assert KEYS(seal="' OR 1=1 --") == []
    assert KEYS(seal="%s") == []


def test_a_slot_without_a_value_is_an_error(chains: list[Chain]):
    with pytest.raises(KeyError, match="least"):
        ENDS(seal="a")
