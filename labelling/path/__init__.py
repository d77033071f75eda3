"""Path of a candidature: dossier, stock, action plan, self-assessment, audits."""
