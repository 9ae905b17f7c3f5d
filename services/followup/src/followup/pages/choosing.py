"""One of those who are offered to be chosen, or somebody else by her number."""

from dataclasses import replace

from shared.web.pages.forms import Form

ELSE = "another"
"""The field for one who is in none of the choices; what is typed there counts."""


def chosen(form: Form, name: str) -> str:
    """Empty where nobody is."""
    return form.value(ELSE).strip() or form.value(name)


def told_where_said(form: Form, name: str, *, offered: bool) -> Form:
    """With what is wrong told where it was chosen or typed. `offered`: there is something to choose from."""
    fault = form.error(name)
    typed = form.value(ELSE).strip() or not offered
    return replace(form, errors={ELSE: fault}) if fault and typed else form
