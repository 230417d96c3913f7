import pytest

from alongside.kit.sheets import decoding

WELSH = "Siân, Tŷ Gŵyr\n" * 20


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"plain", "utf-8"),
        (WELSH.encode(), "utf-8"),
        (WELSH.encode("utf-8-sig"), "utf-8-sig"),
        (WELSH.encode("utf-16"), "utf-16"),
        (WELSH.encode("utf-16-le"), "utf-16-le"),
        (WELSH.encode("utf-16-be"), "utf-16-be"),
        (WELSH.encode("utf-32"), "utf-32"),
        (WELSH.encode("iso8859-14"), "iso8859-14"),
        ("“Café” costs £5 – naïve".encode("cp1252"), "cp1252"),
        ("“Café” costs £5 – naïve".encode("mac_roman"), "mac_roman"),
        ("Café £5".encode("cp850"), "cp850"),
        ("€5 for Zoë".encode("iso8859-15"), "iso8859-15"),
    ],
)
def test_encoding_is_told_from_the_bytes(tmp_path, content, name):
    path = tmp_path / "file"
    path.write_bytes(content)

    assert decoding.encoding_of(path).name == name


def test_letters_across_the_edge_of_a_piece_are_whole(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(WELSH.encode())
    monkeypatch.setattr(decoding, "CHUNK", 7)

    assert decoding.encoding_of(path) == ("utf-8", "strict")


@pytest.mark.parametrize("content", [b"a\nb\nc", b"a\r\nb\r\nc", b"a\rb\rc"])
def test_count_lines_whatever_their_ends(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)

    assert decoding.count_lines(path) == 3
