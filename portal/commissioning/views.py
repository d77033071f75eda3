"""Views « Mise en service »: the lines as they stand, and the declaration of a restored backup."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse_lazy

from portal.access.offices import desk, technician
from portal.commissioning import registry, restoring
from portal.commissioning.forms import RestoreForm
from portal.commissioning.models import RestoreTrial
from portal.ui import words
from portal.web.member_home import Block, register_home_block
from portal.web.navigation import SPACE, Entry, register_entry
from portal.web.pages import form_page, only

FOLDER, MOST = "portal/commissioning", 20
LINES = reverse_lazy("commissioning")
FORETOLD = {
    "list_label": "Mise en service",
    "list_url": LINES,
    "back": "Revenir à la mise en service",
    "effects": (
        "La restauration s’ajoute à celles qui ont été faites ailleurs, sous votre nom.",
        "La ligne de la mise en service suit le dernier essai du portail, et lui seul.",
        "Le référent label lit la date et ce que vous avez vérifié. La déclaration est au journal.",
        "La déclaration ne se reprend pas\u00a0: une autre la suit, à l’essai suivant.",
    ),
}


def commissioning(request):
    _only_desk(request)
    rows = registry.rows(request.user)
    wanted = [row for row in rows if not row.line.is_advised]
    trials = RestoreTrial.objects.visible_to(request.user).select_related("told_by")
    context = {
        "rows": rows,
        "left": sum(not row.is_done for row in wanted),
        "done": sum(row.is_done for row in wanted),
        "total": len(wanted),
        "trials": trials[:MOST],
        "can_declare": technician(request.user, None),
    }
    return render(request, f"{FOLDER}/lines.html", context)


def commissioning_restore(request):
    _only_desk(request)
    only(technician, request.user)
    return form_page(
        request,
        RestoreForm,
        template="portal/foretold.html",
        context=FORETOLD,
        title="Déclarer une restauration",
        submit="Déclarer",
        done=LINES,
        save=lambda form: restoring.declare(by=request.user, **form.facts),
        said=lambda made: (
            f"Restauration du {words.day(made.restored_on)} déclarée. Elle est au journal."
        ),
    )


def _only_desk(request):
    """Foreign and missing are one: the page does not exist for others."""
    if not desk(request.user, None):
        raise Http404


@register_home_block
def home_block(user):
    """Until each line is done; the page stays afterwards."""
    return Block(f"{FOLDER}/home.html") if desk(user, None) and registry.is_left() else None


register_entry(
    SPACE,
    Entry(
        "Mise en service",
        "commissioning",
        lambda user: desk(user, None),
        order=940,
        root="/espace/mise-en-service/",
    ),
)
urlpatterns = [
    path("espace/mise-en-service/", commissioning, name="commissioning"),
    path(
        "espace/mise-en-service/restauration/",
        commissioning_restore,
        name="commissioning_restore",
    ),
]
