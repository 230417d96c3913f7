"""Who may ask now."""

import pytest

from alongside.kit.fetching.turns import turn
from alongside.kit.verdict import Refused

pytestmark = pytest.mark.django_db


def test_a_turn_is_for_two_at_a_time_and_each_network_has_its_own():
    with turn("network-1"), turn("network-1"):
        with pytest.raises(Refused, match="Others are waiting"), turn("network-1"):
            pass
        with turn("network-2"):
            pass

    with turn("network-1"), turn("network-1"):
        pass


def test_a_turn_ends_with_whatever_goes_wrong():
    for _time in range(3):
        with pytest.raises(LookupError), turn("network-1"):
            raise LookupError
