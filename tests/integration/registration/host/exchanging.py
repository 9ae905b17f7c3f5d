"""A call whose open seat nobody in reserve fits, while an exchange would keep every quota."""

from shared.events.scheduling import Quota
from tests.integration.registration.host.homes import CLOSED, PUBLISHED, Training
from tests.integration.registration.host.workbench import Bench, Call, applied, drafted, everything

QUOTAS = (
    Quota(id="TJ", where={"country": "TJ"}, minimum=0, maximum=2),
    Quota(id="GE", where={"country": "GE"}, minimum=1),
    Quota(id="media", where={"sector": "media"}, minimum=0, maximum=1),
)


async def stuck_call(bench: Bench) -> Call:
    """GE-01 declined. TJ-03 is one of TJ too many; GE-02 is of the media, as TJ-02 is, and one may be."""
    training = Training({"quotas": QUOTAS})
    call = Call(bench, training, applied(training))
    for code in ("TJ-02", "GE-02"):
        call[code].sector = "media"
    await bench.hear(*everything(training, call.applicants))
    bench.clock.time = CLOSED
    draft = await drafted(call)
    bench.clock.time = PUBLISHED
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    await call.decline("GE-01")
    return call
