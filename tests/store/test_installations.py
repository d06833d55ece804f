"""Tokens are sealed, one set per workspace, and gone in the moment the workspace leaves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from store import audit_check, install_states, installations
from store.installations import Installation, Tokens
from store.serving import Newcomer, serve, serve_no_longer
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock

ACME = Newcomer("T1", None, "Acme", "A1", "U0BOT")
TOKENS = Tokens("xoxe.xoxb-first", "xoxe-1-first", datetime(2026, 3, 1, tzinfo=UTC))
INSTALLED = Installation(
    TOKENS, ("chat:write", "commands"), False, "U0INGA", datetime(2026, 2, 1, tzinfo=UTC)
)


def found(store: Store, workspace: Workspace) -> Installation | None:
    with store.look(workspace.id) as session:
        return installations.current(session)


def test_an_installation_comes_back_as_it_was(store: Store) -> None:
    workspace, is_new = serve(store, ACME, INSTALLED)

    assert (is_new, workspace.name, workspace.bot_user_id) == (True, "Acme", "U0BOT")
    assert found(store, workspace) == INSTALLED
    assert store.workspace_of("T1") == workspace


def test_no_token_stands_in_the_clear_nor_in_what_is_printed(store: Store) -> None:
    serve(store, ACME, INSTALLED)

    with store.engines.look.connect() as connection:
        rows = connection.execute(text("SELECT * FROM installation")).all()
    assert b"xox" not in b"".join(bytes(v) for v in rows[0] if isinstance(v, bytes | memoryview))
    assert "xox" not in f"{rows} {INSTALLED} {TOKENS!r}"


def test_installing_again_puts_new_tokens_in_place_of_the_old(store: Store) -> None:
    first, _ = serve(store, ACME, INSTALLED)
    second = replace(INSTALLED, tokens=Tokens("xoxb-second"))

    again, is_new = serve(store, replace(ACME, name="Acme & Sons"), second)

    assert (again.id, again.name, is_new) == (first.id, "Acme & Sons", False)
    assert found(store, again) == second


def test_a_workspace_that_leaves_takes_its_tokens_along_at_once(store: Store) -> None:
    workspace, _ = serve(store, ACME, INSTALLED)
    beside, _ = serve(store, replace(ACME, team_id="T2"), INSTALLED)

    assert serve_no_longer(store, workspace.id)
    assert not serve_no_longer(store, workspace.id)

    assert store.workspaces() == [beside]
    assert (found(store, workspace), found(store, beside)) == (None, INSTALLED)
    assert audit_check.verify(store) == []


def test_a_workspace_that_comes_back_is_the_same_as_before(store: Store) -> None:
    workspace, _ = serve(store, ACME, INSTALLED)
    serve_no_longer(store, workspace.id)

    back, is_new = serve(store, ACME, INSTALLED)

    assert (back, is_new) == (workspace, True)
    assert store.workspaces() == [workspace]


def test_what_another_process_let_in_or_out_is_noticed_at_the_next_look(
    store: Store, database_url: str
) -> None:
    other = Store.open(database_url, store.keys, store.clock, durable=False)
    workspace, _ = serve(other, ACME, INSTALLED)
    assert store.workspace_of("T1") == workspace
    renamed, _ = serve(other, replace(ACME, bot_user_id="U0NEW"), INSTALLED)
    store.workspaces()
    assert store.workspace_of("T1") == renamed

    serve_no_longer(other, workspace.id)
    store.workspaces()
    assert store.workspace_of("T1") is None
    other.close()


def test_tokens_are_renewed_only_in_place_of_those_that_were_used(store: Store) -> None:
    workspace, _ = serve(store, ACME, INSTALLED)
    newer = Tokens("xoxe.xoxb-second", "xoxe-1-second", TOKENS.expires_at)
    with store.work(workspace.id) as session:
        assert installations.renew(session, "xoxe-1-first", newer)
    with store.work(workspace.id) as session:
        assert not installations.renew(session, "xoxe-1-first", TOKENS)
    after = found(store, workspace)
    assert after is not None
    assert after.tokens == newer


def test_a_state_is_good_once_and_in_its_own_browser_only(store: Store) -> None:
    assert install_states.make(store, "state", "browser")

    assert not install_states.use(store, "state", "another")
    assert install_states.use(store, "state", "browser")
    assert not install_states.use(store, "state", "browser")


def test_a_state_lives_for_ten_minutes(store: Store, clock: FrozenClock) -> None:
    install_states.make(store, "state", "browser")
    clock.move(minutes=10)

    assert not install_states.use(store, "state", "browser")
    install_states.make(store, "next", "browser")
    with store.engines.look.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM install_state")).scalar() == 1


def test_states_are_kept_as_digests_and_not_without_end(
    store: Store, monkeypatch: pytest.MonkeyPatch, clock: FrozenClock
) -> None:
    monkeypatch.setattr(install_states, "MOST", 3)
    made = [install_states.make(store, f"state{n}", "b") for n in range(4)]
    assert made == [True, True, True, False]
    clock.now += timedelta(minutes=11)
    assert install_states.make(store, "later", "b")
    with store.engines.look.connect() as connection:
        kept = connection.execute(text("SELECT digest FROM install_state")).scalars().all()
    assert [len(one) for one in kept] == [64]
