"""The one clock: the core has none, records and revisions get their time from here."""

from datetime import UTC, datetime


def now() -> str:
    """The present as records keep it: ISO 8601, local time with its zone, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
