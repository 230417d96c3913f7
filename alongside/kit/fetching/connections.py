"""Connections to public addresses alone, each watched by a clock.

A name is looked up once, what it stands for is judged, and the connection is made to the very address that was judged: a name
that stands for something else a moment later (DNS rebinding) leads nowhere. The certificate is that of the name.
"""

import ipaddress
import socket
import ssl
import time
from threading import Timer
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPSConnection
from urllib3.util.connection import create_connection

from alongside.kit.verdict import Refused

NAT64, LOCAL_NAT64 = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
)  # RFC 6052, RFC 8215
Address = tuple[str, int]
MOST_TRIED = 4
"""So many of a host's addresses are tried; one that has more is not asked at the others."""


def addresses_of(host: str, port: int) -> list[Address]:
    """Where the host may be asked, in the order to try; refused when that is nowhere, or anywhere that is not public.

    One private address among public ones is enough to refuse: nobody needs such a name but whoever means harm.
    """
    try:
        found = {entry[4][0]: None for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Refused(_("There is no server called %(host)s. Check how it is spelt.") % {"host": host}) from None
    if not settings.FETCH_PRIVATE and not all(is_public(str(one)) for one in found):
        raise Refused(
            _("%(host)s is not on the public internet. Give an address that is, or ask whoever runs this installation.")
            % {"host": host}
        )
    return [(str(one), port) for one in found]


def is_public(address: str) -> bool:
    """Whether the IP address belongs to the public internet; an IPv6 address that holds an IPv4 one is judged by that."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.is_site_local or found in LOCAL_NAT64:
            return False
        if inner := inside(found):
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def inside(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, by 6to4, by Teredo, or by NAT64."""
    if found in NAT64:
        return ipaddress.IPv4Address(found.packed[-4:])
    return found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)


class Connection(HTTPSConnection):
    """A connection to a judged address, cut off when patience ends, however slowly the other side talks."""

    watch: Timer | None = None
    line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        """The connection; the first address that answers. Looking up the name and trying the others takes from the same time."""
        ends = time.monotonic() + settings.FETCH_PATIENCE
        missed: OSError | None = None
        for address in addresses_of(self._dns_host, self.port)[:MOST_TRIED]:
            left = ends - time.monotonic()
            if left <= 0:
                break
            try:
                made = create_connection(address, timeout=left, socket_options=self.socket_options)
            except OSError as error:
                missed = error
            else:
                self.line = made.dup()  # TLS takes the first one over, and cannot be interrupted through it
                self.watch = Timer(max(ends - time.monotonic(), 0), hang_up, [self.line])
                self.watch.daemon = True
                self.watch.start()
                return made
        raise missed or OSError("no address")

    def close(self) -> None:
        """Close it, and stop the clock."""
        if self.watch is not None and self.line is not None:
            self.watch.cancel()
            self.line.close()
            self.watch = self.line = None
        super().close()


def hang_up(line: socket.socket) -> None:
    """End the connection, whoever waits for what comes over it."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


class Pool(HTTPSConnectionPool):
    """Connections to one host."""

    ConnectionCls = Connection


class Adapter(HTTPAdapter):
    """What `requests` connects with."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Pools of guarded connections, which trust what the machine trusts, and Mozilla's list."""
        trusted = ssl.create_default_context()
        trusted.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
        self.poolmanager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=trusted, **options
        )
        self.poolmanager.pool_classes_by_scheme = {"https": Pool}

    def cert_verify(self, *_args: object, **_options: object) -> None:
        """Nothing more: the context above decides whom we trust."""
