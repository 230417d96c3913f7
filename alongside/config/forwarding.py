"""Who asks, when proxies of the operator's own stand before the server: the address and the scheme that they saw (T81).

The proxies tell it in headers that anybody can send as well. So it is read here, once, from the end that our own proxies wrote,
put where the rest of the software looks, and whatever else was claimed is dropped. WSGI spells `X-Forwarded-For` and
`X_Forwarded_For` alike, and our server keeps the one that came last: a proxy that lets the second through lets its sender choose
an address. No other name is spelled like `Forwarded` (RFC 7239), so a proxy that sends it cannot be talked over.
"""

import ipaddress
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STANDARD, USUAL = "HTTP_FORWARDED", "HTTP_X_FORWARDED_"
PAIR = r"""([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[^"\\;=\s]*)"""
ELEMENT = re.compile(rf"\s*(?:{PAIR}\s*)?(?:;\s*(?:{PAIR}\s*)?)*")


def behind(application: "WSGIApplication", *, proxies: int, is_standard: bool) -> "WSGIApplication":
    """The application behind so many proxies; they send `Forwarded` when that is the standard one, else `X-Forwarded-…`."""

    def heard(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        claimed = {name: environ.pop(name) for name in list(environ) if name == STANDARD or name.startswith(USUAL)}
        if proxies:
            client, scheme = (standard if is_standard else usual)(claimed, proxies=proxies)
            environ["REMOTE_ADDR"] = address(client) or environ["REMOTE_ADDR"]
            environ["wsgi.url_scheme"] = "https" if scheme.lower() == "https" else "http"
        return application(environ, start_response)

    return heard


def usual(claimed: dict[str, Any], *, proxies: int) -> tuple[str, str]:
    """Address and scheme as `X-Forwarded-For` and `X-Forwarded-Proto` tell them; a proxy may hand an outer one's scheme on."""
    clients = claimed.get(f"{USUAL}FOR", "").split(",")
    schemes = claimed.get(f"{USUAL}PROTO", "").split(",")
    return nth_from_the_end(clients, proxies), schemes[-min(proxies, len(schemes))].strip()


def standard(claimed: dict[str, Any], *, proxies: int) -> tuple[str, str]:
    """Address and scheme as `Forwarded: for=192.0.2.60;proto=https, …` tells them.

    Nothing is heard unless all that our proxies wrote is well formed: a proxy may hand on words of the client's own, such as
    the host, and a comma or a semicolon in them would look like one more proxy or one more address.
    """
    elements = claimed.get(STANDARD, "").split(",")
    told = [parameters(element) for element in elements[-proxies:]]
    if len(told) < proxies or not all(told):
        return "", ""
    return told[0].get("for", ""), told[0].get("proto", "")


def parameters(element: str) -> dict[str, str]:
    """What one proxy told, by name; empty when it is malformed or says one thing twice (RFC 7239, section 4)."""
    pairs = re.findall(PAIR, element) if ELEMENT.fullmatch(element) else []
    told = {name.lower(): value.strip('"') for name, value in pairs}
    return told if len(told) == len(pairs) else {}


def nth_from_the_end(parts: list[str], place: int) -> str:
    """What the outermost of our proxies wrote; empty when fewer than all of them wrote anything."""
    return parts[-place].strip() if place <= len(parts) else ""


def address(told: str) -> str:
    """The IP address without brackets and port; empty when it is none, such as `unknown`."""
    bare = told[1:].partition("]")[0] if told.startswith("[") else told
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
