"""One vote: one transaction that overwrites bytes of two tables in place, and touches no other.

On SQLite a row keeps its place and its length, so the file does not tell in which order people
answered. On PostgreSQL a changed row is a new one with the number of its transaction: there every
row of the urn is written again, so that all carry the same.

Nothing of a vote leaves this module but a `Cast`: no log line, and no exception with a value in it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row

from program.clock import Clock
from program.pulse.survey import Answers, Policy, SurveyState, digest_of, read_policy
from store.engine import Engines
from store.pulse import marking
from store.pulse.audience import read_groups
from store.pulse.derived import SurveyKeys, keys_of, token
from store.pulse.emptying import Emptying
from store.pulse.slips import seal_comment, seal_scores
from store.pulse.troubles import PulseTrouble, TooLong
from store.pulse.vault import Vault
from store.troubles import StoreTrouble

_TRIES = 3
_NOT = "pulse.not_stored"
_AGAIN = "pulse.locked"
_NO_KEY = ("pulse.key_gone", "pulse.no_folder", "pulse.no_secret")

Turn = Callable[[], AbstractContextManager[None]]
"""Waits until no other transaction of this process writes; on SQLite alone."""


class Cast(StrEnum):
    """What became of a vote."""

    COUNTED = "counted"
    ALREADY = "already"
    """This person has answered before; nothing changed."""
    NOT_INVITED = "not_invited"
    CLOSED = "closed"
    CHANGED = "changed"
    """The rules the person was shown are not those of the survey."""
    KEY_GONE = "key_gone"
    """A share of the key is not there, or the survey's row is not the one the key was made for."""


class _Refused(Exception):
    """Undoes a transaction that has changed nothing."""

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast.value)
        self.cast = cast


class Ballot:
    """Takes votes in one workspace."""

    def __init__(
        self,
        engines: Engines,
        workspace_id: str,
        *,
        vault: Vault,
        clock: Clock,
        emptying: Emptying,
        turn: Turn,
    ) -> None:
        self._engines = engines
        self._vault = vault
        self._clock = clock
        self._emptying = emptying
        self._turn = turn
        self._workspace_id = workspace_id

    def cast(self, survey_id: str, person_id: str, digest: str, answers: Answers) -> Cast:
        """Counts a person's answers, once. They are committed when this returns COUNTED.

        `digest` is that of the policy the person was shown. Raises TooLong for a comment that does
        not fit; PulseTrouble `pulse.answer` for a score that no form offers, `pulse.not_stored`
        where the database did not take the answers: as far as anybody can know, nothing was stored.
        """
        for _ in range(_TRIES):
            came = self._attempt(survey_id, person_id, digest, answers)
            if isinstance(came, Cast):
                return came
            if isinstance(came, TooLong):  # anew: the other one remembers where it was raised
                raise TooLong(came.question_id, came.over_bytes)
            if came != _AGAIN:
                raise PulseTrouble(came)
        raise PulseTrouble(_NOT)

    def _attempt(
        self, survey_id: str, person_id: str, digest: str, answers: Answers
    ) -> Cast | TooLong | str:
        """What came of it, or the code of a trouble. Whatever is raised inside ends here."""
        try:
            with self._turn():
                with self._engines.work.connect() as connection, connection.begin():
                    marking.make_safe(connection, durable=self._engines.durable)
                    self._vote(connection, survey_id, person_id, digest, answers)
                self._emptying.empty()
        except _Refused as refused:
            return refused.cast
        except TooLong as too_long:
            return too_long
        except PulseTrouble as trouble:
            return Cast.KEY_GONE if trouble.code in _NO_KEY else trouble.code
        except StoreTrouble as trouble:
            # SQLite has no queue: many who wait for one writer may overtake each other for long.
            return _AGAIN if trouble.code == "store.locked" and self._engines.is_sqlite else _NOT
        except Exception:  # noqa: BLE001 - a driver's error quotes values: not one may leave
            return _NOT
        return Cast.COUNTED

    def _vote(
        self,
        connection: Connection,
        survey_id: str,
        person_id: str,
        digest: str,
        answers: Answers,
    ) -> None:
        survey = marking.survey_of(connection, self._workspace_id, survey_id)
        if survey is None:
            raise _Refused(Cast.NOT_INVITED)
        if survey.state != SurveyState.OPEN.value or survey.closes_at <= self._clock():
            raise _Refused(Cast.CLOSED)
        if digest_of(survey.policy) != digest:
            raise _Refused(Cast.CHANGED)
        keys = self._keys(survey, digest)
        mine = token(keys, person_id)
        groups = marking.groups_of(connection, survey_id, person_id)
        urn = marking.urn_of(connection, survey_id, mine)
        if groups is None or urn is None:
            raise _Refused(Cast.NOT_INVITED)
        marks = marking.queue(connection, survey_id, urn)
        if marks[mine]:
            raise _Refused(Cast.ALREADY)
        boxes = _sealed(keys, read_policy(survey.policy), digest, groups, answers)
        slots = marking.free_slots(connection, survey_id, urn, len(boxes))
        filled = dict(zip(slots, boxes, strict=True))
        if self._engines.is_sqlite:
            marking.write_in_place(connection, survey_id, mine, filled)
        else:
            marking.write_whole_urn(connection, survey_id, urn, mine, filled, people=len(marks))

    def _keys(self, survey: Row[Any], digest: str) -> SurveyKeys:
        if survey.db_share is None:
            raise _Refused(Cast.KEY_GONE)
        keys = keys_of(self._vault, survey.id, survey.db_share, digest)
        if keys.public != survey.public_key:
            raise _Refused(Cast.KEY_GONE)
        return keys


def _sealed(
    keys: SurveyKeys, policy: Policy, digest: str, groups: str, answers: Answers
) -> Sequence[bytes]:
    """One slip of each kind, in the order of the kinds."""
    scores = seal_scores(keys, policy, digest, read_groups(groups), answers.scores)
    comments = (
        seal_comment(keys, policy, digest, place, answers.comments.get(question.id, ""))
        for place, question in enumerate(policy.comments)
    )
    return (scores, *comments)
