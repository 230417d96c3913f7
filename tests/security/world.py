"""Three networks with everything in them, and everybody who might knock: what every page is tried with.

Leeds is the network of the cast. What stands `near` is Bea's: it is in her organisation, her team and Cai's group. What
stands `far` is in the same network and within the reach of nobody but those who see all of it. Cardiff is Eve's, and
public; Hidden is nobody's.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client

from alongside.helping.phones import actions as phones
from alongside.helping.phones.models import Kept
from alongside.helping.sessions import actions as sessions
from alongside.helping.sessions.models import Held, Session
from alongside.helping.sessions.rules import LogEntry
from alongside.kit.edits import versions
from alongside.kit.mail import outbox
from alongside.kit.mail.models import Letter
from alongside.overview.exchange import actions as exchange
from alongside.overview.exchange.models import Run
from alongside.overview.exchange.queries import runs
from alongside.people.accounts.models import Account
from alongside.people.champions import actions as champions
from alongside.people.champions.models import Champion
from alongside.people.identities import actions as identities
from alongside.people.identities import queries as asked
from alongside.people.identities.models import Identity
from alongside.people.identities.rules import Word
from alongside.people.networks import actions as networks
from alongside.people.networks.models import (
    District,
    Group,
    Invitation,
    Member,
    Network,
    Organisation,
    Project,
    Role,
    Team,
)
from alongside.people.tokens import actions as tokens
from alongside.people.tokens.models import Token

STRANGER = "stranger"


@dataclass
class Side:
    """One of everything that an address can name; the names are those of the addresses: `<int:session_id>`."""

    network: Network
    session: Session
    register: Session
    held: Held
    champion: Champion
    team: Team
    organisation: Organisation
    project: Project
    group: Group
    district: District
    member: Member
    role: Role
    invitation: Invitation
    token: Token
    run: Run
    letter: Letter
    kept: Kept
    identity: Identity

    def of(self, name: str) -> object | None:
        """What stands for that part of an address, such as `session_id`; None when nothing does."""
        if name == "network":
            return self.network.slug
        row = getattr(self, name.removesuffix("_id"), None)
        if row is None and name.endswith("_id"):
            row = self.through_session(name.removesuffix("_id"))
        return row.pk if row else None

    def through_session(self, name: str) -> Any:
        """What the session holds: its learner, its topic."""
        if name == "learner":
            return self.session.attendances.get().learner
        return self.session.topics.first() if name == "topic" else None


@dataclass
class World:
    """The sides, and a browser for each of the people: `world.people["bea"]`."""

    near: Side
    far: Side
    other: Side
    hidden: Side
    people: dict[str, Client] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)


def build(now: datetime) -> World:
    """Everything, built by calling actions where there is one."""
    leeds, cardiff, hidden = found("leeds", now=now), found("cardiff", now=now), found("hidden", now=now)
    Network.objects.filter(pk=hidden.pk).update(is_public=False)
    world = World(
        near=furnish(leeds, "Bea", now=now),
        far=furnish(leeds, "Zed", now=now),
        other=furnish(cardiff, "Ed", now=now),
        hidden=furnish(hidden, "Hal", now=now),
    )
    welcome(world, now=now)
    return world


def found(slug: str, *, now: datetime) -> Network:
    """A network with its topics, in which champions may keep how to reach a learner."""
    network = networks.found(slug, name=slug.title(), now=now)
    network.keeps_contacts, network.contacts_for = True, "to meet"
    network.shows_progress = True
    network.save()
    sessions.offer_defaults(network)
    return network


def furnish(network: Network, name: str, *, now: datetime) -> Side:
    """One of everything, around a champion of that name who helped one learner; Kit coordinates every network."""
    today = now.date()
    kit = join(network, "Kit", now=now)
    networks.give_role(kit, kind=Role.Kind.COORDINATOR, now=now)
    organisation = networks.add_organisation(network, {"name": f"{name} Libraries"}, now=now)
    district = District.objects.create(network=network, code=f"{name[:2].upper()}1")
    team = networks.add_team(organisation, {"name": f"{name} Branch", "district": district.code}, now=now)
    online = {"name": f"{name} Online", "organisation": organisation, "starts_on": today}
    project = networks.add_project(network, online, now=now)
    group = networks.add_group(network, name=f"{name} Group", now=now)
    member = join(network, name, now=now)
    role = networks.give_role(member, kind=Role.Kind.CHAMPION, now=now)
    asked = {"email": f"asked-by-{name}@example.org", "name": "Asked", "kind": Role.Kind.CHAMPION}
    invitation = networks.invite(network, **asked, by=kit, now=now)
    token, _secret = tokens.make(member, name="Report", scopes=["read:figures"], days=30, now=now)
    details = {"team": team, "organisation": organisation, "group": group, "district": district}
    champion = champions.enrol(
        network,
        name=name,
        member=member,
        started_on=today,
        now=now,
        details={**details, "email": f"{name}@example.org"},
    )
    session = log(champion, f"Heron of {name}", team=team, project=project, now=now)
    kept = phones.keep(member, key=str(uuid.uuid4()), body="note=incomplete", now=now)
    register = sessions.open_register(champion, team, on=today, minutes=60, by=member, now=now)
    held = send_again(champion, session, now=now)
    people = (member, role, invitation, token, bring_in(network, by=kit, now=now), lost_letter(network, now=now))
    return Side(
        network,
        session,
        register,
        held,
        champion,
        team,
        organisation,
        project,
        group,
        district,
        *people,
        kept,
        tied(member, by=kit, now=now),
    )


def tied(member: Member, *, by: Member, now: datetime) -> Identity:
    """The member, for whom the sign-in of their network vouches."""
    provider = asked.provider_in_use(member.network)
    if provider is None:
        row = asked.provider_of(member.network)
        told = {"is_on": True, "words": "Sign in", "issuer": "https://127.0.0.1", "client_id": "x"}
        edit = versions.Edit(told, versions.version_of(row, told))
        provider = identities.set_up(member.network, edit, secret="a secret", by=by, now=now)
    return identities.come_in(provider, Word(f"subject of {member.name}", member.account.email, ""), now=now)


def lost_letter(network: Network, *, now: datetime) -> Letter:
    """A mail that nobody could deliver."""
    draft = outbox.Draft(
        kind="invitation", key=f"lost {network.pk} {uuid.uuid4()}", to="lost@example.org", subject="x", text="x"
    )
    outbox.post(draft, now=now, chain=network.pk)
    Letter.objects.filter(key=draft.key).update(state=Letter.State.FAILED)
    return Letter.objects.get(key=draft.key)


def bring_in(network: Network, *, by: Member, now: datetime) -> Run:
    """A file that was checked: one good row, and one without a name."""
    rows = b"Name,E-mail address\nNew,new@example.org\n,nameless@example.org\n"
    run = exchange.receive(network, ContentFile(rows, name="champions.csv"), kind="champions", by=by, now=now)
    seen = runs.preview_of(run)
    exchange.match(run, mapping=seen.matched, part=seen.part, headings=seen.headings, by=by)
    exchange.check(run, now=now)
    assert run.findings, "the row without a name is found"
    return run


def log(champion: Champion, code: str, *, team: Team, project: Project, now: datetime) -> Session:
    """A session with one learner, a topic, a place, a project and a note."""
    topic = champion.network.topics.first()
    entry = LogEntry(
        key=uuid.uuid4(),
        happened_on=now.date(),
        minutes=30,
        new_codes={code: uuid.uuid4()},
        topics=(topic.pk,),
        team=team.pk,
        projects=(project.pk,),
        note=f"A note of {champion.name}",
    )
    return sessions.log(champion, entry, by=champion.member, now=now).session


def send_again(champion: Champion, session: Session, *, now: datetime) -> Held:
    """The same session with another length, held back."""
    entry = LogEntry(key=session.key, happened_on=now.date(), minutes=75)
    sessions.log(champion, entry, by=champion.member, now=now)
    return Held.objects.get(session=session)


def join(network: Network, name: str, *, now: datetime) -> Member:
    """A member of the network who has an account."""
    account, _ = Account.objects.get_or_create(email=f"{name.lower()}@example.org", defaults={"name": name})
    return networks.admit(account, network=network, name=name, now=now)


def welcome(world: World, *, now: datetime) -> None:
    """The people: each with their roles, signed in."""
    leeds = world.near.network
    world.members = {
        name: join(leeds, name.title(), now=now) for name in ("ama", "bea", "cai", "fay", "olu", "pip", "nia", "lee")
    }
    world.members["eve"] = join(world.other.network, "Eve", now=now)
    networks.give_role(world.members["ama"], kind=Role.Kind.COORDINATOR, now=now)
    networks.give_role(world.members["eve"], kind=Role.Kind.COORDINATOR, now=now)
    networks.give_role(world.members["fay"], kind=Role.Kind.FACILITATOR, now=now)
    networks.give_role(world.members["lee"], kind=Role.Kind.COORDINATOR, now=now)
    networks.give_role(world.members["cai"], kind=Role.Kind.MOTIVATOR, bound=world.near.group, now=now)
    networks.give_role(world.members["olu"], kind=Role.Kind.COORDINATOR, bound=world.near.organisation, now=now)
    networks.give_role(world.members["pip"], kind=Role.Kind.PROJECT_LEAD, bound=world.near.organisation, now=now)
    networks.dismiss(world.members["lee"], by=None, now=now)
    world.people = {name: signed_in(member) for name, member in world.members.items()}
    world.people[STRANGER] = Client(raise_request_exception=False)


def signed_in(member: Member) -> Client:
    """A browser in which the member is signed in; faults of ours come back as the page for them."""
    client = Client(raise_request_exception=False)
    client.force_login(member.account)
    return client
