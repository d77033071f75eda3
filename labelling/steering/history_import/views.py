"""Views of the imports of the tracking: their list, what one brought, its journal, its steps."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from labelling.parties.organisms.rules import instructor, referent
from labelling.steering.history_import.forms import FileForm, PeopleForm
from labelling.steering.history_import.lines import listing
from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.history_import.past import results
from labelling.steering.history_import.people import invite, people
from portal.access import who_sees
from portal.documents import StoredFile
from portal.ui import words
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Problem, Refused

LINES = 25
HEAVY = ("file", "content", "choices", "matching", "reading")
MOST_ROWS = 10_000  # of a file handed back: all its cells are in memory at once
NO_FILE = "Le fichier n’est plus ici\u00a0: il est effacé dès que l’import est repris ou abandonné."
TOO_LONG = "Ce fichier compte plus de 10 000 lignes\u00a0: ses remarques se lisent dans la page des lignes."
SENT = "Le fichier est reçu. Le portail le lit\u00a0: vous pouvez fermer cette page et revenir."
READ = "Le fichier est lu. Rien n’est encore écrit\u00a0: relisez, décidez, puis confirmez."
PARTS = {
    "tracking_import": "Import",
    "tracking_sheets": "Feuilles et colonnes",
    "tracking_values": "Valeurs",
    "tracking_register": "Registre",
    "tracking_lines": "Lignes",
}


def find_import(request, reference):
    rows = TrackingImport.objects.visible_to(request.user).select_related("by").defer("file")
    return visible_or_404(TrackingImport, request.user, rows=rows, reference=reference)


def tabs(one, current):
    """The steps of the wizard; an import without a file read here has only its page."""
    is_read = one.reading and not one.to_read_at
    names = [name for name in PARTS if is_read or name == "tracking_import"]
    return [
        {"label": PARTS[name], "url": address(one, name), "is_current": name == current}
        for name in names
    ]


def following(one, current):
    """(label, address) of the part that one does next; the last one leads to the act."""
    names = list(PARTS)
    name = names[(names.index(current) + 1) % len(names)]
    return PARTS[name], address(one, name)


def address(one, name):
    return reverse(f"labelling:{name}", args=[one.reference])


def tracking_imports(request):
    """The imports made, and the form that sends a file: the référent's alone."""
    only(instructor, request.user)
    may_send = referent(request.user, None)
    if request.method == "POST":
        only(referent, request.user)
    rows = TrackingImport.objects.visible_to(request.user).select_related("by").defer(*HEAVY)
    page = Paginator(rows.order_by("-created_at", "-pk"), LINES).get_page(request.GET.get("page"))
    return form_page(
        request,
        FileForm,
        template="labelling/history_import/list.html",
        said=lambda made: SENT if made.to_read_at else READ,
        context={"page": page, "may_send": may_send},
        save=lambda form: actions.begin(by=form.by, **form.cleaned_data["file"]),
        done=lambda made: address(
            made, "tracking_import" if made.to_read_at else "tracking_sheets"
        ),
    )


def tracking_import(request, reference):
    one = find_import(request, reference)
    lines = Paginator(results.entries(one), LINES).get_page(request.GET.get("page"))
    context = {
        "tracking": one,
        "tabs": tabs(one, "tracking_import"),
        "following": following(one, "tracking_import"),
        "is_just_read": request.headers.get("HX-Request") and not one.to_read_at,
        "offers": one.workflow.offers(one, request.user),
        "counts": results.counts(one),
        "lines": lines,
        "seen": who_sees(one),
        "may_stop": referent(request.user, None),
        "may_invite": _may_invite(request.user, one),
        "proof": StoredFile.objects.visible_to(request.user).of(one).first(),
        "may_download": _may_download(request.user, one),
    }
    return render(request, "labelling/history_import/detail.html", context)


def _may_invite(user, one):
    is_confirmed = one.state == TrackingImport.State.CONFIRMED
    return is_confirmed and not one.is_typed and referent(user, None)


def _may_download(user, one):
    """Whether its file is here is asked without reading it."""
    if one.to_read_at or not referent(user, None):
        return False
    return TrackingImport.objects.visible_to(user).filter(pk=one.pk, file__isnull=False).exists()


def annotated(request, reference):
    """The file handed back with its remarks, as long as it is here: the référents' alone."""
    one = find_import(request, reference)
    only(referent, request.user, one)
    if one.file is None:
        raise Refused(Problem("no_file", NO_FILE), thing=one)
    from labelling.steering.history_import import remarks as handing_back  # noqa: PLC0415 -- openpyxl is heavy

    book = actions.opened(bytes(one.file))
    if sum(len(sheet.rows) for sheet in book.sheets) > MOST_ROWS:
        raise Refused(Problem("too_long", TOO_LONG), thing=one)
    remarks = listing.remarks(one)
    content, extension, kind = handing_back.handed_back(bytes(one.file), book, remarks)
    headers = {
        "Content-Disposition": f'attachment; filename="{one.reference}-remarques.{extension}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


def tracking_import_act(request, reference, address):
    return transition_page(request, find_import(request, reference), address)


def tracking_people(request, reference):
    """The référents' alone: an invitation opens an organism's space."""
    one = find_import(request, reference)
    if one.state != TrackingImport.State.CONFIRMED:
        raise Http404
    only(referent, request.user, one)
    rows = people(one)
    return form_page(
        request,
        PeopleForm,
        thing=one,
        people=rows,
        template="labelling/history_import/people.html",
        context={"tracking": one, "people": rows},
        save=lambda form: invite(
            form.cleaned_data["people"], form.cleaned_data["function"], by=form.by
        ),
        said=lambda made: f"{words.count(len(made), 'invitation part', 'invitations partent')}.",
        done=address(one, "tracking_people"),
    )
