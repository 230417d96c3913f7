"""What waits on the disk comes back as it was put in, in its order."""

from datetime import date

from alongside.kit import spool


def test_a_spool_gives_back_what_was_put_in_as_often_as_wanted(monkeypatch):
    monkeypatch.setattr(spool, "AT_ONCE", 2)
    kept = spool.Spool[tuple[int, date]]()
    told = [(number, date(2026, 11, 1 + number)) for number in range(5)]

    for one in told[:3]:
        kept.put(one)
    before = list(kept)
    for one in told[3:]:
        kept.put(one)

    assert before == told[:3]
    assert list(kept) == list(kept) == told


def test_two_go_through_a_spool_side_by_side(monkeypatch):
    monkeypatch.setattr(spool, "AT_ONCE", 1)
    kept = spool.Spool[str]()
    for one in "abc":
        kept.put(one)

    assert list(zip(kept, kept, strict=True)) == [("a", "a"), ("b", "b"), ("c", "c")]


def test_an_empty_spool_gives_nothing():
    assert list(spool.Spool[str]()) == []


def test_an_unnamed_file_can_be_written_and_read():
    with spool.unnamed() as file:
        file.write(b"once")
        file.seek(0)

        assert file.read() == b"once"
        assert not isinstance(file.name, str), "nobody else can open it"
