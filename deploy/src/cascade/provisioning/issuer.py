"""The local issuer of the embedded deployment: it signs what an identity provider signs elsewhere (RFC 9068)."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from joserfc import jwt
from joserfc.jwk import OKPKey

from cascade.embedded.files import write_private

ISSUER = "urn:cascade:local"
AUDIENCE = "cascade"
LIFETIME_SECONDS = 12 * 3600
SAID_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Issuer:
    """`private`: key file of the issuer, for its owner alone; `public`: the key set that services read."""

    private: Path
    public: Path

    def provide(self) -> None:
        """Makes the key once. The private half comes last: it is there only if the public one is whole."""
        if self.private.exists() and self.public.exists():
            return
        key = OKPKey.generate_key("Ed25519", {"kid": uuid4().hex[:8], "use": "sig", "alg": "Ed25519"})
        self.private.unlink(missing_ok=True)
        self.public.parent.mkdir(parents=True, exist_ok=True)
        self.public.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
        write_private(self.private, json.dumps(key.as_dict(private=True)))

    def token(self, role: str, person: UUID | None = None, organisation: UUID | None = None) -> str:
        """Of somebody with this role; `person` where the role is a person's."""
        key = OKPKey.import_key(json.loads(self.private.read_text()))
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(person or role),
            "roles": [role],
            "iat": now,
            "nbf": now,
            "exp": now + LIFETIME_SECONDS,
            "jti": uuid4().hex,
        }
        if organisation is not None:
            claims["organisation"] = str(organisation)
        header = {"alg": "Ed25519", "typ": "at+jwt", "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=["Ed25519"])

    def said(self, client: str, claims: Mapping[str, object]) -> str:
        """An ID token or a logout token for a client."""
        key = OKPKey.import_key(json.loads(self.private.read_text()))
        now = int(time.time())
        every = {"iss": ISSUER, "aud": client, "iat": now, "exp": now + SAID_SECONDS, "jti": uuid4().hex}
        return jwt.encode(
            {"alg": "Ed25519", "typ": "JWT", "kid": key.kid}, {**every, **claims}, key, algorithms=["Ed25519"]
        )
