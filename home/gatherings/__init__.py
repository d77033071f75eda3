"""Events besides their registrations: attendance, materials, opinions afterwards."""
