"""Press room: series of figures as pages, drawings and tables that a newspaper takes away."""
