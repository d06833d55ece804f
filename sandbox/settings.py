"""How one sandbox runs: its file, its port, and how patient it is in real seconds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Real seconds everywhere; the defaults are Slack's own."""

    file: str = ":memory:"
    host: str = "127.0.0.1"
    port: int = 0  # 0 takes any free port
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    connection_seconds: float = 3600.0
    warning_seconds: float = 10.0
    response_url_seconds: float = 1800.0
    response_url_uses: int = 5
    ticket_seconds: float = 30.0
    rates: bool = True
    rate_factor: float = 1.0
    traffic_entries: int = 500
