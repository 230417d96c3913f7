"""What a server is asked, and what is made of its answer."""

from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from alongside.kit.fetching.connections import Adapter
from alongside.kit.verdict import Refused

LARGEST = 1_000_000
PIECE = 16_384
REDIRECTS = range(300, 400)


class Session(requests.Session):
    """Asks servers as `requests` does, within bounds; whatever goes wrong on the way is a refusal in words.

    Nothing of the machine's own (proxies, passwords in `.netrc`) is used, cookies are not kept, and no redirect is followed:
    it could lead to where nobody should look.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.adapters.clear()
        self.mount("https://", Adapter())

    def request(self, method: str, url: str | bytes, *args: Any, **options: Any) -> requests.Response:
        """The whole answer, of a megabyte at most."""
        host = host_of(str(url))
        options |= {"allow_redirects": False, "stream": True, "timeout": settings.FETCH_PATIENCE}
        try:
            answer = super().request(method, url, *args, **options)
            answer._content = whole(answer)  # noqa: SLF001 -- where `requests` keeps what it has read
        except requests.exceptions.SSLError:
            raise Refused(
                _("The certificate of %(host)s is not one that can be trusted. Ask whoever runs that server.")
                % {"host": host}
            ) from None
        except (requests.RequestException, OSError, ValueError):
            raise Refused(_("%(host)s does not answer. Try again in a few minutes.") % {"host": host}) from None
        finally:
            self.cookies.clear()
            self.close()
        if answer.status_code in REDIRECTS:
            raise Refused(_("%(host)s sends us on to another address. Give that one instead.") % {"host": host})
        return answer


def whole(answer: requests.Response) -> bytes:
    """All that the server says; `ValueError` when it goes on and on."""
    read = bytearray()
    for piece in answer.iter_content(PIECE):
        read += piece
        if len(read) > LARGEST:
            raise ValueError("too much")
    return bytes(read)


def host_of(url: str) -> str:
    """The host to be asked; refused unless the address is a plain one that begins with https://."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme != "https" or "@" in parts.netloc:
        raise Refused(_("Give an address that begins with https://."))
    return host


def said(answer: requests.Response) -> dict[str, Any]:
    """What a server answered as JSON; refused when it is an error, or nothing that can be read."""
    host = urlsplit(answer.url).hostname or ""
    if answer.status_code != requests.codes.ok:
        raise Refused(
            _("%(host)s answers with error %(code)s. Check the address.") % {"host": host, "code": answer.status_code}
        )
    try:
        told = answer.json()
    except (requests.JSONDecodeError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Refused(_("%(host)s answers with something else than was asked for. Check the address.") % {"host": host})
    return told
