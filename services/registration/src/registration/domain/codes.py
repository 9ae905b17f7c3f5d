"""The code by which an application is called outside its home; never a name."""

from registration.domain.vocabulary import Admission

ENROLLED = "E"


def code_prefix(admission: Admission, country: str) -> str:
    """Within one training the numbers of one prefix run from 1."""
    return ENROLLED if admission is Admission.ENROLMENT else country


def application_code(prefix: str, number: int) -> str:
    """`TJ-07`, `E-01`; from 100 on with three digits."""
    return f"{prefix}-{number:02d}"
