"""Permission rules of the cockpit: the office reads all of it, others the part that is theirs."""

from labelling.parties.organisms.rules import chair, comex, commission, instructor, secretary

whole = instructor
preparer = instructor | secretary
sessions_reader = preparer | chair
figures_reader = instructor | chair | comex | commission
reader = sessions_reader | comex | commission
