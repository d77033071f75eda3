"""Public pages of the regions: who is labelled there, practices, partner, what a partner may take."""
