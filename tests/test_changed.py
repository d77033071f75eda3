"""Selection by `make test-changed`: tests of the changed topics, and the text laws."""

from pathlib import Path

import pytest

from tests import changed

LAWS = [f"tests/{law}" for law in sorted(changed.TEXT_LAWS)]


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("labelling/path/plan/workflow.py", ["tests/labelling/plan"]),
        ("labelling/committee/complaints/admissions/actions.py", ["tests/labelling/complaints"]),
        ("templates/labelling/plan/plan.html", ["tests/labelling/plan"]),
        ("templates/labelling/plan/mail/action.txt", ["tests/labelling/plan"]),
        ("labelling/public/titles.py", ["tests/labelling/test_public.py"]),
        ("portal/core/clock.py", ["tests/portal/core"]),
        ("templates/ui/badge.html", ["tests/portal/ui"]),
        ("tests/labelling/plan/test_plan.py", ["tests/labelling/plan/test_plan.py"]),
        ("docs/decisions/README.md", []),
        ("tests/access/matrix/__init__.py", []),
        ("tests/e2e/pages/test_pages.py", []),
    ],
)
def test_a_file_has_the_tests_of_its_topic(path, tests):
    assert changed.selection([Path(path)]) == sorted([*tests, *LAWS])


def test_a_file_whose_folder_is_run_is_not_run_twice():
    paths = [Path("labelling/path/plan/models.py"), Path("tests/labelling/plan/test_plan.py")]

    assert changed.selection(paths) == sorted(["tests/labelling/plan", *LAWS])


def test_a_whole_topic_is_shared_between_the_cores():
    assert "-n" in changed.options(["tests/labelling/plan"])
    assert "-n" not in changed.options(["tests/labelling/plan/test_plan.py", *LAWS])


def test_a_module_without_a_folder_of_tests_has_those_that_import_it():
    found = changed.selection([Path("home/texts.py")])

    assert "tests/home/pages/test_label_pages.py" in found
    assert set(found) > set(LAWS)


def test_an_import_is_read_on_one_line_and_on_several(tmp_path):
    test = tmp_path / "test_a.py"
    for text in (
        "from portal.web.submissions import once",
        "from portal.web.submissions import (\n    autosave,\n    once,\n)",
        "from portal.web.submissions.once import new_key",
    ):
        test.write_text(text)
        assert changed.imports(test, Path("portal/web/submissions/once.py"))
        assert not changed.imports(test, Path("portal/web/one.py"))
