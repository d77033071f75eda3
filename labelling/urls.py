"""URLs of the label, topic by topic."""

from importlib import import_module
from importlib.util import find_spec

from labelling.apps import packages

app_name = "labelling"
urlpatterns = [
    pattern
    for package in packages()
    if find_spec(f"{package}.urls")
    for pattern in import_module(f"{package}.urls").urlpatterns
]
