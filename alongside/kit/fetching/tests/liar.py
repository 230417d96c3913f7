"""An identity provider for tests, over real TLS, that holds us to the protocol and lies about people as it is told.

The one that does not lie is in `tests/journeys/provider.mjs`.
"""

import base64
import datetime as dt
import hashlib
import ipaddress
import itertools
import json
import ssl
import threading
import time
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

CLIENT, SECRET = "alongside at leeds", "a:secret with+signs/="
DISCOVERY, KEYS, TOKEN, PERSON = "/.well-known/openid-configuration", "/keys", "/token", "/person"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for this machine that vouches for itself; the files that hold them."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tests")])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    folder.joinpath("key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    folder.joinpath("cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "key.pem", folder / "cert.pem"


@lru_cache(maxsize=4)
def kept_key(place: int) -> rsa.RSAPrivateKey:
    """One of a few keys, made once: making one takes longer than a test."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


PLACES = itertools.cycle(range(3))


def next_key() -> rsa.RSAPrivateKey:
    """A key to sign with, another one than the last two."""
    return kept_key(next(PLACES))


class Liar:
    """The provider. `tells` is its description of itself; `codes` what it gives for a code; `asked` what it was asked."""

    def __init__(self, key: Path, cert: Path) -> None:
        self.key = next_key()
        self.codes: dict[str, dict[str, Any]] = {}
        self.people: dict[str, dict[str, Any]] = {}
        self.raw: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        liar = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                liar.answer(self, self.path)

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                liar.answer(self, self.path, dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.issuer = f"https://localhost:{self.server.server_address[1]}"
        self.tells: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": self.issuer + TOKEN,
            "userinfo_endpoint": self.issuer + PERSON,
            "jwks_uri": self.issuer + KEYS,
        }
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler, path: str, posted: dict[str, str] | None = None) -> None:
        self.asked.append(path)
        if path in self.raw:
            status, heads, body = self.raw[path]
        else:
            status, heads, body = (
                200,
                {"Content-Type": "application/json"},
                json.dumps(self.said(handler, path, posted)).encode(),
            )
        handler.send_response(status)
        for name, value in heads.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def said(self, handler: BaseHTTPRequestHandler, path: str, posted: dict[str, str] | None) -> Any:
        if path == DISCOVERY:
            return self.tells
        if path == KEYS:
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}
        if path == TOKEN and posted:
            return self.exchanged(posted, handler.headers["Authorization"] or "")
        if path == PERSON:
            return self.people[handler.headers["Authorization"].removeprefix("Bearer ")]
        return {}

    def exchanged(self, posted: dict[str, str], authorization: str) -> dict[str, Any]:
        """What the code stands for, once, when whoever asks is the client that began (RFC 6749, RFC 7636)."""
        who = base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":")
        assert [unquote_plus(one) for one in who] == [CLIENT, SECRET]
        kept = self.codes.pop(posted["code"], None)
        if kept is None:
            return {"error": "invalid_grant"}
        proof = base64.urlsafe_b64encode(hashlib.sha256(posted["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert (proof, posted["redirect_uri"]) == (kept["code_challenge"], kept["redirect_uri"])
        return {"access_token": posted["code"], "token_type": "Bearer", "id_token": kept["token"]}

    def claims(self, sent: dict[str, str], **told: Any) -> dict[str, Any]:
        """What an honest token says about whoever was sent here so; `told` says otherwise, None leaves it out."""
        now = int(time.time())
        honest = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": sent["nonce"]}
        person = {"sub": "b-1", "email": "bea@example.org", "email_verified": True, "name": "Bea"}
        return {name: value for name, value in (honest | person | told).items() if value is not None}

    def signed(self, claims: dict[str, Any], **told: Any) -> str:
        """A token with those claims; `told` says how it is signed otherwise than with our key."""
        how = {"key": self.key, "algorithm": "RS256", "headers": {"kid": "one"}} | told
        return str(jwt.encode(claims, **how))

    def let_through(self, sent: dict[str, str], *, token: str | None = None, code: str = "code", **told: Any) -> str:
        """The code that the browser takes back."""
        claims = self.claims(sent, **told)
        self.codes[code] = sent | {"token": token or self.signed(claims)}
        self.people.setdefault(code, {"sub": claims.get("sub")})
        return code
