"""Views of the members' directory: search, profile, one's own profile, messages."""

from django.http import Http404
from django.shortcuts import redirect, render

from community.people import actions, listing
from community.people.forms import ContactForm, ProfileForm, SearchForm
from community.people.models import Contact, Profile
from community.people.navigation import is_introduced
from community.spaces import tabs
from community.spaces.members.roles import places
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden, audit_log

TAB, PAGE = "community:people", 20


def people(request, slug):
    space = tabs.find_space(request, slug)
    form = SearchForm(request.GET or None)
    is_asked = form.is_bound and form.is_valid()
    keys = listing.find_profile_keys(request.user, space, form if is_asked else None)
    page = Paginator(keys, PAGE).get_page(request.GET.get("page"))
    context = tabs.frame(request, space, TAB) | {
        "form": form,
        "page": page,
        "rows": listing.read_cards(page.object_list),
        "is_introduced": is_introduced(request.user),
        "is_filtered": is_asked and any(form.cleaned_data.values()),
    }
    return render(request, "community/people/list.html", context)


def _find_profile(request, slug, name):
    space = tabs.find_space(request, slug)
    keys = listing.find_profile_keys(request.user, space, slug=name)
    if not keys:
        raise Http404
    return space, listing.read_cards(keys)[0]


def profile(request, slug, name):
    space, found = _find_profile(request, slug, name)
    context = tabs.frame(request, space, TAB) | {"profile": found}
    context["why_not"] = actions.why_not(request.user, found, space)
    return render(request, "community/people/profile.html", context)


def profile_edit(request, slug):
    """One's own profile, from a space that one is a member of."""
    space = tabs.find_space(request, slug)
    context = tabs.frame(request, space, TAB)
    if not (context["place"] and context["place"].writes):
        sentence = "Seul un membre de l’espace, charte acceptée, paraît dans l’annuaire."
        raise Forbidden(sentence, thing=space)
    mine = actions.own(request.user)
    return form_page(
        request,
        ProfileForm,
        thing=mine,
        template="community/people/edit.html",
        context=context | {"mine": mine if mine.pk else None},
        initial=ProfileForm.shown(mine),
        save=lambda form: actions.write(request.user, **form.facts),
        said="Votre profil est dans l’annuaire de vos espaces.",
        done=request.path.removesuffix("moi/"),
    )


def profile_own(request):
    """The page to go back to after an act on one's profile."""
    found = next((pk for pk, one in places(request.user).items() if one.writes), None)
    space = tabs.first(request, found)
    return redirect("community:people", space.slug) if space else redirect("community:communities")


def profile_act(request, address):
    mine = visible_or_404(Profile, request.user, person=request.user.pk)
    return transition_page(request, mine, address)


def contact_new(request, slug, name):
    space, found = _find_profile(request, slug, name)
    if sentence := actions.why_not(request.user, found, space):
        raise Forbidden(sentence, thing=space)
    return form_page(
        request,
        ContactForm,
        thing=space,
        template="community/people/write.html",
        context=tabs.frame(request, space, TAB) | {"profile": found},
        save=lambda form: actions.contact(space, found, by=request.user, **form.facts),
        said="Votre message est transmis. La réponse arrive ici, et un courriel vous prévient.",
    )


def contacts(request):
    rows = listing.CONTACTS.exclude(pk__in=()).visible_to(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "community/people/contacts.html", {"page": page})


def contact(request, reference):
    found = visible_or_404(
        Contact, request.user, rows=listing.CONTACTS.exclude(pk__in=()), reference=reference
    )
    context = {
        "contact": found,
        "offers": found.workflow.offers(found, request.user),
        "entries": audit_log.entries_of(found)[:10],
    }
    return render(request, "community/people/contact.html", context)


def contact_act(request, reference, address):
    return transition_page(
        request, visible_or_404(Contact, request.user, reference=reference), address
    )
