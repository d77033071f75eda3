"""Form page: shown, to correct, refused, stale, done; and the page of a refusal elsewhere."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse
from django.urls import include, path

from labelling.path.dossiers.models import LabelDossier
from portal.access import rule
from portal.models import OnceKey, User
from portal.web.forms import Form
from portal.web.pages import form_page, only, run_action, visible_or_404
from portal.web.submissions.once import new_key
from portal.workflow import Problem, Refused, acting
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "/espace/essai/"
MEND = Problem("short", "Il manque une pièce.", "/espace/pieces/", "Verser la pièce")


class EssayForm(Form):
    perimeter = forms.CharField(label="Périmètre")


@rule("Alice")
def is_alice(user, _thing):
    return user.first_name == "Alice"


def write(form):
    """Refused for « rien »; else kept with the version that was shown."""
    if form.cleaned_data["perimeter"] == "rien":
        raise Refused(MEND)
    told = {"act": "essay", "sentence": "a écrit", "expected_version": form.expected_version}
    with acting(form.thing, by=form.by, **told) as current:
        current.perimeter = form.cleaned_data["perimeter"]
    return current


def essay(request):
    dossier = visible_or_404(LabelDossier, request.user, pk=LabelDossier.objects.get().pk)
    only(is_alice, request.user, dossier)
    return form_page(
        request, EssayForm, thing=dossier, save=write, said="C’est écrit.", title="Essai",
        preview=(lambda form: {"perimeter": form.cleaned_data["perimeter"]})
        if "look" in request.POST else None,
    )  # fmt: skip


def press(request):
    dossier = visible_or_404(LabelDossier, request.user, pk=LabelDossier.objects.get().pk)

    def refuse():
        raise Refused(MEND)

    shown = (
        (lambda problems: HttpResponse(problems[0].text, status=409))
        if "here" in request.POST
        else None
    )
    return run_action(request, refuse, thing=dossier, otherwise=shown)


def half(request):
    """Writes, then is refused: nothing of it stays."""
    User.objects.filter(pk=request.user.pk).update(first_name="Perdue")
    raise Refused(MEND, thing=LabelDossier.objects.get())


class Pages:
    """The addresses of the portal, and three more before them."""

    urlpatterns = (
        path("espace/essai/", essay),
        path("espace/bouton/", press),
        path("espace/moitie/", half),
        path("", include("portal.urls")),
    )


@pytest.fixture
def dossier(organism, settings):
    settings.ROOT_URLCONF = Pages
    return factories.make_dossier(organism)


@pytest.fixture
def member(dossier, alice, signed_in):
    return signed_in(alice)


def post(client, text="Trois résidences", address=HERE, **more):
    return client.post(address, {"perimeter": text, "version": 1, "once": new_key()} | more)


def kept():
    return LabelDossier.objects.get().perimeter


def test_the_form_carries_the_version_and_a_key(member):
    page = member.get(HERE)

    assert page.status_code == 200
    assert 'name="version" value="1"' in page.text
    assert page.text.count('name="once"') == 1
    assert "no-cache" in page["Cache-Control"] or "no-store" in page["Cache-Control"]


def test_what_is_right_is_kept_said_and_led_on(member, dossier):
    answer = post(member)

    assert (answer.status_code, answer["Location"]) == (302, dossier.get_absolute_url())
    assert kept() == "Trois résidences"
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["C’est écrit."]


def test_what_is_to_correct_is_shown_again(member):
    answer = post(member, "")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["perimeter"])


def test_after_a_correction_the_version_is_still_the_one_first_shown(member, dossier, sonia):
    with acting(dossier, by=sonia, act="essay", sentence="a écrit"):
        pass

    corrected = post(member, "")
    assert 'name="version" value="1"' in corrected.text

    assert post(member).status_code == 409


def test_a_refusal_stands_above_the_form_with_its_link_and_what_was_typed(member):
    answer = post(member, "rien")

    assert answer.status_code == 409
    assert "Il manque une pièce." in answer.text
    assert '<a href="/espace/pieces/">Verser la pièce</a>' in answer.text
    assert 'value="rien"' in answer.text


def test_who_was_outrun_sees_both_texts_then_keeps_their_own(member, dossier, sonia):
    with acting(dossier, by=sonia, act="essay", sentence="a écrit") as current:
        current.perimeter = "Deux résidences"

    answer = post(member)

    assert answer.status_code == 409
    assert answer.context["form"].two_texts == [
        ("Périmètre", "Trois résidences", "Deux résidences")
    ]
    assert EssayForm.conflict in answer.text
    assert 'name="version" value="2"' in answer.text
    assert kept() == "Deux résidences"

    assert post(member, version=2).status_code == 302
    assert kept() == "Trois résidences"


def test_another_button_shows_and_writes_nothing(member):
    answer = post(member, look="1")

    assert (answer.status_code, answer.context["preview"]) == (
        200,
        {"perimeter": "Trois résidences"},
    )
    assert kept() != "Trois résidences"


def test_a_page_of_somebody_else_is_forbidden_with_its_sentence(dossier, sonia, signed_in):
    answer = signed_in(sonia).get(HERE)

    assert answer.status_code == 403
    assert "Cette page est à\u00a0: Alice." in answer.text
    assert dossier.get_absolute_url() in answer.text


def test_a_refusal_outside_a_form_has_its_page_and_its_link(member, dossier):
    answer = post(member, address="/espace/bouton/")

    assert answer.status_code == 409
    assert "Il manque une pièce." in answer.text
    assert dossier.get_absolute_url() in answer.text


def test_a_refusal_may_be_shown_by_the_page_of_its_button(member):
    answer = post(member, address="/espace/bouton/", here="1")

    assert (answer.status_code, answer.text) == (409, "Il manque une pièce.")


def test_a_refusal_takes_back_what_was_written_and_its_key(member, alice):
    answer = post(member, address="/espace/moitie/")

    alice.refresh_from_db()
    assert answer.status_code == 409
    assert OnceKey.objects.count() == 0
    assert alice.first_name == "Alice"


def test_sent_twice_it_has_one_effect(member):
    key = new_key()

    answers = [post(member, once=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert LabelDossier.objects.get().version == 2


def test_an_address_that_several_rows_answer_to_names_none_and_the_log_tells_it(sonia, caplog):
    for _ in range(2):
        factories.make_dossier(dossier_type="initial")

    with pytest.raises(Http404):
        visible_or_404(LabelDossier, sonia, dossier_type="initial")

    assert "labelling.LabelDossier: several rows for {'dossier_type': 'initial'}" in caplog.text
