import pytest

from alongside.kit.sealing import boxes
from alongside.kit.verdict import Refused


def test_sealed_is_opened_again():
    box = boxes.sealed("JBSWY3DPEHPK3PXP ŵ", purpose="app")

    assert boxes.opened(box, purpose="app") == "JBSWY3DPEHPK3PXP ŵ"
    assert "JBSWY" not in box


def test_sealed_differs_each_time():
    assert boxes.sealed("the same", purpose="app") != boxes.sealed("the same", purpose="app")


def damaged(box: str) -> str:
    place = len(box) - 8
    return box[:place] + ("A" if box[place] != "A" else "B") + box[place + 1 :]


@pytest.mark.parametrize("spoil", [damaged, lambda box: box[:20], lambda _box: "", lambda _box: "plain text"])
def test_opened_refuses_what_was_damaged(spoil):
    box = boxes.sealed("secret", purpose="app")

    with pytest.raises(Refused, match="cannot be read"):
        boxes.opened(spoil(box), purpose="app")


def test_opened_refuses_another_purpose_and_another_key(settings):
    box = boxes.sealed("secret", purpose="app")

    with pytest.raises(Refused):
        boxes.opened(box, purpose="other")
    settings.SECRET_KEY = "another key of this installation, long enough"
    with pytest.raises(Refused):
        boxes.opened(box, purpose="app")
