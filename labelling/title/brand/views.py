"""Views of the trademark, of its rules of use and of its charters."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.title.brand import actions, pages
from labelling.title.brand.charters import looks
from labelling.title.brand.charters.forms import CharterForm
from labelling.title.brand.forms import CharterStartForm, RulesForm, RulesStartForm, TrademarkForm
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.rules import dircom, office
from portal.web.pages import edit_page, form_page, only, transition_page, visible_or_404
from portal.workflow import Closed, Refused

UNSEEN = "Cette charte ne s’essaie pas : en vigueur, abandonnée, retirée, ou difficile à lire."


def _find_object(request, model, **lookup):
    return visible_or_404(model, request.user, **lookup)


def _for_the_office(user):
    if not office(user, None):
        raise Http404


def brand(request):
    _for_the_office(request.user)
    return render(request, "labelling/brand/home.html", pages.home(request.user))


def trademark(request, slug):
    context = pages.trademark(_find_object(request, Trademark, slug=slug), request.user)
    return render(request, "labelling/brand/trademark.html", context)


def trademark_edit(request, slug):
    return _edit(request, _find_object(request, Trademark, slug=slug), TrademarkForm, "la marque")


def trademark_act(request, slug, address):
    return transition_page(request, _find_object(request, Trademark, slug=slug), address)


def usage_rules(request, code):
    context = pages.rules(_find_object(request, UsageRulesVersion, code=code), request.user)
    return render(request, "labelling/brand/rules.html", context)


def usage_rules_add(request, slug):
    mark = _find_object(request, Trademark, slug=slug)
    only(dircom, request.user, mark, f"Seule {dircom.label} prépare un règlement d’usage.")
    return form_page(
        request,
        RulesStartForm,
        thing=mark,
        title="Nouveau règlement d’usage",
        initial=actions.sentences_before(mark),
        save=lambda form: actions.prepare_rules(mark, form.by, **form.facts),
    )


def usage_rules_edit(request, code):
    rules = _find_object(request, UsageRulesVersion, code=code)
    return _edit(request, rules, RulesForm, "le règlement d’usage")


def usage_rules_act(request, code, address):
    return transition_page(request, _find_object(request, UsageRulesVersion, code=code), address)


def charter_prepare(request):
    _for_the_office(request.user)
    only(dircom, request.user, said=f"Seule {dircom.label} prépare une charte.")
    return form_page(
        request,
        CharterStartForm,
        template="labelling/brand/charter_start.html",
        save=lambda form: actions.prepare_charter(form.by, **form.facts),
        done=lambda made: reverse("labelling:charter_edit", args=[made.code]),
    )


def charter(request, code):
    context = pages.charter(_find_object(request, BrandCharterVersion, code=code), request.user)
    return render(request, "labelling/brand/charter.html", context)


def charter_edit(request, code):
    found = _find_object(request, BrandCharterVersion, code=code)
    template = "labelling/brand/charter_edit.html"
    return _edit(request, found, CharterForm, "la charte", template=template)


def charter_act(request, code, address):
    return transition_page(request, _find_object(request, BrandCharterVersion, code=code), address)


def _edit(request, thing, form_class, what, **options):
    only(dircom, request.user, thing, f"Seule {dircom.label} modifie {what}.")
    if not actions.may_edit(request.user, thing):
        raise Closed(
            "Une version publiée ne change plus\u00a0: préparez-en une autre.", thing=thing
        )
    return edit_page(request, thing, form_class, context={"heading": f"Modifier {what}"}, **options)


@require_POST
def preview_start(request, code):
    """Seen by this session alone, until it is left, or until the charter takes effect."""
    found = _find_object(request, BrandCharterVersion, code=code)
    if not looks.may_preview(found):
        raise Refused(UNSEEN, thing=found)
    request.session[looks.KEY] = found.code
    return redirect(found)


@require_POST
def preview_leave(request):
    _for_the_office(request.user)
    code = request.session.pop(looks.KEY, None)
    return redirect("labelling:charter", code) if code else redirect("labelling:brand")
