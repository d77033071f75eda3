"""Permission rules of the register of acts: the office reads all of it and declares times, readers its sums."""

from labelling.parties.organisms.rules import comex, commission, instructor

whole = instructor
declarer = instructor
reader = instructor | comex | commission
