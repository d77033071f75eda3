"""Factories of small stocks, ratings and uploads."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labelling.path.stock import actions
from labelling.path.stock.models import Residence


def make_residences(organism, count=1, **fields):
    defaults = {"insee": "01053", "homes": 10, "agency": "Nord"} | fields
    return Residence.objects.bulk_create(
        [
            Residence(organism=organism, code=f"R{n:04d}", name=f"Résidence {n:04d}", **defaults)
            for n in range(1, count + 1)
        ]
    )


def rate_all(dossier, by, axes=(1, 1, 1, 1, 1)):
    rows = dossier.organism.residences.filter(is_active=True)
    return actions.rate(dossier, {row: list(axes) for row in rows}, by=by)


def address(name, dossier, *more):
    return reverse(f"labelling:{name}", args=[dossier.reference, *more])


def send(client, dossier, content, name="parc.xlsx", to="stock_upload"):
    """Upload a file and follow to its preview."""
    file = SimpleUploadedFile(name, content)
    return client.post(address(to, dossier), {"file": file}, follow=True)
