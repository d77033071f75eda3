"""Reading of a tracking file that the référent sends, and again at each correction of its matching."""

from hashlib import sha256

from django.db import transaction

from labelling.parties.organisms.rules import referent
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.history_import.reader.tables.corrections import Matching
from labelling.steering.history_import.reading import understand
from portal.access.references import next_reference
from portal.core import clock
from portal.exports.reading import is_of_here
from portal.retention import durations
from portal.spreadsheets import reading
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.sheets import Unreadable, is_ours
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

PERIOD = "tracking_import"  # how long it waits for its confirmation
OURS = (
    "Ce fichier est un tableau de ce portail\u00a0: corrigé, il se rend par "
    "«\u00a0Reprendre un tableau corrigé\u00a0», sous la liste dont il vient."
)
KEPT = ("organisms", "audits", "decisions", "steps", "reminders", "auditors")


@transaction.atomic
def begin(
    *, by, file_name, digest, content, choices=None, is_demo=False, said="", reason="", **read
):
    """Nothing of it is written before its confirmation. `read`: file, matching, reading, from a file sent.

    `said`, `reason`: what the journal tells of an import that no file brings.
    """
    if not referent(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {referent.label} importe le suivi."))
    found = TrackingImport.objects.create(
        reference=next_reference("QH-SU", clock.today().year),
        file_name=file_name,
        digest=digest,
        content={name: content[name] for name in KEPT if name in content},
        choices=choices or {},
        is_demo=is_demo,
        by=by,
        due_on=durations.until(PERIOD, clock.today()),
        **read,
    )
    done = "a envoyé" if found.to_read_at else "a lu"
    audit_log.write(
        found,
        by=by,
        act="begin",
        sentence=f"{by} {said or f'{done} le suivi «\u00a0{file_name}\u00a0»'}.",
        target=found.state,
        reason=reason,
        data={"digest": digest},
    )
    return found


BEING_READ = Problem("being_read", "Le fichier est encore en cours de lecture.")
PREVIEWED = TrackingImport.State.PREVIEWED
MATCHED = ("matching", "auditors")  # of an import: what its pages of reading correct


@faults_refused()
def read(source, matching, begun=None, told=None):
    """(content, reading) as an import keeps them; Unreadable when the file says nothing, or is a table of ours.

    `begun(rows)` is told how many rows there are, `told(lines)` how many lines are understood.
    """
    book = opened(source)
    if is_of_here(book):
        raise Unreadable("ours", sentence=OURS)
    if begun:
        begun(sum(len(sheet.rows) for sheet in book.sheets))
    return understand(book, clock.today(), matching, told)


def opened(source):
    """Its sheets, less the one that lists our remarks in a file that was handed back."""
    book = reading.read(source, with_marks=True, with_hidden=True, with_web_pages=True)
    book.sheets = [one for one in book.sheets if not is_ours(one.name)]
    return book


def read_new(source):
    """What `begin` takes of a file just sent; the very file of a former import comes with what was decided then."""
    digest = sha256(source).hexdigest()
    before = _confirmed().filter(digest=digest).first()
    matching = Matching.from_json(before.matching) if before else starting()
    facts = {"matching": matching.to_json(), "choices": before.choices if before else {}}
    if reading.is_large(source):
        reading.refuse_at_once(source)
        facts |= {"content": {}, "to_read_at": clock.now()}
    else:
        facts["content"], facts["reading"] = read(source, matching)
    return facts | {"file": source, "digest": digest}


def starting():
    """What the last import that was confirmed said of titles and of values: a sheet's own letters are its own."""
    last = _confirmed().first()
    said = Matching.from_json(last.matching if last else {})
    return Matching(titles=said.titles, values=said.values)


def _confirmed():
    """Imports of a file that somebody confirmed, the last first."""
    rows = TrackingImport.objects.filter(confirmed_on__isnull=False).exclude(digest="")
    return rows.only("matching", "choices").order_by("-confirmed_on", "-pk")


def match(tracking_import, matching, *, by, choices=None, seen=None):
    """The file is understood again; decisions made on its lines stay. Changed where another page corrected it since."""
    may_decide(tracking_import, by)
    if tracking_import.file is None:
        text = "Le fichier n’est pas gardé avec cet import\u00a0: envoyez-le de nouveau."
        raise Refused(Problem("no_file", text))
    source = bytes(tracking_import.file)
    is_large = reading.is_large(source)
    content, found = ({}, {}) if is_large else read(source, matching)
    told = {"act": "match", "sentence": "a corrigé la lecture du suivi"}
    with acting(tracking_import, by=by, **told) as current:
        may_decide(current, by)
        refuse_if_changed(current, MATCHED, seen)
        current.matching, current.content, current.reading = matching.to_json(), content, found
        current.choices |= choices or {}
        if is_large:
            current.to_read_at, current.rows_read = clock.now(), 0
    return current


def may_decide(tracking_import, by):
    """Only the référent, only before the confirmation."""
    if not referent(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {referent.label} corrige la lecture du suivi."))
    if tracking_import.state != PREVIEWED:
        raise Refused(
            Problem("closed", "Cet import n’est plus à confirmer\u00a0: rien n’y change.")
        )
    if tracking_import.to_read_at:
        raise Refused(BEING_READ)
