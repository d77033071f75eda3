"""Results of a survey: tables, figures, files."""
