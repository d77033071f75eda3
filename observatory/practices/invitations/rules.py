"""Where somebody stands towards an invitation."""

from labelling.public import instructor, member

invited = member  # whoever acts for the organism
inviter = instructor
