"""What may be typed when sessions are logged, corrected and written down for a group."""

from alongside.helping.sessions.forms.logging import LogForm, first_values, prefilled, typed_in, values_of
from alongside.helping.sessions.forms.people import JoinForm
from alongside.helping.sessions.forms.registers import OpenForm, RegisterForm

__all__ = ["JoinForm", "LogForm", "OpenForm", "RegisterForm", "first_values", "prefilled", "typed_in", "values_of"]
