"""Consultation of tenants’ representatives at a stage of a dossier: who is asked, what they say, what is answered."""
