"""What is kept of a network."""

from alongside.people.networks.models.members import Group, Invitation, Member, Role
from alongside.people.networks.models.networks import Network
from alongside.people.networks.models.places import District, Organisation, Project, Team

__all__ = ["District", "Group", "Invitation", "Member", "Network", "Organisation", "Project", "Role", "Team"]
