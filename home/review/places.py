"""Forms of what is reviewed, pages and snippets alike, and its latest version."""

from django.urls import reverse

from home.review.snippets import kinds


def snippets():
    """{name of the model: model} of what is reviewed without being a page."""
    return {model._meta.model_name: model for model in kinds()}


def edit_address(model_name, key):
    model = snippets().get(model_name)
    if model is None:
        return reverse("wagtailadmin_pages:edit", args=(key,))
    return reverse(model.snippet_viewset.get_url_name("edit"), args=(key,))


def specific(thing):
    """A page as its own type; a snippet is already."""
    return getattr(thing, "specific", thing)


def latest(thing):
    return specific(thing.get_latest_revision_as_object())
