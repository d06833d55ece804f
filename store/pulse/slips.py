"""Slips: one person's scores, or one comment, sealed into the same number of bytes for everybody.

Inside: 16 bytes that only the holder of all shares can make, the length, the body, zeros. A body
begins with the digest of the policy, a random nonce and the kind. Groups and questions are told by
their places in the policy: a slip holds no word but the comment itself.
"""

import hmac
import re
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from program.pulse.survey import SCALE, AnswerKind, Dimension, Policy, Question, Slip
from store.pulse.derived import SurveyKeys
from store.pulse.troubles import PulseTrouble, TooLong

SCORE_BYTES = 512
COMMENT_BYTES = 1536
"""Sealed. Both stay under what PostgreSQL would store out of line."""
NONCE_BYTES = 12

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SEAL_BYTES = 48  # a fresh public key and a tag
_MAC_BYTES = 16
_LENGTH_BYTES = 2
_HEAD_BYTES = 8 + NONCE_BYTES + 1
_AROUND = _SEAL_BYTES + _MAC_BYTES + _LENGTH_BYTES + _HEAD_BYTES
LONGEST_COMMENT = COMMENT_BYTES - _AROUND
"""Bytes of a comment in UTF-8."""

_DIMENSIONS = (Dimension.ROLE, Dimension.LOCATION)
_STAMP_BYTES = 2
_SKIPPED = 255
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def sealed_bytes(kind: int) -> int:
    """How long a slip of a kind is: 0 is the one of the scores, from 1 on one comment each."""
    return SCORE_BYTES if kind == 0 else COMMENT_BYTES


def seal_scores(
    keys: SurveyKeys,
    policy: Policy,
    digest: str,
    groups: Mapping[Dimension, str],
    scores: Mapping[str, int],
) -> bytes:
    """The slip of one person's scores, stamped with those of their groups that may be shown.

    Raises PulseTrouble `pulse.answer` for a score that no form offers.
    """
    stamps = [_stamp(policy, dimension, groups) for dimension in _DIMENSIONS]
    given = [scores.get(question.id, _SKIPPED) for question in policy.scores]
    if not all(map(_may_be, policy.scores, given)):
        raise PulseTrouble("pulse.answer")
    return _seal(keys, digest, 0, b"".join(stamps) + bytes(given))


def seal_comment(
    keys: SurveyKeys, policy: Policy, digest: str, question_index: int, text: str
) -> bytes:
    """The slip of one comment; an empty one is sealed just the same.

    `question_index` is its place among `policy.comments`. Raises TooLong.
    """
    body = _HALF_A_PAIR.sub("\ufffd", text).encode()
    if len(body) > LONGEST_COMMENT:
        raise TooLong(policy.comments[question_index].id, len(body) - LONGEST_COMMENT)
    return _seal(keys, digest, question_index + 1, body)


def open_scores(keys: SurveyKeys, policy: Policy, digest: str, sealed: bytes) -> tuple[Slip, bytes]:
    """A score slip and its nonce. Raises PulseTrouble `pulse.check` where anything is not ours."""
    content, nonce = _open(keys, digest, 0, sealed)
    end = len(_DIMENSIONS) * _STAMP_BYTES
    stamps, given = content[:end], content[end:]
    if len(given) != len(policy.scores) or not all(map(_may_be, policy.scores, given)):
        raise PulseTrouble("pulse.check")
    groups: dict[Dimension, str] = {}
    for place, dimension in enumerate(_DIMENSIONS):
        start = place * _STAMP_BYTES
        stamp = int.from_bytes(stamps[start : start + _STAMP_BYTES], "big")
        shown = policy.groups.get(dimension, ())
        if stamp > len(shown):
            raise PulseTrouble("pulse.check")
        if stamp:
            groups[dimension] = shown[stamp - 1]
    scores = {
        question.id: score
        for question, score in zip(policy.scores, given, strict=True)
        if score != _SKIPPED
    }
    return Slip(groups, scores), nonce


def open_comment(
    keys: SurveyKeys, policy: Policy, digest: str, question_index: int, sealed: bytes
) -> tuple[str, bytes]:
    """A comment and its nonce. Raises PulseTrouble `pulse.check` where anything is not ours."""
    if question_index not in range(len(policy.comments)):
        raise PulseTrouble("pulse.check")
    content, nonce = _open(keys, digest, question_index + 1, sealed)
    return content.decode(), nonce  # its writer had to encode it: the tag vouches for that


def _seal(keys: SurveyKeys, digest: str, kind: int, content: bytes) -> bytes:
    body = bytes.fromhex(digest) + secrets.token_bytes(NONCE_BYTES) + bytes([kind]) + content
    room = sealed_bytes(kind) - _SEAL_BYTES - _MAC_BYTES - _LENGTH_BYTES
    plain = _mac(keys, body) + len(body).to_bytes(_LENGTH_BYTES, "big") + body.ljust(room, b"\0")
    return bytes(_SUITE.encrypt(plain, keys.private.public_key(), info=keys.purpose))


def _open(keys: SurveyKeys, digest: str, kind: int, sealed: bytes) -> tuple[bytes, bytes]:
    plain = _unsealed(keys, sealed) if len(sealed) == sealed_bytes(kind) else b""
    start = _MAC_BYTES + _LENGTH_BYTES
    length = int.from_bytes(plain[_MAC_BYTES:start], "big")
    body, rest = plain[start : start + length], plain[start + length :]
    ours = hmac.compare_digest(plain[:_MAC_BYTES], _mac(keys, body))
    if not ours or len(body) < _HEAD_BYTES or rest.strip(b"\0"):
        raise PulseTrouble("pulse.check")
    if body[:8].hex() != digest or body[_HEAD_BYTES - 1] != kind:
        raise PulseTrouble("pulse.check")
    return body[_HEAD_BYTES:], body[8 : 8 + NONCE_BYTES]


def _unsealed(keys: SurveyKeys, sealed: bytes) -> bytes:
    try:
        return bytes(_SUITE.decrypt(sealed, keys.private, info=keys.purpose))
    except (InvalidTag, ValueError):
        pass
    raise PulseTrouble("pulse.check")


def _mac(keys: SurveyKeys, body: bytes) -> bytes:
    return hmac.digest(keys.roll, b"slip|" + body, "sha256")[:_MAC_BYTES]


def _stamp(policy: Policy, dimension: Dimension, groups: Mapping[Dimension, str]) -> bytes:
    """The place of the person's group among those that may be shown, from 1; 0: not shown."""
    shown = policy.groups.get(dimension, ())
    mine = groups.get(dimension)
    return (shown.index(mine) + 1 if mine in shown else 0).to_bytes(_STAMP_BYTES, "big")


def _may_be(question: Question, score: int) -> bool:
    if score == _SKIPPED:
        return True
    if question.kind is AnswerKind.SCALE:
        return score in SCALE
    return score in range(len(question.options))
