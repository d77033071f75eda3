"""Labels and attestations: validity, suspension, withdrawal, directory."""
