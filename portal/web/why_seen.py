"""Page « Pourquoi cette personne voit-elle ceci, ou non ? », asked by the label's office of what it sees itself."""

from functools import partial

from django import forms
from django.apps import apps
from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.http import Http404
from django.urls import path, reverse
from django.utils.text import slugify

from portal.access import answers, role
from portal.access.models import Role, User
from portal.web.forms import Form
from portal.web.pages import form_page, only, visible_or_404

office = role(Role.REFERENT, "le référent label") | role(Role.DEPUTY, "son suppléant")
NAMES = ("reference", "slug", "number", "code")  # words that name a thing in its addresses
NOBODY = "Aucun compte n’a ce nom ni cette adresse."
SEVERAL = "Plusieurs personnes portent ce nom. Donnez l’adresse électronique."
NAMED = Concat("first_name", Value(" "), "last_name", output_field=CharField())


class PersonForm(Form):
    """Whom: in the body of the request, for an address of the portal names nobody."""

    person = forms.CharField(
        label="Adresse électronique, ou prénom et nom", max_length=254, strip=True
    )

    def clean_person(self):
        typed = self.cleaned_data["person"]
        asked = {"email__iexact": typed} if "@" in typed else {"full_name__iexact": typed}
        found = list(User.objects.annotate(full_name=NAMED).filter(**asked)[:2])
        if len(found) != 1:
            raise forms.ValidationError(SEVERAL if found else NOBODY)
        return found[0]


def address_of(user, thing):
    """Where the office asks it about a thing; "" to anybody else, or where no word names the thing."""
    word = getattr(thing, _name_of(type(thing)) or "", "")
    if not word or not office(user, None):
        return ""
    return reverse("why_seen", args=[word, _kind(type(thing))])


def why_seen(request, word, kind):
    thing = _thing(request.user, kind, word)
    only(office, request.user, thing)
    return form_page(
        request,
        PersonForm,
        thing=thing,
        template="portal/why_seen.html",
        title="Pourquoi quelqu’un le voit, ou non",
        save=lambda _form: None,
        preview=partial(_preview_reasons, thing),
    )


def _preview_reasons(thing, form):
    """The answers that open the thing first, each reason once; to a closed account nothing does."""
    person, lines = form.cleaned_data["person"], {}
    for one in sorted(answers(person, thing), key=lambda one: bool(one.lack)):
        lines.setdefault((one.label, one.reason), one)
    is_seen = any(not one.lack for one in lines.values())
    return {"person": person, "lines": lines.values(), "is_seen": is_seen}


def _thing(user, kind, word):
    ours = (one for one in apps.get_models() if hasattr(one, "visibilities") and _name_of(one))
    model = next((one for one in ours if _kind(one) == kind), None)
    if model is None:
        raise Http404
    return visible_or_404(model, user, **{_name_of(model): word})


def _kind(model):
    return slugify(model._meta.verbose_name)


def _name_of(model):
    texts = {one.name for one in model._meta.concrete_fields if isinstance(one, CharField)}
    return next((one for one in NAMES if one in texts), None)


urlpatterns = [path("espace/qui-voit/<str:word>/<slug:kind>/", why_seen, name="why_seen")]
