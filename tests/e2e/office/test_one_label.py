"""A label decided before the portal, taken over in the browser, found in public, then taken back."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter

from tests.e2e.journeys.walking import Walker

SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-11-24 09:00"
HAS_WORKER = False
PAGE = "/espace/suivi/reprendre-un-label/"


def letter(folder):
    content, path = BytesIO(), Path(folder) / "lettre.pdf"
    book = PdfWriter()
    book.add_blank_page(200, 200)
    book.write(content)
    path.write_bytes(content.getvalue())
    return path


def test_a_label_is_taken_over_by_its_screen_and_taken_back(sign_in, axe, tmp_path):
    claire = Walker(sign_in("claire"))
    claire.go(PAGE)
    assert axe(claire.page) == []
    slug = claire.page.locator("[name=organisme] option").nth(1).get_attribute("value")
    claire.go(f"{PAGE}?organisme={slug}&type=initial&decision=2018-06-15")
    assert axe(claire.page) == []
    said = {"stated_by": "Odile Garance, directrice", "stated_on": "2026-11-20"}
    claire.fill(**said, statement="Le comité nous a accordé le label, la lettre est jointe.")
    claire.page.set_input_files("[name=proof]", letter(tmp_path))
    claire.press("Reprendre le label")
    assert "est repris, du 15 juin 2018" in claire.text.replace("\u00a0", " ")
    assert axe(claire.page) == []
    label = claire.address
    assert "Échu" in claire.text

    claire.page.get_by_role("link", name="La reprise de ce label").click()
    claire.page.wait_for_load_state()
    claire.act(f"{claire.address}annuler-la-reprise/", "Annuler la reprise")

    assert claire.page.goto(label).status == 404
