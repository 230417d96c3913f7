"""How dates, numbers and lengths of time are written for people, in the language of the page."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import phonenumbers
from babel import dates, numbers
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext


def locale() -> str:
    """The language of the page as Babel names it; British English is the default."""
    return "cy" if translation.get_language() == "cy" else "en_GB"


def day(value: date) -> str:
    """A date with its weekday: Thursday 19 November 2026."""
    return dates.format_date(value, "EEEE d MMMM y", locale=locale())


def short_day(value: date) -> str:
    """A date: 19 November 2026."""
    return dates.format_date(value, "d MMMM y", locale=locale())


def moment(value: datetime) -> str:
    """A date and a time of day, in the network's own time: 19 November 2026, 14:05."""
    local = timezone.localtime(value)
    return f"{short_day(local.date())}, {local:%H:%M}"


def month(value: date) -> str:
    """A month: November 2026."""
    return dates.format_date(value, "MMMM y", locale=locale())


def short_month(value: date) -> str:
    """A month for a small label: Nov."""
    return dates.format_date(value, "MMM", locale=locale())


def ago(value: date, today: date) -> str:
    """How long ago a day was, as one would say it: today, yesterday, 38 days ago."""
    days = (today - value).days
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": number(days)}


def number(value: float) -> str:
    """A number with its thousands told apart: 1,204."""
    if isinstance(value, int):
        return f"{value:,}"  # English and Welsh write whole numbers alike, and Babel takes twenty times as long
    return numbers.format_decimal(value, locale=locale())


def hours(minutes: int) -> str:
    """Minutes as hours to the nearest quarter: 22½, ¾, 0."""
    quarters = round(minutes / 15)
    whole, part = divmod(quarters, 4)
    fraction = ("", "¼", "½", "¾")[part]
    return f"{number(whole)}{fraction}" if whole or not part else fraction


def duration(minutes: int) -> str:
    """A length of time as one would say it: 45 minutes, 1 hour, 1 hour 30 minutes."""
    whole, rest = divmod(minutes, 60)
    parts = [ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": whole}] if whole else []
    if rest or not whole:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def seconds(value: timedelta) -> int:
    """Whole seconds of a length of time."""
    return int(value.total_seconds())


def phone(number: str) -> str:
    """A number such as +44… as people write it: a British one without its country's code. Anything else stays as it is."""
    if not number.startswith("+") or "@" in number:  # an address may begin with a plus as well
        return number
    parsed = phonenumbers.parse(number)
    british = parsed.country_code == 44
    way = phonenumbers.PhoneNumberFormat.NATIONAL if british else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, way))


FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "phone": phone,
    "short_day": short_day,
    "moment": moment,
    "month": month,
    "short_month": short_month,
    "ago": ago,
    "number": number,
    "hours": hours,
    "duration": duration,
}
