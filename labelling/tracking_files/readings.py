"""Reading of one cell: what is kept, the anomaly to tell, the remark written beside the value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """`told` fills the sentence of the anomaly `code`."""

    kept: object = None
    code: str = ""
    told: tuple = ()
    remark: str = ""


NOTHING_READ = Reading()
