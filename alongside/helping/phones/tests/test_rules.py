import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.helping.phones import rules
from alongside.kit.verdict import Refused

KEY = str(uuid.UUID(int=7))
BEA, CAI = rules.new_pair(), rules.new_pair()


@given(st.text(max_size=400))
def test_opened_gives_back_what_was_sealed(text: str):
    sealed = rules.sealed_for(BEA.public, text, entry_key=KEY)

    assert rules.opened(sealed, private=BEA.private, entry_key=KEY) == text


def test_opened_refuses_an_entry_sealed_for_somebody_else():
    sealed = rules.sealed_for(BEA.public, "happened_on=2026-11-19", entry_key=KEY)

    with pytest.raises(Refused, match="saved by somebody else"):
        rules.opened(sealed, private=CAI.private, entry_key=KEY)


def test_opened_refuses_an_entry_under_another_key():
    sealed = rules.sealed_for(BEA.public, "happened_on=2026-11-19", entry_key=KEY)

    with pytest.raises(Refused, match="damaged"):
        rules.opened(sealed, private=BEA.private, entry_key=str(uuid.UUID(int=8)))


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(rules.to_text)))
def test_opened_refuses_anything_else(nonsense: str):
    with pytest.raises(Refused):
        rules.opened(nonsense, private=BEA.private, entry_key=KEY)


def test_sealed_text_shows_nothing_of_the_entry():
    sealed = rules.sealed_for(BEA.public, "Heron", entry_key=KEY)

    assert b"Heron" not in rules.to_bytes(sealed)


def test_opened_leaves_an_entry_of_another_format_alone():
    parcel = json.loads(rules.to_bytes(rules.sealed_for(BEA.public, "happened_on=2026-11-19", entry_key=KEY)))
    assert rules.opened(rules.to_text(json.dumps(parcel).encode()), private=BEA.private, entry_key=KEY)
    later = rules.to_text(json.dumps({**parcel, "v": 2}).encode())

    with pytest.raises(Refused, match="stays on the phone"):
        rules.opened(later, private=BEA.private, entry_key=KEY)
