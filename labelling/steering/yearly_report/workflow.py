"""Workflow table of a yearly report: written, validated with its figures frozen (BR-97), published by another."""

from datetime import timedelta

from django.db import transaction

from labelling.parties.organisms.rules import instructor
from labelling.steering.yearly_report import jobs, notices
from labelling.steering.yearly_report.content import reading
from labelling.steering.yearly_report.forms import KeptReasonForm
from labelling.steering.yearly_report.models import ReportFigure, YearlyReport
from labelling.steering.yearly_report.rules import publisher, publishers
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Transition, Workflow, guard

S = YearlyReport.State
OFFICE, OTHER = "le bureau du label", "une autre personne du bureau"
FRESH = timedelta(days=1)


@guard("Les chiffres sont comptés depuis moins d’un jour")
def counted(report):
    if report.counted_at is None:
        return Problem("not_counted", "Les chiffres se comptent\u00a0: revenez dans un instant.")
    if clock.now() - report.counted_at > FRESH:
        text = f"Les chiffres datent du {words.moment(report.counted_at)}\u00a0: recomptez-les."
        return Problem("old_count", text, report.get_absolute_url(), "Recompter")
    return None


@guard("Une rubrique au moins, avec ses chiffres")
def filled(report):
    if reading.chosen(report):
        return None
    text = "Le bilan ne dit aucun chiffre\u00a0: gardez une rubrique et cochez ses chiffres."
    return Problem("empty", text)


@guard("Une ouverture")
def opened(report):
    if report.foreword.strip():
        return None
    address = f"{report.get_absolute_url()}ouverture/"
    return Problem("no_foreword", "Écrivez l’ouverture du bilan.", address, "Écrire")


@guard("Les fichiers sont prêts")
def printed(report):
    if report.has_files:
        return None
    return Problem(
        "no_files", report.failure or "Les fichiers se préparent\u00a0: revenez dans un instant."
    )


@guard("Une autre personne du bureau peut publier")
def another_may_publish(report):
    if publishers(report).exists():
        return None
    return Problem("nobody", "Personne d’autre au bureau du label ne pourrait publier ce bilan.")


def freeze(report, by, **_):
    """BR-97: the figures told become rows that nothing changes; so does the text, whoever wrote it."""
    lines = reading.chosen(report)
    for line in lines:
        line.report = report
    for section in reading.read(report):
        kept = report.section(section.code)
        kept["is_computed"] = not kept["text"].strip()
        kept["text"] = "\n".join(section.paragraphs)
    ReportFigure.objects.bulk_create(lines)
    report.counted, report.failure = [], ""
    report.validated_by, report.validated_at = by, clock.now()
    key = report.pk
    transaction.on_commit(lambda: jobs.make_files.enqueue(key))
    return {"figures": len(lines)}


def publish(report, by, **_):
    report.published_by, report.published_at = by, clock.now()


def frozen_effects(report):
    many = words.count(len(reading.chosen(report)), "chiffre est figé", "chiffres sont figés")
    return [
        f"{many} au 31 décembre {report.year}, avec leur définition et sa version.",
        "Le texte ne change plus\u00a0: une correction fait une autre version.",
        "Le PDF, le document et le tableur se préparent\u00a0; une autre personne du bureau publie.",
    ]


def published_effects(_report):
    return [
        "Le bilan paraît sur le site, avec ses fichiers et ses données ouvertes.",
        "Les lecteurs du bilan sont prévenus.",
        "Il ne change plus\u00a0: une correction fait une autre version, et celle-ci reste lisible.",
    ]


def set_aside_effects(_report):
    return ["Cette version ne paraîtra pas. L’année pourra s’ouvrir à nouveau."]


YEARLY_REPORT = Workflow(
    YearlyReport,
    topic="labelling/yearly_report",
    path=(S.DRAFT, S.VALIDATED, S.PUBLISHED),
    hands={S.DRAFT: OFFICE, S.VALIDATED: OTHER},
    holders={OFFICE: instructor, OTHER: publisher},
    undated={
        S.DRAFT: "le bureau choisit le jour de la validation",
        S.VALIDATED: "le bureau choisit le jour de la publication",
    },
    may_mend=lambda user, _thing, _address: instructor(user, None),
    transitions=(
        Transition(
            "validate", "Valider le bilan", (S.DRAFT,), S.VALIDATED, instructor, "a validé le bilan",
            needs=(counted, filled, opened), then=freeze, effects=frozen_effects,
            tells=(notices.TO_PUBLISH,), slug="valider",
        ),
        Transition(
            "publish", "Publier le bilan", (S.VALIDATED,), S.PUBLISHED, publisher, "a publié le bilan",
            needs=(printed,), then=publish, effects=published_effects,
            tells=(notices.PUBLISHED,), slug="publier",
        ),
        Transition(
            "set_aside", "Écarter cette version", (S.DRAFT, S.VALIDATED), S.SET_ASIDE, instructor,
            "a écarté cette version du bilan", form=KeptReasonForm, effects=set_aside_effects,
            tone="danger", slug="ecarter",
        ),
    ),
)  # fmt: skip
