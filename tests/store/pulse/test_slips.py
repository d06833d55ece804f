"""Slips: one length for everybody, and nothing opens that was not sealed by the holder of all keys.

Sizes at rest are asked of the database itself.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from program.pulse.survey import COMMENT_LIMIT, Dimension, Policy
from store.pulse.derived import SurveyKeys, keys_of
from store.pulse.slips import (
    COMMENT_BYTES,
    LONGEST_COMMENT,
    SCORE_BYTES,
    open_comment,
    open_scores,
    seal_comment,
    seal_scores,
)
from store.pulse.troubles import PulseTrouble, TooLong
from store.store import Store
from store.workspaces import Workspace
from tests.kit.pulse import open_pulse, policy_for, vault_in
from tests.store.pulse.everything import rows_of

ONE = "1" * 32
SHARE = b"d" * 32
GROUPS = {Dimension.ROLE: "mentor", Dimension.LOCATION: "Lima"}


@pytest.fixture
def policy(sqlite_store: Store) -> Policy:
    places = {Dimension.ROLE: ("mentee", "mentor"), Dimension.LOCATION: ("Lima", "Oslo")}
    return replace(policy_for(sqlite_store, 24), groups=places)


@pytest.fixture
def its_keys(tmp_path: Path, policy: Policy) -> SurveyKeys:
    vault = vault_in(tmp_path / "another")
    vault.new_share(ONE)
    return keys_of(vault, ONE, SHARE, policy.digest())


def test_what_is_sealed_opens_with_all_three_shares(its_keys: SurveyKeys, policy: Policy) -> None:
    scores = {"fit": 5, "often": 0}
    slip, nonce = open_scores(
        its_keys,
        policy,
        policy.digest(),
        seal_scores(its_keys, policy, policy.digest(), GROUPS, scores),
    )
    assert (slip.groups, slip.scores) == (GROUPS, scores)
    assert len(nonce) == 12
    for place in range(2):
        sealed = seal_comment(its_keys, policy, policy.digest(), place, 'naïve 🙂 \\ " \n')
        assert (
            open_comment(its_keys, policy, policy.digest(), place, sealed)[0] == 'naïve 🙂 \\ " \n'
        )


def test_groups_that_may_not_be_shown_are_stamped_nowhere(
    its_keys: SurveyKeys, policy: Policy
) -> None:
    mine = {Dimension.ROLE: "mentor", Dimension.LOCATION: "Reykjavík"}
    sealed = seal_scores(its_keys, policy, policy.digest(), mine, {"fit": 1})
    slip, _ = open_scores(its_keys, policy, policy.digest(), sealed)
    assert slip.groups == {Dimension.ROLE: "mentor"}


@pytest.mark.parametrize(
    ("groups", "scores"),
    [
        ({}, {}),
        (GROUPS, {"fit": 5, "safety": 5, "often": 2}),
        ({Dimension.LOCATION: "Oslo"}, {"often": 1}),
    ],
)
def test_scores_have_one_length_whatever_was_answered(
    its_keys: SurveyKeys, policy: Policy, groups: dict[Dimension, str], scores: dict[str, int]
) -> None:
    assert len(seal_scores(its_keys, policy, policy.digest(), groups, scores)) == SCORE_BYTES


@pytest.mark.parametrize(
    "text", ["", "a", "🙂" * (LONGEST_COMMENT // 4), "x" * LONGEST_COMMENT, "é\ud800\0", "\n" * 600]
)
def test_comments_have_one_length_whatever_was_written(
    its_keys: SurveyKeys, policy: Policy, text: str
) -> None:
    sealed = seal_comment(its_keys, policy, policy.digest(), 0, text)
    assert len(sealed) == COMMENT_BYTES
    assert open_comment(its_keys, policy, policy.digest(), 0, sealed)[0] == text.replace(
        "\ud800", "\ufffd"
    )


def test_the_form_s_limit_fits_for_every_script_of_two_bytes() -> None:
    assert COMMENT_LIMIT * 2 <= LONGEST_COMMENT


@pytest.mark.parametrize("text", ["x" * (LONGEST_COMMENT + 1), "🙂" * (LONGEST_COMMENT // 4 + 1)])
def test_one_byte_too_many_is_refused_without_a_word_of_it(
    its_keys: SurveyKeys, policy: Policy, text: str
) -> None:
    with pytest.raises(TooLong) as refused:
        seal_comment(its_keys, policy, policy.digest(), 1, text)
    assert refused.value.question_id == "else"
    assert refused.value.over_bytes == len(text.encode()) - LONGEST_COMMENT
    assert text[:3] not in repr(refused.value)


@pytest.mark.parametrize("scores", [{"fit": 0}, {"fit": 6}, {"often": 3}, {"often": -1}])
def test_a_score_that_no_form_offers_is_not_sealed(
    its_keys: SurveyKeys, policy: Policy, scores: dict[str, int]
) -> None:
    with pytest.raises(PulseTrouble, match=r"pulse\.answer"):
        seal_scores(its_keys, policy, policy.digest(), GROUPS, scores)


def test_a_slip_with_one_bit_changed_does_not_open(its_keys: SurveyKeys, policy: Policy) -> None:
    ours = seal_scores(its_keys, policy, policy.digest(), GROUPS, {"fit": 2})
    for place in range(SCORE_BYTES):
        sealed = bytearray(ours)
        sealed[place] ^= 1 << place % 8
        with pytest.raises(PulseTrouble, match=r"pulse\.check"):
            open_scores(its_keys, policy, policy.digest(), bytes(sealed))


def test_slips_of_another_policy_kind_survey_or_length_do_not_open(
    its_keys: SurveyKeys, policy: Policy
) -> None:
    digest = policy.digest()
    scores = seal_scores(its_keys, policy, digest, GROUPS, {"fit": 2})
    comment = seal_comment(its_keys, policy, digest, 0, "hello")
    other = replace(policy, k=4)
    shorter = replace(policy, questions=policy.questions[1:])
    moved = replace(its_keys, survey_id="2" * 32)
    wrong: list[Callable[[], object]] = [
        lambda: open_scores(its_keys, other, other.digest(), scores),
        lambda: open_scores(moved, policy, digest, scores),
        lambda: open_scores(its_keys, policy, digest, comment),
        lambda: open_scores(its_keys, policy, digest, scores[:-1]),
        lambda: open_scores(its_keys, policy, digest, b""),
        lambda: open_scores(its_keys, shorter, digest, scores),
        lambda: open_comment(its_keys, policy, digest, 1, comment),
        lambda: open_comment(its_keys, policy, digest, 2, comment),
        lambda: open_comment(its_keys, policy, digest, 0, scores),
    ]
    for attempt in wrong:
        with pytest.raises(PulseTrouble, match=r"pulse\.check"):
            attempt()


def test_whoever_has_only_the_public_key_cannot_add_a_slip(
    its_keys: SurveyKeys, policy: Policy
) -> None:
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    public = X25519PublicKey.from_public_bytes(its_keys.public)
    for plain in (b"\0" * (SCORE_BYTES - 48), b"\0" * 16 + b"\0\x22" + b"a" * (SCORE_BYTES - 66)):
        forged = suite.encrypt(plain, public, info=its_keys.purpose)
        assert len(forged) == SCORE_BYTES
        with pytest.raises(PulseTrouble, match=r"pulse\.check"):
            open_scores(its_keys, policy, policy.digest(), forged)


def test_no_two_slips_of_the_same_answers_share_anything(
    its_keys: SurveyKeys, policy: Policy
) -> None:
    sealed = [seal_scores(its_keys, policy, policy.digest(), GROUPS, {"fit": 3}) for _ in range(20)]
    assert len({one[:32] for one in sealed}) == 20
    assert len({open_scores(its_keys, policy, policy.digest(), one)[1] for one in sealed}) == 20


def test_what_refuses_a_slip_holds_no_other_exception(its_keys: SurveyKeys, policy: Policy) -> None:
    with pytest.raises(PulseTrouble) as refused:
        open_scores(its_keys, policy, policy.digest(), b"\1" * SCORE_BYTES)
    assert refused.value.__context__ is None
    assert refused.value.args == ("pulse.check",)


def test_answers_of_any_size_leave_every_length_at_rest_as_it_was(
    store: Store, home: Workspace
) -> None:
    pulse = open_pulse(store, home.id, people=12)
    before = _lengths(store)
    told = [
        ({}, {}),
        ({"fit": 1}, {"better": "x" * LONGEST_COMMENT, "else": "🙂" * (LONGEST_COMMENT // 4)}),
        ({"fit": 5, "safety": 1, "often": 2}, {"else": "🙂"}),
    ]
    for person, (scores, comments) in zip(pulse.people, told, strict=False):
        assert pulse.cast(person, scores, comments) == "counted"
    assert _lengths(store) == before
    assert set(before.values()) == {(0, SCORE_BYTES), (1, COMMENT_BYTES), (2, COMMENT_BYTES)}


def test_a_comment_one_byte_too_long_changes_nothing_on_disk(store: Store, home: Workspace) -> None:
    pulse = open_pulse(store, home.id, people=12)
    before = rows_of(store)
    with pytest.raises(TooLong) as refused:
        pulse.cast(pulse.people[0], None, {"better": "short", "else": "x" * (LONGEST_COMMENT + 1)})
    assert (refused.value.question_id, refused.value.over_bytes) == ("else", 1)
    assert refused.value.__context__ is None
    assert rows_of(store) == before
    assert pulse.cast(pulse.people[0]) == "counted"


def _lengths(store: Store) -> dict[int, tuple[int, int]]:
    return {
        int(row["id"]): (int(row["kind"]), len(row["sealed"]))
        for row in rows_of(store)["pulse_slot"]
    }
