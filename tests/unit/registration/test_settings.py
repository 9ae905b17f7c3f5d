"""What would be found wrong only by whoever gets a letter is refused at the start."""

import pytest
from pydantic import ValidationError

from registration.settings import AddressSettings, MailSettings

RIGHT = "https://tj.example.org/registration"


@pytest.mark.parametrize("address", ["", "tj.example.org", "ftp://tj.example.org", "https://", f"{RIGHT}?a=1"])
def test_a_link_in_a_letter_leads_to_an_address_of_the_web(address: str) -> None:
    with pytest.raises(ValidationError, match="write https://HOST"):
        AddressSettings(registration=RIGHT, scheduling=address, followup=RIGHT)


def test_a_slash_at_its_end_is_not_doubled() -> None:
    assert AddressSettings(registration=f"{RIGHT}/", scheduling=RIGHT, followup=RIGHT).registration == RIGHT


@pytest.mark.parametrize("sender", ["", "nobody", "@example.org", "Programme <p@example.org>", "a@b.org,c@d.org"])
def test_letters_come_from_one_address(sender: str) -> None:
    with pytest.raises(ValidationError, match="write NAME@HOST"):
        MailSettings(host="mail", sender=sender)
