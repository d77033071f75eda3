"""The nouns of the communities; Django finds models here."""

from community.spaces.models import Acceptance, Charter, Space, SpaceMember

__all__ = ("Acceptance", "Charter", "Space", "SpaceMember")
