"""URLs of the label, topic by topic."""

from importlib import import_module
from importlib.util import find_spec

from labelling.apps import TOPICS

app_name = "labelling"
urlpatterns = [
    pattern
    for topic in TOPICS
    if find_spec(f"labelling.{topic}.urls")
    for pattern in import_module(f"labelling.{topic}.urls").urlpatterns
]
