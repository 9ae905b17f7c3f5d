"""From when candidates could travel is told of each once."""

from uuid import UUID

import pytest
from pydantic import BaseModel, ValidationError

from registration.api.lotteries import LotteryAsked
from registration.api.runs import SelectionAsked

ASKED = [(SelectionAsked, {"seed": 1}), (LotteryAsked, {"policy": "leximin"})]


@pytest.mark.parametrize(("body", "rules"), ASKED)
def test_two_days_of_one_candidate_are_refused_at_their_field(body: type[BaseModel], rules: dict[str, object]) -> None:
    days = [{"application": str(UUID(int=1)), "travels_from": day} for day in ("2017-05-16", "2017-05-15")]
    with pytest.raises(ValidationError, match="stands here twice") as refused:
        body.model_validate({**rules, "reserve": 0, "arrivals": days})
    assert refused.value.errors()[0]["loc"] == ("arrivals",)
