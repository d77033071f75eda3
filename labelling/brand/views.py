"""The pages of the mark, of its rules of use and of its charters."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labelling.brand import looks, pages, recording
from labelling.brand.charter_form import CharterForm
from labelling.brand.forms import CharterStartForm, RulesForm, RulesStartForm, TrademarkForm
from labelling.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.brand.rules import dircom, office
from portal.web.once import new_key, once
from portal.web.pages import edit_page, transition_page, visible_or_404


def _found(request, model, **lookup):
    return visible_or_404(model, request.user, **lookup)


def _forbidden(request, sentence):
    return render(request, "403.html", {"sentence": sentence}, status=403)


def _for_the_office(user):
    if not office(user, None):
        raise Http404


def brand(request):
    _for_the_office(request.user)
    return render(request, "labelling/brand/home.html", pages.home(request.user))


def trademark(request, slug):
    context = pages.trademark(_found(request, Trademark, slug=slug), request.user)
    return render(request, "labelling/brand/trademark.html", context)


def trademark_edit(request, slug):
    return _edit(request, _found(request, Trademark, slug=slug), TrademarkForm, "la marque")


def trademark_act(request, slug, address):
    return transition_page(request, _found(request, Trademark, slug=slug), address)


def usage_rules(request, code):
    context = pages.rules(_found(request, UsageRulesVersion, code=code), request.user)
    return render(request, "labelling/brand/rules.html", context)


@once
def usage_rules_add(request, slug):
    mark = _found(request, Trademark, slug=slug)
    if not dircom(request.user, mark):
        return _forbidden(request, f"Seule {dircom.label} prépare un règlement d’usage.")
    begun_from = recording.sentences_before(mark)
    form = RulesStartForm(
        request.POST or None, request.FILES or None, by=request.user, initial=begun_from
    )
    if request.method == "POST" and form.is_valid():
        return redirect(recording.prepare_rules(mark, request.user, **form.cleaned_data))
    page = {"thing": mark, "form": form, "once": new_key(), "heading": "Nouveau règlement d’usage"}
    return render(request, "portal/edit.html", page, status=422 if form.errors else 200)


def usage_rules_edit(request, code):
    rules = _found(request, UsageRulesVersion, code=code)
    return _edit(request, rules, RulesForm, "le règlement d’usage")


def usage_rules_act(request, code, address):
    return transition_page(request, _found(request, UsageRulesVersion, code=code), address)


@once
def charter_prepare(request):
    _for_the_office(request.user)
    if not dircom(request.user, None):
        return _forbidden(request, f"Seule {dircom.label} prépare une charte.")
    form = CharterStartForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        charter = recording.prepare_charter(request.user, **form.cleaned_data)
        return redirect("labelling:charter_edit", charter.code)
    page = {"form": form, "once": new_key()}
    status = 422 if form.errors else 200
    return render(request, "labelling/brand/charter_start.html", page, status=status)


def charter(request, code):
    context = pages.charter(_found(request, BrandCharterVersion, code=code), request.user)
    return render(request, "labelling/brand/charter.html", context)


def charter_edit(request, code):
    found = _found(request, BrandCharterVersion, code=code)
    template = "labelling/brand/charter_edit.html"
    return _edit(request, found, CharterForm, "la charte", template=template)


def charter_act(request, code, address):
    return transition_page(request, _found(request, BrandCharterVersion, code=code), address)


def _edit(request, thing, form_class, what, **options):
    if not recording.may_edit(request.user, thing):
        sentence = f"Seule {dircom.label} modifie {what}, et une version publiée ne change plus."
        return _forbidden(request, sentence)
    heading = {"heading": f"Modifier {what}"}
    return edit_page(request, thing, form_class, context=heading, **options)


@require_POST
def preview_start(request, code):
    """Seen by this session alone, until it is left, or until the charter takes effect."""
    found = _found(request, BrandCharterVersion, code=code)
    if looks.may_preview(found):
        request.session[looks.KEY] = found.code
    else:
        said = (
            "Cette charte ne s’essaie pas : en vigueur, abandonnée, retirée, ou difficile à lire."
        )
        messages.error(request, said)
    return redirect(found)


@require_POST
def preview_leave(request):
    _for_the_office(request.user)
    code = request.session.pop(looks.KEY, None)
    return redirect("labelling:charter", code) if code else redirect("labelling:brand")
