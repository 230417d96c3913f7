import pytest

from alongside.people.networks.models import Network


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Leeds Digital Champions", "Leeds"),
        ("Calder", "Calder"),
        ("Digital Champions", "Digital Champions"),
        ("Hyrwyddwyr Digidol Gwynedd", "Gwynedd"),
    ],
)
def test_short_name_leaves_out_what_every_network_is_called(name, short):
    assert Network(name=name).short_name == short
