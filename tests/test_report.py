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
        "Moteurs de recherche de l’observatoire : base PostgreSQL : NON EXÉCUTÉ ; "
        "base SQLite : 1 essais réussis ; "
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


def test_a_whole_run_that_failed_is_red_and_none_is_not():
    told = "abc123 9 passed, {} failed, 0 skipped\n"

    assert [report.is_red(one) for one in (told.format(0), told.format(10), "")] == [
        False,
        True,
        False,
    ]


def test_each_part_tells_what_it_collected_played_and_passed(tmp_path):
    reports(tmp_path, "sqlite")
    (tmp_path / "sqlite.collected").write_text("7")

    assert list(report.parts_of(tmp_path)) == [
        "sqlite\u00a0: 7 essais collectés (fautes non comptées), 4 joués, 1 réussis, 0 min 00 s"
    ]
