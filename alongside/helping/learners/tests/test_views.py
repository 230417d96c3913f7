import uuid

import pytest

from alongside.helping.learners import actions, rules
from alongside.helping.learners.models import Consent, Learner
from alongside.kit.history.models import Deed
from alongside.kit.verdict import Refused
from conftest import NOW


def known(champion, *codes):
    return actions.known_or_new(champion, codes={code: uuid.uuid4() for code in codes}, now=NOW)


def test_learner_code_gives_the_same_person_another_code(bea, sign_in):
    heron, _teapot = known(bea, "Heron", "Teapot")
    path = f"/n/leeds/people/{heron.pk}/code/"

    sign_in(bea).post(path, {"code": "  Mrs  K "})

    assert Learner.objects.get(pk=heron.pk).code == "Mrs K"
    assert known(bea, "mrs k") == [heron]


def test_learner_code_refuses_a_code_that_is_somebody_elses(bea):
    heron, _teapot = known(bea, "Heron", "Teapot")

    with pytest.raises(Refused, match="already have Teapot"):
        actions.rename(heron, code="TEAPOT", by=bea.member, now=NOW)


def test_learner_code_can_be_that_of_a_code_joined_before(bea):
    heron, teapot = known(bea, "Heron", "Teapot")
    actions.join(heron, teapot, now=NOW)

    actions.rename(heron, code="Teapot", by=bea.member, now=NOW)

    assert known(bea, "teapot") == known(bea, "heron") == [heron]
    assert Learner.objects.get(pk=heron.pk).code == "Teapot"


def test_learner_hiding_takes_off_the_list_and_a_visit_brings_back(bea, sign_in):
    (heron,) = known(bea, "Heron")
    client, path = sign_in(bea), f"/n/leeds/people/{heron.pk}/hiding/"

    client.post(path)
    assert Learner.objects.get().hidden_at
    client.post(path, {"show": "1"})
    assert Learner.objects.get().hidden_at is None
    client.post(path)
    known(bea, "HERON")
    assert Learner.objects.get().hidden_at is None


def test_learner_name_needs_a_yes(bea, sign_in):
    (heron,) = known(bea, "Heron")
    client, path = sign_in(bea), f"/n/leeds/people/{heron.pk}/name/"
    told = {"name": "Ada Lovelace", "way": "spoken", "language": "cy"}

    refused = client.post(path, told)
    assert "Without a yes, nothing is kept." in refused.text
    assert Learner.objects.get().name == ""
    client.post(path, told | {"is_agreed": "on"})

    consent = Consent.objects.get()
    assert Learner.objects.get().name == "Ada Lovelace"
    assert (consent.purpose, consent.wording, consent.language, consent.way) == ("name", "name-1", "cy", "spoken")
    assert (consent.recorded_by, consent.withdrawn_at) == (bea.member, None)


def test_learner_name_is_deleted_when_the_permission_is_taken_back(bea, sign_in):
    (heron,) = known(bea, "Heron")
    permission = actions.Permission(rules.NAME, "Ada Lovelace", language="en", way="written")
    actions.keep(heron, permission, by=bea.member, now=NOW)

    sign_in(bea).post(f"/n/leeds/people/{heron.pk}/name/", {"forget": "1"})

    assert Learner.objects.get().name == ""
    assert Consent.objects.get().withdrawn_at
    assert "Lovelace" not in str(list(Deed.objects.values()))


def test_pages_of_a_learner_are_for_their_champion_only(bea, ama, eve, sign_in):
    (heron,) = known(bea, "Heron")
    for page in ("code", "name"):
        path = f"/n/leeds/people/{heron.pk}/{page}/"
        assert sign_in(bea).get(path).status_code == 200

        assert [sign_in(other).get(path).status_code for other in (ama, eve)] == [404, 404]
