"""Final count of a test run, and the age of the last whole run."""

from tests import report

XML = """<testsuites><testsuite>
<testcase classname="tests.observatory.search.test_contract" name="test_a[database]"/>
<testcase classname="tests.a" name="test_b"><failure/></testcase>
<testcase classname="tests.a" name="test_c"><error/></testcase>
<testcase classname="tests.a" name="test_d"><skipped/></testcase>
</testsuite></testsuites>"""


def reports(tmp_path, *names):
    for name in names:
        (tmp_path / f"{name}.xml").write_text(XML)
    return report.read(tmp_path)


def test_every_report_is_counted(tmp_path):
    assert report.count(reports(tmp_path, "sqlite", "postgres")) == "2 passed, 4 failed, 2 skipped"


def test_a_part_that_failed_without_a_test_is_counted_too(tmp_path):
    assert report.count({}, ["Règles du code"]) == "0 passed, 1 failed, 0 skipped"
    assert report.count(reports(tmp_path, "sqlite"), ["Tests"]) == "1 passed, 2 failed, 1 skipped"


def test_an_engine_that_was_not_tried_is_named_so(tmp_path):
    assert report.engines(reports(tmp_path, "sqlite")) == (
        "Moteurs de recherche de l’observatoire : base SQLite : 1 essais réussis ; "
        "base PostgreSQL : NON EXÉCUTÉ ; "
        "Elasticsearch (doublure noida-db, pas un vrai serveur) : NON EXÉCUTÉ."
    )


def test_a_whole_run_is_old_after_a_hundred_commits():
    kept = "abc123 9 passed, 0 failed, 0 skipped"

    assert report.warning(kept, lambda _: "100") == ""
    assert "101 commits de retard" in report.warning(kept, lambda _: "101")
    assert "abc123 de docs/test-all.txt n’est pas dans ce dépôt" in report.warning(
        kept, lambda _: ""
    )
    assert "jamais" in report.warning("", lambda _: "0")
