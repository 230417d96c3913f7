"""Logging the sessions that a file brings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import transaction
from django.utils.text import slugify

from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.models import Topic
from alongside.helping.sessions.rules import LogEntry
from alongside.overview.exchange.actions import changes
from alongside.overview.exchange.actions.delivery import Delivery
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.rules.sessions import Work
from alongside.people.champions.models import Champion

BELONGS = ("pk", "network_id", "member_id", "organisation_id", "district_id")


def prepare_sessions(delivery: Delivery) -> sessions.Prepared:
    """Make the topics that rows name, and work out every session, marked with the batch of the run; none is written yet."""
    run = delivery.run
    topics = write_topics(run, delivery.extras.get("topics", []))
    champions = {one.pk: one for one in Champion.objects.filter(network_id=run.network_id).only(*BELONGS)}
    rows = rows_of(delivery.works, champions=champions, topics=topics)
    return sessions.prepare(run.network, rows, by=delivery.by, now=delivery.now, batch=run.batch)


def write_sessions(delivery: Delivery, prepared: sessions.Prepared) -> None:
    """Log the sessions."""
    sessions.write(prepared, how=delivery.how)


@transaction.atomic
def forget_topics(delivery: Delivery) -> None:
    """Take the topics out again that were made for sessions which did not come in after all."""
    made = delivery.run.changes.filter(model=changes.label(Topic))
    unused = Topic.objects.filter(pk__in=made.values("row"), sessions__isnull=True)
    unused.delete()
    made.delete()


def rows_of(
    works: Iterable[Work], *, champions: dict[int, Champion], topics: dict[str, int]
) -> Iterator[tuple[Champion, LogEntry]]:
    """Each session with the champion who led it, new topics by their ids."""
    for work in works:
        new = tuple(topics[name] for name in work.new_topics)
        yield champions[work.champion], replace(work.entry, topics=(*work.entry.topics, *new)) if new else work.entry


@transaction.atomic
def write_topics(run: Run, names: Iterable[str]) -> dict[str, int]:
    """The id of each new topic of the network. They are counted, and not offered on the log form until somebody says so."""
    taken = set(Topic.objects.filter(network_id=run.network_id).values_list("slug", flat=True))
    rows = []
    for name in names:
        slug = free_slug(name, taken=taken)
        taken.add(slug)
        rows.append(Topic(network_id=run.network_id, slug=slug, name=name, place=len(taken), is_offered=False))
    return {row.name: row.pk for row in changes.make(run, rows)}


def free_slug(name: str, *, taken: set[str]) -> str:
    """A short name for addresses that no other topic has."""
    base, number = slugify(name)[:36] or "topic", 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
