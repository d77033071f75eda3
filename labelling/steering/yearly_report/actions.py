"""Writing of a yearly report: opened for a year that is over, its sections written, ordered, corrected."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from labelling.parties.organisms.rules import instructor
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.yearly_report import jobs
from labelling.steering.yearly_report.content import sections
from labelling.steering.yearly_report.models import OPEN, YearlyReport
from portal.core import clock
from portal.web.submissions.edit_conflicts import Changed
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

FIRST_YEAR = 2016  # the label was published on 25 January 2016
S = YearlyReport.State
NOT_OVER = "L’année {} n’est pas finie\u00a0: son bilan s’ouvre le 1er janvier qui suit."
TOO_OLD = "Le label date de 2016\u00a0: choisissez une année à partir de celle-là."
READ_ONLY = "Ce bilan n’est plus en préparation\u00a0: il se lit seulement."
NOTHING_PUBLISHED = "Aucun bilan de {} n’est publié\u00a0: il n’y a rien à corriger."


def last_year():
    """The last year that is over."""
    return clock.today().year - 1


def begun_by(year):
    """The dossiers of that year and before: without one, it has nothing to tell."""
    began = Q(created_at__year__lte=year) | Q(submitted_on__year__lte=year)
    return LabelDossier.objects.filter(began)


def without_report():
    """The years that are over and have no report, written or published, the last one first."""
    kept = set(YearlyReport.objects.exclude(state=S.SET_ASIDE).values_list("year", flat=True))
    return [year for year in range(last_year(), FIRST_YEAR - 1, -1) if year not in kept]


@transaction.atomic
def open_year(year, *, by):
    """« Clore l’année »: a draft, whose figures the worker counts. Refused while one is open or published."""
    _only_the_office(by)
    if year > last_year():
        raise Refused(NOT_OVER.format(year))
    if year < FIRST_YEAR:
        raise Refused(TOO_OLD)
    if published := current(year):
        text = (
            f"Le bilan de {year} est déjà publié\u00a0: une correction en fait une autre version."
        )
        raise Refused(Problem("published", text, published.get_absolute_url(), "Ouvrir ce bilan"))
    return _begin(year, by=by, sections=_sections_of(year))


def _sections_of(year):
    """As the last report that was published before that year, else as a new one."""
    before = YearlyReport.objects.filter(year__lt=year, state=S.PUBLISHED)
    last = before.order_by("-year", "-number").first()
    return sections.as_last_year(last.sections) if last else sections.sections()


@transaction.atomic
def correct(report, *, by, reason):
    """A new version of a published report, with its texts; the former one stays as it is."""
    _only_the_office(by)
    last = current(report.year)
    if last is None:
        raise Refused(NOTHING_PUBLISHED.format(report.year))
    return _begin(
        report.year,
        by=by,
        reason=reason,
        foreword=last.foreword,
        sections=sections.completed(last.sections),
    )


def current(year):
    """The last version published of a year, or None."""
    return YearlyReport.objects.filter(year=year, state=S.PUBLISHED).order_by("-number").first()


def _begin(year, *, by, reason="", **facts):
    known = YearlyReport.objects.filter(year=year)
    last = known.order_by("-number").values_list("number", flat=True).first() or 0
    report = YearlyReport(year=year, number=last + 1, reason=reason, **facts)
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_already(year)) from error
    sentence = f"{by or 'Le portail'} a ouvert le bilan {year}{report.of_version}."
    audit_log.write(
        report, by=by, act="open", sentence=sentence, target=report.state, reason=reason
    )
    ask_count(report)
    return report


def _already(year):
    other = YearlyReport.objects.filter(year=year, state__in=OPEN).first()
    text = f"Un bilan de {year} est déjà en préparation."
    return Problem("open", text, other.get_absolute_url() if other else "", "Ouvrir ce bilan")


def _only_the_office(by):
    if not instructor(by, None):
        raise Forbidden(f"Seul {instructor.label} écrit le bilan.")


def refuse_unless_writable(report, user):
    """Raises Forbidden or Refused, with its sentence, unless `user` may write this report now."""
    _only_the_office(user)
    if not report.is_draft:
        raise Refused(Problem("read_only", READ_ONLY), thing=report)


def ask_count(report):
    """The worker counts once the transaction is over."""
    key = report.pk
    transaction.on_commit(lambda: jobs.count.enqueue(key))


def count_again(report, *, by):
    with acting(report, by=by, act="count", sentence="a demandé un nouveau compte") as current:
        refuse_unless_writable(current, by)
        current.counted_at, current.failure = None, ""
        ask_count(current)
    return current


def write_section(report, code, facts, *, by, seen=None, is_quiet=False):
    """Its text, the figures that it tells, whether the report has it; Stale when not as `seen`."""
    sentence = f"a écrit la rubrique «\u00a0{sections.title(code)}\u00a0»"
    with acting(
        report, by=by, act="write", sentence=sentence, data={"section": code}, is_quiet=is_quiet
    ) as current:
        refuse_unless_writable(current, by)
        section = current.section(code)
        if seen is not None and seen != sections.stamp(section):
            outrun = Changed(current, ())
            outrun.seen = sections.stamp(section)
            raise outrun
        section |= facts
    return current


def move_section(report, code, *, by):
    """Up by one place; the first one stays."""
    with acting(report, by=by, act="move", sentence="a changé l’ordre des rubriques") as current:
        refuse_unless_writable(current, by)
        rows = current.sections
        place = next((n for n, one in enumerate(rows) if one["code"] == code), 0)
        if place:
            rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return current
