"""What is shown to whoever changed the resources of a training that somebody else changed meanwhile."""

from starlette.datastructures import FormData

from scheduling.pages.resources import beside
from shared.web.pages import forms


def test_of_a_person_who_is_sent_as_a_list_nobody_says_anything() -> None:
    """No form of ours sends her so."""
    sent = forms.sent(FormData([("facilitators/0/code", "F-1"), ("facilitators/0/person/-", "Oksana")]))
    saved = forms.of({"facilitators": [{"code": "F-2", "person": "Gulnora"}], "guests": [], "rooms": []}, '"1"')

    assert beside(sent, sent, saved, {}).typed["facilitators/1/person"] == "Gulnora"
