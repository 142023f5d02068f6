"""A small OpenID provider on this machine: discovery, authorization, token, user and keys, really signed.

It says yes to everybody who comes, as the person that the test names in `who`.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET, KEY = "monitor", "een-geheim", "sleutel-1"


class Provider:
    """What the provider knows: its key, who comes, and which codes and tokens it gave."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.who: dict[str, Any] = {}
        self.refuse = ""
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()
        self.issuer = ""

    def discovery(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """The public key."""
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": KEY, "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser goes back to, with a code or a refusal."""
        back = {"state": query["state"]}
        if self.refuse:
            return f"{query['redirect_uri']}?{urlencode(back | {'error': self.refuse})}"
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode(back | {'code': code})}"

    def token(self, body: dict[str, str]) -> dict[str, Any]:
        """Tokens for a code: once, for our client, with the proof that PKCE asks."""
        query = self.codes.pop(body["code"])
        assert (body["client_id"], body["client_secret"]) == (CLIENT, SECRET)
        proof = hashlib.sha256(body["code_verifier"].encode()).digest()
        assert query["code_challenge"] == base64.urlsafe_b64encode(proof).decode().rstrip("=")
        access, now = secrets.token_urlsafe(8), int(time.time())
        self.tokens.add(access)
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60} | self.who
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": KEY})
        return {"access_token": access, "token_type": "Bearer", "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self, data: Any) -> None:
            body = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            provider.asked.append(url.path)
            if url.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
            elif url.path == "/userinfo":
                assert self.headers["Authorization"].removeprefix("Bearer ") in provider.tokens
                self.answer(provider.who)
            else:
                self.answer(provider.keys() if url.path == "/keys" else provider.discovery())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            provider.asked.append(self.path)
            self.answer(provider.token(body))

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    return Handler


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, on a free port until the test ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()
