"""Telling in which encoding the bytes of a text file were written."""

import codecs
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

CHUNK = 1 << 18
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16, so it is looked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD = ("cp1252", "iso8859-15", "iso8859-14", "mac_roman", "cp850", "latin-1")
LIKELY = frozenset("£€éèêëáàâäíìîïóòôöúùûüñçŵŷŴŶßøåæ‘’“”–—…•·°½¼¾²³©®™«»\N{NO-BREAK SPACE}")
MIXED = "windows-1252 where utf-8 fails"


class Encoding(NamedTuple):
    """How to open a text file: the codec, and what to do where it fails."""

    name: str
    errors: str = "strict"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are not UTF-8, read as the old Windows encoding."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error(MIXED, _as_windows)


def encoding_of(path: Path) -> Encoding:
    """The encoding in which the whole file makes most sense; some old one-byte encoding can always be had."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if wide := _wide_without_mark(head):
        return Encoding(wide)
    good, bad = _utf8_signs(path)
    if not bad:
        return Encoding("utf-8")
    return Encoding("utf-8", MIXED) if good > bad else Encoding(_likeliest(path))


def _wide_without_mark(head: bytes) -> str:
    """The order of bytes of UTF-16 without its mark: every other byte of western text is zero."""
    low, high = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if high > half * 0.6 and low < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if low > half * 0.6 and high < half * 0.1 else ""


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _utf8_signs(path: Path) -> tuple[int, int]:
    """How many letters beyond ASCII are right in UTF-8, and how many bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    for chunk in chain(_chunks(path), (b"",)):
        text = decoder.decode(chunk, final=not chunk)
        if text.isascii():
            continue
        wrong = sum(1 for sign in text if "\udc80" <= sign <= "\udcff")
        good += sum(1 for sign in text if sign > "\x7f") - wrong
        bad += wrong
    return good, bad


def _likeliest(path: Path) -> str:
    """The one-byte encoding that gives most letters and signs that people here type."""
    counts: Counter[int] = Counter()
    for chunk in _chunks(path):
        counts.update(chunk.translate(None, delete=bytes(range(128))))
    scores = {name: _score(name, counts) for name in OLD}
    return max(OLD, key=lambda name: scores[name])


def _score(name: str, counts: Counter[int]) -> int:
    """How likely the signs beyond ASCII are in that encoding."""
    score = 0
    for byte, count in counts.items():
        try:
            sign = bytes([byte]).decode(name)
        except UnicodeDecodeError:
            return -(1 << 60)
        score += count * (2 if sign in LIKELY else 1 if sign.isalpha() else -3 if not sign.isprintable() else 0)
    return score


def count_lines(path: Path) -> int:
    """About how many lines the file has: the line ends of the kind that it uses."""
    feeds = returns = 0
    for chunk in _chunks(path):
        feeds += chunk.count(b"\n")
        returns += chunk.count(b"\r")
    return max(feeds, returns) + 1
