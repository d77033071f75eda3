"""Permission rules of invitations."""

from labelling.public import instructor, member

invited = member  # whoever acts for the organism
inviter = instructor
