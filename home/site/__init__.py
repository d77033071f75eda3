"""Site of a new installation: its first pages, campaigns and facts."""
