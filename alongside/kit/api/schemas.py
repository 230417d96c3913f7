"""What goes in and out: bounded types, no unknown fields, every status declared."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from alongside.kit.api import failures

MOST_ROWS, USUAL_ROWS = 100, 50
LARGEST_ID = 2**63 - 1
PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""Text without the signs that no keyboard has; a database refuses some of them."""

T = TypeVar("T")


def written_day(value: Any) -> Any:
    """A date written as 2026-11-19 and nothing else: numbers and moments are no days."""
    if isinstance(value, str) and len(value) != len("2026-11-19"):
        raise PydanticCustomError("date", "no day")
    if not isinstance(value, str | date):
        raise PydanticCustomError("date", "no day")
    return value


def written_moment(value: Any) -> Any:
    """A moment written with its zone, never a number of seconds."""
    if not isinstance(value, str | datetime):
        raise PydanticCustomError("moment", "no moment")
    return value


def written_key(value: Any) -> Any:
    """A UUID in its usual form with hyphens."""
    if not isinstance(value, str | UUID) or len(str(value)) != len(str(UUID(int=0))):
        raise PydanticCustomError("key", "no key")
    return value


Id = Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)]
AddressId = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Day = Annotated[date, BeforeValidator(written_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(written_moment)]
Key = Annotated[UUID, BeforeValidator(written_key)]


def text(most: int, least: int = 0) -> StringConstraints:
    """What a field of at most that many letters is held to; it stands in an `Annotated`."""
    return StringConstraints(strict=True, min_length=least, max_length=most, pattern=PLAIN)


class Sent(Schema):
    """What somebody sends: a field that is not known is an error, never left aside."""

    model_config = ConfigDict(extra="forbid")


class Asked(Sent):
    """How much of a list is asked for, and from where."""

    limit: int = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="How many rows, 100 at most.")
    after: str = Field("", max_length=40, description="`next` of the page before; empty for the first page.")


class Page(Schema, Generic[T]):
    """A part of a list; `next` goes into `after` to get the part that follows, and is null at the end."""

    items: list[T]
    next: str | None


class Error(Schema):
    """What went wrong: a word for programs, a sentence for people, and by field what to put right."""

    code: str
    message: str
    fields: dict[str, str] = Field(default_factory=dict)


class Failure(Schema):
    """The one shape of every error."""

    error: Error


USUAL = (failures.UNKNOWN, failures.DENIED, failures.MISSING, failures.INVALID, failures.TOO_MANY, failures.BUSY)
WRITING = (failures.CONFLICT, failures.TOO_BIG)


def answers(what: Any, *, writes: bool = False, created: bool = False) -> dict[int, Any]:
    """Every status that an operation can answer with: 200 with `what`, 201 where it creates, and the usual failures."""
    codes = (*USUAL, *WRITING) if writes else USUAL
    told: dict[int, Any] = {200: what, **({201: what} if created else {})}
    return told | dict.fromkeys(codes, Failure)
