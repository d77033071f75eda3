"""Weight of the house: what is counted is counted, and what writes SQL beside the ORM has its reason."""

from pathlib import PurePosixPath

from scripts import weight


def test_nothing_writes_sql_beside_the_orm_without_a_reason():
    assert weight.beside(weight.tracked()) == []


def test_control_what_is_beside_the_orm_is_found():
    asked = (
        "with connection.cursor() as cursor:",
        'Model.objects.raw("SELECT 1")',
        'RawSQL("1", ())',
        'rows.extra(where=["1"])',
        'query.get_compiler("default")',
    )

    assert [one for one in asked if not weight.SQL.search(one)] == []
    assert weight.SQL.search("Model.objects.filter(pk=1)") is None


def test_each_reason_is_of_something_that_is_there():
    files = [str(one) for one in weight.modules(weight.tracked())]
    lost = [
        place
        for place in weight.BESIDE
        if not any(
            one.startswith(place) and weight.SQL.search(weight.text(PurePosixPath(one)))
            for one in files
        )
    ]

    assert lost == []
