"""Understanding of a tracking file: a spreadsheet of the label kept by hand, read as the portal's objects."""
