"""What an agenda is judged by, as it stands now."""

from scheduling.domain.agenda.setting import Setting, Taught
from scheduling.domain.training import Training
from scheduling.store import agendas, catalogue
from shared.backbone.transaction import Transaction


async def setting_of(tx: Transaction, training: Training) -> Setting:
    manuals = await catalogue.manuals(tx, training.particulars.manuals)
    editions = await catalogue.published_editions(tx, (manual.code for manual in manuals))
    starts_on, ends_on = training.days
    return Setting(
        starts_on=starts_on,
        ends_on=ends_on,
        time_zone=training.particulars.time_zone,
        seats=training.particulars.seats,
        languages=training.particulars.languages,
        resources=await agendas.resources(tx, training.id),
        modules={module.code: Taught(manual.code, module) for manual in manuals for module in manual.modules},
        editions=frozenset(editions),
    )
