"""No value of the rules is typed in a text (BR-09): what tells one reads it, so that it stays true when it changes."""

import ast
import re
from pathlib import Path

import pytest

from labelling.parties.framework.binding import current_committee_rules, current_rules
from labelling.parties.framework.models import LabelRulesVersion
from labelling.parties.framework.numbers import find_told_values, values_of
from tests.labelling.framework.factories import draft_of

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
APPS = ("portal", "labelling", "community", "observatory", "home")
INVENTED = {"migrations", "scenario", "volume", "tests"}


def texts_of_python(path):
    """Its strings, docstrings apart: what is joined is one text, what is computed in it a gap."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {
        id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values
    }
    apart = documents | parts
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                one.value if isinstance(one, ast.Constant) else "…" for one in node.values
            )
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
        ):
            yield node.value


def texts_of_template(path):
    text = path.read_text(encoding="utf-8")
    yield re.sub(r"\{#.*?#\}|\{\{.*?\}\}", "…", text, flags=re.S)


def sources():
    """[(path, texts)] of what people read: templates of pages, mails and PDFs, strings of the apps, scripts."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not INVENTED & {path.stem, *path.parts} and "demonstration" not in path.name:
                yield path.relative_to(ROOT).as_posix(), texts_of_python(path)
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt", ".svg"):
            yield path.relative_to(ROOT).as_posix(), texts_of_template(path)


OTHER = {  # what says the same number for another reason: no rule of the label changes it
    "how far back or ahead a list, a chart or a forecast goes": {
        "labelling/steering/act_ledger/forms.py": "Douze derniers mois",
        "labelling/steering/cockpit/board.py": "douze mois",
        "labelling/steering/figures/families/ratings.py": "trois ans",
        "labelling/title/labels/directory/forms.py": "douze mois",
        "labelling/steering/process_map/cases/causes.py": "quinze jours",
        "labelling/steering/monitoring/filters.py": "sept jours, trente jours",
        "labelling/steering/monitoring/tabs.py": "12 mois",
        "observatory/coverage/listing.py": "six mois, soixante jours",
        "home/page_views/listing.py": "30 derniers jours, 12 derniers mois",
        "templates/community/documents/block.html": "trente jours",
        "templates/home/cms/desk.html": "trente jours",
        "templates/labelling/act_ledger/ledger.html": "douze derniers mois",
        "templates/labelling/cockpit/months.html": "douze mois",
        "templates/labelling/performance/auditors.html": "trois ans",
        "templates/labelling/performance/criteria.html": "trois ans",
        "templates/labelling/timeline/summary.html": "trois ans",
        "templates/labelling/timeline/timeline.html": "trois ans",
        "templates/observatory/spotlight/list.html": "douze derniers mois",
        "templates/portal/calendar/feed.html": "trois mois, trois ans",
        "templates/portal/inbox/effect.html": "7 jours, 30 derniers jours",
        "templates/portal/mail_desk/forecast.html": "30 jours",
    },
    "bounds of a form": {
        "labelling/parties/accreditation/forms.py": "trois ans",
        "labelling/committee/sessions/step_forms.py": "50 caractères",
        "labelling/title/labels/step_forms.py": "50 caractères",
        "labelling/title/licences/step_forms.py": "50 caractères, deux jours",
        "home/campaigns/workflow.py": "50 caractères",
        "portal/mail_desk/forms.py": "90 jours",
    },
    "mentoring, reading of documents, polls, subscriptions: of the portal, not of the label": {
        "community/documents/actions.py": "sept jours",
        "community/documents/forms.py": "Trente jours",
        "community/mentoring/models.py": "Trois mois",
        "community/mentoring/notices.py": "trois mois",
        "community/mentoring/workflow.py": "trois mois",
        "community/mentoring/worklist.py": "Trois mois",
        "community/polls/workflow.py": "trois jours",
        "templates/community/documents/readers.html": "sept jours",
        "templates/community/mentoring/list.html": "trois mois, douze mois",
        "templates/community/mentoring/mail/agreed.txt": "trois mois",
        "templates/community/mentoring/mail/asked.txt": "Trois mois, trois mois",
        "templates/community/mentoring/one.html": "Trois mois, trois mois",
        "templates/home/alerts/asked.html": "sept jours",
        "templates/home/alerts/mail/confirm.txt": "sept jours",
        "templates/home/alerts/over.html": "sept jours",
        "templates/home/gatherings/attendance.html": "trois ans",
        "templates/home/letter/asked.html": "sept jours",
        "templates/home/letter/mail/confirm.txt": "sept jours",
        "templates/home/letter/over.html": "sept jours",
    },
    "what no rule dates is supposed": {"templates/home/label/joining_page.html": "trois mois"},
    "the INPI’s": {"templates/labelling/brand/mail/lapsed.txt": "six mois"},
    "examples": {
        "labelling/parties/framework/drafts/forms.py": "15 jours ouvrés, 21 jours",
        "portal/web/gallery.py": "trois ans, 30 jours",
    },
    "first texts of the site: the CMS lists what is typed in pages": {
        "home/site/label.py": "Trois ans",
        "home/site/tenants.py": "trois ans",
        "home/texts.py": "cinq jours ouvrés, six mois",
    },
}


def typed_in(texts, values):
    """What these texts say of the values, each wording once."""
    found = (one.said for text in texts for one in find_told_values(text, values))
    return ", ".join(dict.fromkeys(found))


def test_br09_no_value_of_the_rules_is_typed_in_a_text():
    values = values_of(current_committee_rules(), current_rules())
    excused = {path: said for paths in OTHER.values() for path, said in paths.items()}

    found = {path: said for path, texts in sources() if (said := typed_in(texts, values))}

    assert found == excused


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("trente jours", "Réponse à une demande de compléments"),
        ("Vingt et un\u00a0jours", "Gel de l’ordre du jour"),
        ("10 derniers jours", "Envoi des dossiers au comité"),
        ("15 jours ouvrés", "Contrôle de complétude"),
        ("deux ans", "Relecture d’une bonne pratique"),
        ("trois\nannées", "durée du label"),
        ("deux relances", "relances avant classement sans suite"),
    ],
)
def test_a_value_is_found_in_figures_and_in_letters(said, value):
    """The control of the law: what it would find in a text that types one."""
    text = f"Vous avez {said}, pas plus."

    found = list(find_told_values(text, values_of(current_rules())))

    assert [(one.said, value in one.values) for one in found] == [(" ".join(said.split()), True)]


@pytest.mark.parametrize(
    "text", ["1 230 jours", "le 30 mai", "BR-30 jours", "un an", "16 jours", "trente-deux jours"]
)
def test_another_number_is_no_value(text):
    assert list(find_told_values(text, values_of(current_rules()))) == []


def test_a_value_is_looked_for_as_it_is_once_changed():
    values = values_of(draft_of(LabelRulesVersion, label_months=48, report_replacement_days=19))

    said = [one.said for one in find_told_values("dix-neuf jours, quatre ans, trois ans", values)]

    assert said == ["dix-neuf jours", "quatre ans", "trois ans"]  # D18 lasts three years too
