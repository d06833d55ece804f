"""What an act left behind: audit entries and queued deliveries, read straight from the rows."""

from sqlalchemy import select, update

from store.audit import AuditRow
from store.delivery_tables import DeliveryRow
from tests.kit.cast import Stage


def audit_entries(stage: Stage) -> list[AuditRow]:
    """Every entry of the workspace's audit log, oldest first."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return list(look.session.scalars(select(AuditRow).order_by(AuditRow.number)))


def deliveries_of(stage: Stage, kind: str) -> list[DeliveryRow]:
    """Every delivery of a kind, in the order of queueing."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = select(DeliveryRow).where(DeliveryRow.kind == kind)
        return list(look.session.scalars(found.order_by(DeliveryRow.queued_at, DeliveryRow.id)))


def mark_sent(stage: Stage, key: str) -> None:
    """As if the courier had sent what was queued under a key."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        sent = update(DeliveryRow).where(DeliveryRow.key == key)
        work.session.execute(sent.values(state="sent", look_at=None))
