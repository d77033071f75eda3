"""What `make test-changed` runs: the tests of the topics that changed, and the laws of the text."""

from pathlib import Path

import pytest

from tests import changed

LAWS = [f"tests/{law}" for law in sorted(changed.TEXT_LAWS)]


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("labelling/plan/workflow.py", ["tests/labelling/plan"]),
        ("templates/labelling/plan/plan.html", ["tests/labelling/plan"]),
        ("templates/labelling/plan/mail/action.txt", ["tests/labelling/plan"]),
        ("labelling/public.py", ["tests/labelling/test_public.py"]),
        ("tests/labelling/plan/test_plan.py", ["tests/labelling/plan/test_plan.py"]),
        ("docs/decisions.md", []),
        ("tests/access/matrix.py", []),
        ("tests/e2e/test_pages.py", []),
    ],
)
def test_a_file_has_the_tests_of_its_topic(path, tests):
    assert changed.selection([Path(path)]) == sorted([*tests, *LAWS])


def test_a_file_whose_folder_is_run_is_not_run_twice():
    paths = [Path("labelling/plan/models.py"), Path("tests/labelling/plan/test_plan.py")]

    assert changed.selection(paths) == sorted(["tests/labelling/plan", *LAWS])


def test_what_is_no_topic_has_the_tests_that_name_it():
    found = changed.selection([Path("portal/middleware.py")])

    assert set(found) > set(LAWS)
    assert all(Path(one).parent in (Path("tests"), Path("tests/portal")) for one in found)
