"""Public answers by which a restored portal is recognised: directory, open data, each attestation's verification."""

from django.urls import reverse

from labelling.title.labels.models import Attestation, Label
from portal.backup.answers import register_answers

FILES = ("directory", "directory_csv", "directory_json", "directory_figures_csv")
API, PAGE = ("api:labels", "api:organisms"), 100


@register_answers
def addresses():
    """The lists, all pages of the API, the verification of every number that was ever given."""
    yield from (reverse(f"labelling:{name}") for name in FILES)
    for name in API:
        for offset in range(0, Label.objects.count() + 1, PAGE):
            yield f"{reverse(name)}?limit={PAGE}&offset={offset}"
    for attestation in Attestation.objects.order_by("pk").only("number"):
        yield attestation.get_verify_url()
