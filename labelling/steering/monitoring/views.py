"""Views of the table of the scheme: the table, its columns, the views that people keep."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labelling.parties.organisms.rules import instructor, referent
from labelling.steering.monitoring import actions
from labelling.steering.monitoring.columns import ORGANISM
from labelling.steering.monitoring.exports import SCHEME
from labelling.steering.monitoring.forms import ColumnsForm, ViewForm
from labelling.steering.monitoring.listing import SIZES, Asked
from labelling.steering.monitoring.models import SavedView
from labelling.steering.monitoring.rules import tracker
from labelling.steering.monitoring.tables import lines
from labelling.steering.monitoring.tabs import ALL, first_view, tabs
from portal.exports.tables import exported
from portal.web.pages import SAVED, form_page, only, run_action, visible_or_404
from portal.web.submissions.edit_conflicts import stamp

TOLD = ("reference", "name", "query", "is_default", "owner__first_name", "owner__last_name")
TABLE = "labelling:scheme_table"


@exported(SCHEME)
def scheme_table(request):
    """Without any word in its address, the table opens as its reader’s default view has it, else as the first tab."""
    only(tracker, request.user)
    views = list(SavedView.objects.visible_to(request.user).select_related("owner").only(*TOLD))
    own = next((one for one in views if one.is_default and one.owner_id == request.user.pk), None)
    if own and not request.GET:
        return redirect(own.table_url)
    request.GET = request.GET or first_view()  # the files of the page are of the same rows
    asked = Asked(request.user, request.GET)
    page = asked.page()
    is_linked = instructor(request.user, None)
    number = str(page.number) if page.number > 1 else ""
    here = asked.address({"vue": asked.view or ALL, "page": number})
    context = {
        "asked_table": asked,
        "asked": asked.query_kept,
        "form": asked.form,
        "more": [field for field in asked.form.visible_fields() if field.name != "q"],
        "narrowed": len(asked.form.asked.keys() - {"q"}),
        "page": page,
        "lines": lines(
            page.object_list, asked.columns, by=request.user, back=here, is_linked=is_linked
        ),
        "columns": asked.columns,
        "first": ORGANISM,
        "chips": asked.form.chips(asked.address),
        "sizes": [
            (size, asked.address({"lignes": str(size)}), size == asked.size) for size in SIZES
        ],
        "views": (shown := tabs(asked, views)),
        "kept": [
            (name, text) for name, text in asked.query_kept.items() if name not in asked.form.fields
        ],
        "clear_url": asked.address(dict.fromkeys(asked.form.fields, "")),
        "replace_url": shown.current
        and f"{shown.current.get_absolute_url()}remplacer/?{asked.text}",
        "may_import": is_linked,
        "may_send": referent(request.user, None),
    }
    return render(request, "labelling/monitoring/table.html", context)


def scheme_columns(request):
    """Which columns, in which order; the filters and the order of the rows stay."""
    only(tracker, request.user)
    asked = Asked(request.user, request.GET)
    return form_page(
        request,
        ColumnsForm,
        columns=asked.columns,
        template="labelling/monitoring/columns.html",
        context={"back": asked.address()},
        save=lambda form: asked.address({"colonnes": ",".join(form.chosen)}),
        done=lambda made: made,
    )


def scheme_view_new(request):
    """Keeps the table of the address."""
    only(tracker, request.user)
    asked = Asked(request.user, request.GET)
    return form_page(
        request,
        ViewForm,
        template="labelling/monitoring/view.html",
        context={"back": asked.address(), "chips": asked.form.chips(asked.address)},
        save=lambda form: actions.keep(request.user, asked.text, **form.facts),
        said=lambda made: f"La vue «\u00a0{made}\u00a0» est gardée.",
        done=lambda made: made.table_url,
    )


def own_view(request, reference):
    """A shared view is seen by the office and changed by its author alone: to others it is a table, not a page."""
    rows = SavedView.objects.visible_to(request.user).filter(owner=request.user)
    view = visible_or_404(SavedView, request.user, rows=rows, reference=reference)
    only(tracker, request.user)
    return view


def scheme_view(request, reference):
    view = own_view(request, reference)
    if "forget" in request.POST:
        return run_action(request, view.delete, said="La vue est supprimée.", done=TABLE)
    facts = {name: getattr(view, name) for name in actions.TITLES}
    return form_page(
        request,
        ViewForm,
        initial=facts,
        template="labelling/monitoring/view.html",
        context={"back": view.table_url, "view": view, "seen": stamp(view, actions.TITLES)},
        said=SAVED,
        save=lambda form: actions.change(view, seen=form.expected_stamp, **form.facts),
        done=lambda made: made.table_url,
    )


@require_POST
def scheme_view_replace(request, reference):
    view = own_view(request, reference)
    query = Asked(request.user, request.GET).text
    return run_action(
        request,
        lambda: actions.replace(view, query),
        said="La vue donne maintenant cette table.",
        done=lambda made: made.table_url,
    )
