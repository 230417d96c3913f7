"""What is kept of a session."""

from alongside.helping.sessions.models.details import Attendance, Draft, HeadCount, Held, Helper, Practice
from alongside.helping.sessions.models.sessions import Session, Topic

__all__ = ["Attendance", "Draft", "HeadCount", "Held", "Helper", "Practice", "Session", "Topic"]
