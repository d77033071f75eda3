"""Comparison of snapshots: each difference told once, with its places and a reason."""

from tests.snapshot import comparing


def snapshot(lines=("Dossier",), status=200, mail="Votre dossier", address="espace/"):
    page = {"status": status, "text": {"main": "key" + lines[0]}}
    world = {
        "addresses": [address],
        "api": {"openapi": "3.1.0"},
        "mails": [
            {
                "date": "2026-11-24",
                "to": "a@b",
                "from": "c@d",
                "subject": mail,
                "lines": ["Bonjour"],
            }
        ],
        "people": {"claire": {"/espace/": page}, "paul": {"/espace/": page}},
        "access": {"claire": {"/cms/": "403"}},
        "texts": {"key" + lines[0]: list(lines)},
    }
    return {"worlds": {"journey": world}}


def told(before, after, path):
    lines = []
    faults = comparing.report(before, after, path, out=lines.append)
    return faults, "\n".join(lines)


def test_the_same_snapshot_differs_in_nothing(tmp_path):
    faults, said = told(snapshot(), snapshot(), tmp_path / "differences.md")
    assert (faults, said.splitlines()[-1]) == (
        0,
        "0 differences, 0 without a reason in differences.md.",
    )


def test_a_word_on_two_pages_is_one_difference_with_two_places(tmp_path):
    faults, said = told(snapshot(), snapshot(lines=("Demande",)), tmp_path / "differences.md")
    assert faults == 1
    assert "@@ 2 × journey /espace/ claire, journey /espace/ paul\n- Dossier\n+ Demande" in said


def test_a_page_that_is_refused_is_told_by_its_access_alone():
    found = comparing.differences(snapshot(), snapshot(("Page interdite",), status=403))
    assert found["access"] == {"- 200\n+ 403": ["journey /espace/ claire", "journey /espace/ paul"]}
    assert found["pages"] == {}


def test_a_snapshot_of_some_people_is_compared_for_them_alone():
    after = snapshot()
    after["worlds"]["journey"]["only"] = ["paul"]
    del (
        after["worlds"]["journey"]["people"]["claire"],
        after["worlds"]["journey"]["access"]["claire"],
    )
    assert not any(comparing.differences(snapshot(), after).values())
    after["worlds"]["journey"]["only"] = None
    assert comparing.differences(snapshot(), after)["access"]


def test_a_world_that_one_side_has_not_is_told(tmp_path):
    faults, said = told(snapshot(), {"worlds": {}}, tmp_path / "differences.md")
    assert faults == 0
    assert said.startswith("Not compared: journey.")


def test_each_kind_of_difference_is_found():
    after = snapshot(("Dos sier",), mail="Le dossier", address="espace/x/")
    after["worlds"]["journey"]["api"]["openapi"] = "3.0.0"
    after["worlds"]["journey"]["access"]["claire"]["/cms/"] = "302 /espace/"
    found = comparing.differences(snapshot(), after)
    assert {kind: list(said) for kind, said in found.items()} == {
        "addresses": ["- espace/", "+ espace/x/"],
        "access": ["- 403\n+ 302 /espace/"],
        "api": ['-  "openapi": "3.1.0"\n+  "openapi": "3.0.0"'],
        "mails": ["- Subject: Votre dossier\n+ Subject: Le dossier"],
        "pages": [],
        "spaces": ["- Dossier\n+ Dos sier"],
    }


def test_a_reason_covers_what_it_names_where_it_says_and_no_more(tmp_path):
    page = tmp_path / "differences.md"
    page.write_text("- pages `\\+ Demande` at `/espace/ (claire|paul)`: the field's word\n")
    assert told(snapshot(), snapshot(lines=("Demande",)), page)[0] == 0
    assert told(snapshot(), snapshot(lines=("Requête",)), page)[0] == 1
    page.write_text("- pages `\\+ Demande` at `/espace/ claire`: the field's word\n")
    assert told(snapshot(), snapshot(lines=("Demande",)), page)[0] == 1


def test_a_reason_that_nothing_needs_is_told(tmp_path):
    page = tmp_path / "differences.md"
    page.write_text("- mails `Objet`: gone\n")
    faults, said = told(snapshot(), snapshot(), page)
    assert faults == 0
    assert "A reason that nothing needs: mails `Objet`: gone" in said


def test_a_reason_may_say_the_place_alone(tmp_path):
    path = tmp_path / "differences.md"
    path.write_text("- pages at `/espace/`: all of it\n- pages at `/cms/`: elsewhere\n")

    faults, said = told(snapshot(), snapshot(lines=("Demande",)), path)

    assert faults == 0
    assert "A reason that nothing needs: pages" in said
