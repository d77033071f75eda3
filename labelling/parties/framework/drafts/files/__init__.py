"""Rules as a spreadsheet: a draft, a published version or a blank one written, and read back into a draft."""
