"""Steps of a dossier: workflow, guards, effects, turns."""
