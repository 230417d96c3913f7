import pytest
from django.utils.translation import override

from alongside.learning.skills import queries


def test_framework_has_eight_first_steps_and_five_areas():
    found = queries.framework("edsf-2022")

    assert [area.id for area in found.areas] == ["F", "C", "H", "T", "P", "S"]
    assert [task.id for task in found.foundation.tasks] == [f"edsf-2022/F{n}" for n in range(1, 9)]
    assert all(task.is_confirmed for task in found.foundation.tasks)


def test_framework_is_unknown_by_another_name():
    for edition in ("edsf-1999", "../data/edsf-2022"):
        with pytest.raises(KeyError):
            queries.framework(edition)


def test_tasks_are_found_by_an_id_that_names_the_edition():
    task = queries.tasks()["edsf-2022/F5"]

    assert str(task) == "Connect to Wi-Fi, at home and elsewhere"
    with override("cy"):
        assert str(task) == "Cysylltu â Wi-Fi, gartref ac mewn mannau eraill"


def test_tasks_are_all_told_in_both_languages_and_fit_the_column():
    for task in queries.tasks().values():
        assert task.text
        assert task.text_cy not in {"", task.text}
        assert len(task.id) <= 30


def test_tasks_keep_what_is_not_confirmed():
    unsure = [task for task in queries.tasks().values() if not task.is_confirmed]

    assert queries.tasks()["edsf-2022/CL5"] in unsure
    assert queries.tasks()["edsf-2022/SL4"] not in unsure
