"""The keys of one survey, put together from three shares that never lie in one place."""

import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store.pulse.vault import Vault


@dataclass(frozen=True)
class SurveyKeys:
    """What opens slips, what they are sealed to, and what makes tokens. In memory only, briefly."""

    survey_id: str
    private: X25519PrivateKey = field(repr=False)
    public: bytes
    """Stands in the row of the survey too; another one there means that somebody changed it."""
    roll: bytes = field(repr=False)

    @property
    def purpose(self) -> bytes:
        """Binds whatever is made with these keys to their survey."""
        return f"pulse/v1|{self.survey_id}".encode()


def keys_of(vault: Vault, survey_id: str, db_share: bytes, digest: str) -> SurveyKeys:
    """The keys of a survey under the policy of that digest: a changed policy has other keys.

    Raises PulseTrouble: `pulse.no_secret`, `pulse.no_folder`, `pulse.key_gone`.
    """
    parts = vault.secret + vault.share(survey_id) + db_share
    info = f"pulse/v1|{survey_id}|{digest}".encode()
    out = HKDF(algorithm=SHA256(), length=64, salt=None, info=info).derive(parts)
    private = X25519PrivateKey.from_private_bytes(out[:32])
    return SurveyKeys(survey_id, private, private.public_key().public_bytes_raw(), out[32:])


def token(keys: SurveyKeys, person_id: str) -> bytes:
    """What stands for a person on the roll of this survey, and of no other."""
    return hmac.digest(keys.roll, person_id.encode(), "sha256")
