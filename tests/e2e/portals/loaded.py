"""What the processes of a portal find loaded: the application, its addresses, what they lead to, the templates."""

import gc
from pathlib import Path

import gunicorn.app.wsgiapp
import gunicorn.workers.gthread
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

import portal.wsgi

__all__ = ["gunicorn", "portal"]

reverse("home:robots")  # every address is read, and the module of its view
for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):
    for template in folder.rglob("*.html"):
        get_template(template.relative_to(folder).as_posix())
gc.freeze()  # what is there stays: no process looks at it again
