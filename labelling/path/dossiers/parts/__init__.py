"""Parts of a dossier: pieces, tenants, texts, complements."""
