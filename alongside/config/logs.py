"""What the server writes down: one line of JSON for each event, without bodies, tokens or learners' words."""

import json
import logging
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """One JSON line a record: when, how grave, where, what; the traceback as one text."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line that no text in it can break."""
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)
