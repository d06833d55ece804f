"""Drafts: a long form put aside step by step, sealed, for its author only and for seven days."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from program.permissions import Act, Subject, require
from services.desk import Look, Work
from store import drafts

KEPT_FOR = timedelta(days=7)


def keep(work: Work, form: str, values: Mapping[str, Any]) -> None:
    """Put the actor's unfinished form aside, in place of an earlier draft of the same form."""
    person_id = _mine(work)
    drafts.keep(work.session, person_id, form, json.dumps(dict(values)), work.now + KEPT_FOR)


def find(look: Look, form: str) -> dict[str, Any] | None:
    """The actor's draft of a form, if there is one of the last seven days."""
    kept = drafts.find(look.session, _mine(look), form)
    return None if kept is None else dict(json.loads(kept))


def drop(work: Work, form: str) -> None:
    """Delete the actor's draft of a form, if there is one."""
    drafts.drop(work.session, _mine(work), form)


def drop_expired(work: Work) -> None:
    """Delete every draft older than seven days. For the clock."""
    require(work.actor, Act.DRAFTS_EXPIRE)
    drafts.drop_expired(work.session)


def next_expiry(look: Look) -> datetime | None:
    """When the next draft's seven days are over. For the clock."""
    require(look.actor, Act.DRAFTS_EXPIRE)
    return drafts.next_expiry(look.session)


def _mine(look: Look) -> str:
    person_id = look.me
    require(look.actor, Act.DRAFTS_KEEP, Subject(owners=frozenset({person_id})))
    return person_id
