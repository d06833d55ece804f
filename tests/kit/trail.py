"""What an act left behind: audit entries and queued deliveries, read straight from the rows."""

from sqlalchemy import select, update

from program.delivery import Delivery, DeliveryClass, DeliveryState, Method
from program.person import SlackPerson
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


def queued(stage: Stage, kind: str, *, to: SlackPerson | None = None, number: int = -1) -> Delivery:
    """A delivery of a kind as the courier sees it: the latest, or the latest to somebody."""
    found = deliveries_of(stage, kind)
    if to is not None:
        person_id = stage.person_id(to)
        found = [one for one in found if one.recipient == person_id]
    return _seen(found[number])


def every_delivery(stage: Stage) -> list[Delivery]:
    """Whatever was queued to anybody, as the courier sees it."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        rows = look.session.scalars(select(DeliveryRow).order_by(DeliveryRow.queued_at)).all()
    return [_seen(row) for row in rows]


def _seen(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        workspace_id=row.workspace_id,
        kind=row.kind,
        recipient=row.recipient,
        about=row.about,
        cls=DeliveryClass(row.cls),
        method=Method(row.method),
        state=DeliveryState(row.state),
        key=row.key,
        reference=row.reference,
        queued_at=row.queued_at,
    )


def mark_sent(stage: Stage, key: str) -> None:
    """As if the courier had sent what was queued under a key."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        sent = update(DeliveryRow).where(DeliveryRow.key == key)
        work.session.execute(sent.values(state="sent", look_at=None))
