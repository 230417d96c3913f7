"""T81, T26: nobody chooses the address that their guesses are counted under."""

from typing import Any

import pytest

from alongside.config import forwarding

PEER = "10.0.0.9"


def heard(proxies: int = 1, *, is_standard: bool = False, **claims: str) -> tuple[str, str, list[str]]:
    """The address and scheme that the application hears, and the headers of proxies that it still sees."""
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: object) -> list[bytes]:
        seen.update(environ)
        return []

    environ = {
        "REMOTE_ADDR": PEER,
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name}": told for name, told in claims.items()},
    }
    forwarding.behind(application, proxies=proxies, is_standard=is_standard)(environ, lambda *_: lambda _: None)
    return seen["REMOTE_ADDR"], seen["wsgi.url_scheme"], [name for name in seen if "FORWARDED" in name]


@pytest.mark.parametrize("is_standard", [False, True])
def test_behind_no_proxy_nothing_is_heard(is_standard: bool):
    claims = {"X_FORWARDED_FOR": "6.6.6.6", "X_FORWARDED_PROTO": "https", "X_FORWARDED_HOST": "evil.example"}

    assert heard(0, is_standard=is_standard, **claims, FORWARDED="for=6.6.6.6;proto=https") == (PEER, "http", [])


@pytest.mark.parametrize(
    ("proxies", "told", "client"),
    [
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6,1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.8", "1.1.1.1"),
        (2, "1.1.1.1", PEER),
        (1, "1.1.1.1:4711", "1.1.1.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "unknown", PEER),
        (1, "", PEER),
        (1, "1.1.1.1,", PEER),
    ],
)
def test_behind_hears_what_the_outermost_proxy_wrote(proxies: int, told: str, client: str):
    assert heard(proxies, X_FORWARDED_FOR=told, FORWARDED="for=6.6.6.6") == (client, "http", [])


@pytest.mark.parametrize(
    ("told", "scheme"), [("https", "https"), ("http", "http"), ("https,http", "http"), ("HTTPS", "https"), ("", "http")]
)
def test_behind_hears_the_scheme(told: str, scheme: str):
    assert heard(X_FORWARDED_FOR="1.1.1.1", X_FORWARDED_PROTO=told)[1] == scheme


@pytest.mark.parametrize(
    ("proxies", "told", "client", "scheme"),
    [
        (1, "for=1.1.1.1;proto=https", "1.1.1.1", "https"),
        (1, 'For="[2001:db8::1]:4711"; Proto=https', "2001:db8::1", "https"),
        (1, "for=6.6.6.6;proto=https, for=1.1.1.1;proto=http", "1.1.1.1", "http"),
        (1, 'for="6.6.6.6, for=1.1.1.1', "1.1.1.1", "http"),
        (2, "for=6.6.6.6, for=1.1.1.1;proto=https, for=10.0.0.8;proto=http", "1.1.1.1", "https"),
        (1, "for=1.1.1.1;;proto=https;", "1.1.1.1", "https"),
        (1, 'for=1.1.1.1;host="a;for=6.6.6.6"', "1.1.1.1", "http"),
        (1, "for=_hidden", PEER, "http"),
        (1, "", PEER, "http"),
    ],
)
def test_behind_hears_the_standard_header(proxies: int, told: str, client: str, scheme: str):
    claims = {"X_FORWARDED_FOR": "6.6.6.6", "X_FORWARDED_PROTO": "https"}

    assert heard(proxies, is_standard=True, FORWARDED=told, **claims) == (client, scheme, [])


@pytest.mark.parametrize(
    ("proxies", "told"),
    [
        (1, "for=1.1.1.1;for=6.6.6.6"),
        (1, "for=6.6.6.6;proto=https;For=1.1.1.1"),
        (1, "for=1.1.1.1;proto=https;proto=https"),
        (1, 'for=1.1.1.1;host="a, for=6.6.6.6"'),
        (1, r'for=1.1.1.1;host="a\", for=6.6.6.6"'),
        (1, "for=1.1.1.1;host=a;b;for=6.6.6.6"),
        (2, 'for=1.1.1.1, for=10.0.0.8;host="a, for=6.6.6.6, b"'),
        (2, "for=6.6.6.6, for=10.0.0.8;for=10.0.0.8"),
    ],
)
def test_behind_hears_nothing_malformed(proxies: int, told: str):
    """T81: nobody chooses an address by what a proxy hands on of theirs; RFC 7239 allows each parameter once."""
    assert heard(proxies, is_standard=True, FORWARDED=told) == (PEER, "http", [])
