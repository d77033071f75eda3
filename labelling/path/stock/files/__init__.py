"""Files of a stock: sheets, columns, checks."""
