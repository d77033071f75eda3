"""Child processes with limits, to look into files and draw documents."""
