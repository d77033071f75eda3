"""The monthly letter: who asked for it, what it says, how it leaves."""
