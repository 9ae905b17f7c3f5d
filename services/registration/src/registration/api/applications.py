"""Applications: begun, filled in, submitted, withdrawn; what the coordinator decides about them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query

from registration.api.models import AN_ID, ANOTHER_ID, CodeBegins, Contact, Letter, Name, Words
from registration.api.rows import ApplicationRow
from registration.domain.application import Application
from registration.domain.form import Form
from registration.domain.vocabulary import (
    ApplicationState,
    EligibilityRule,
    InvitationState,
    LeftOutReason,
    ReleaseCause,
    WithdrawalReason,
)
from registration.handlers import applications as handlers
from registration.handlers import assessing
from registration.store import applications as store
from registration.views import home as views
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import ANYONE, Link, Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Code, Country, Language

router = APIRouter(prefix="/v1", route_class=Door, tags=["applications"])


class Beginning(Body):
    """Where her link is sent."""

    model_config = example({"contact": "she@example.org", "language": "ru"})

    contact: Contact
    language: Language
    """ISO 639 code of the language in which she is written to; in English, where letters are not written in it."""


class FormBody(Body):
    """As far as she has filled it in; saved at each step."""

    model_config = example(
        {"name": "…", "country": "TJ", "sector": "NGO", "birth_date": "1990-05-01", "rural": True, "letter": "…"}
    )

    name: Name | None = None
    country: Country | None = None
    sector: Code | None = None
    birth_date: date | None = None
    rural: bool | None = None
    letter: Letter | None = None
    wishes: Words | None = None


class Withdrawing(Body):
    """`erased` is not hers to say."""

    model_config = example({"reason": "personal"})

    reason: Literal[
        WithdrawalReason.PERSONAL, WithdrawalReason.EMPLOYER_LEAVE, WithdrawalReason.CARE_DUTY, WithdrawalReason.OTHER
    ]
    """Why she withdraws."""


class Organisation(Body):
    """A code from the list of organisations; leaves home as a pseudonym. Null: none of these."""

    model_config = example({"organisation": "PARASTOR"})

    organisation: Code | None


class RulingOut(Body):
    model_config = example({"rule": "cannot_attend"})

    rule: EligibilityRule


class ApplicationView(Shown):
    model_config = example(
        {
            "application": AN_ID,
            "training": ANOTHER_ID,
            "state": "submitted",
            "code": "TJ-07",
            "submitted_at": "2017-02-03T14:00:00Z",
            "outcome": None,
        }
    )

    application: UUID
    training: UUID
    state: ApplicationState
    code: str | None
    submitted_at: datetime | None
    outcome: str | None

    @classmethod
    def of(cls, application: Application) -> "ApplicationView":
        return cls(
            application=application.id,
            training=application.training,
            state=application.state,
            code=application.code,
            submitted_at=application.submitted_at,
            outcome=application.outcome,
        )


class NewestInvitation(Shown):
    """What became of her invitation."""

    offer: UUID
    state: InvitationState
    answer_by: datetime
    closed_by: ReleaseCause | None


class OwnApplicationView(ApplicationView):
    """`rule` is told with the selection."""

    model_config = example(
        {
            "application": AN_ID,
            "training": ANOTHER_ID,
            "state": "selected",
            "code": "TJ-07",
            "submitted_at": "2017-02-03T14:00:00Z",
            "outcome": None,
            "rule": None,
            "left_out": None,
            "withdrawable": True,
            "erasable": False,
            "erased_at": None,
            "invitation": {"offer": AN_ID, "state": "sent", "answer_by": "2017-03-10T19:00:00Z", "closed_by": None},
        }
    )

    rule: EligibilityRule | None
    left_out: LeftOutReason | None
    """Why she could not be selected whatever her points: `visa_lead`, she could have travelled only after the first
    day. Null: for no such reason.
    """
    withdrawable: bool
    erasable: bool
    erased_at: datetime | None
    invitation: NewestInvitation | None


@router.get("/applications/{application}", summary="An application as its applicant sees it")
@allow(Staff.COORDINATOR, Link.APPLICATION, Link.ANSWER)
async def application(application: UUID, tx: CurrentTransaction, now: Now) -> OwnApplicationView:
    own = await views.own(tx, application, at=now)
    return OwnApplicationView(
        **ApplicationView.of(own.application).model_dump(),
        rule=own.rule,
        left_out=own.application.left_out,
        withdrawable=own.application.withdrawable,
        erasable=own.erasable,
        erased_at=own.application.erased_at,
        invitation=NewestInvitation.model_validate(own.invitation) if own.invitation else None,
    )


@router.post("/trainings/{training}/applications", status_code=201, summary="Begin an application; its link is mailed")
@allow(ANYONE, Link.CALL, Link.ENROLMENT)
@shown_by(application)
async def begin(
    training: UUID, body: Beginning, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> ApplicationView:
    begun = await handlers.start_application(tx, training, body.contact, body.language, via=who.link, at=now)
    return ApplicationView.of(begun)


@router.get("/trainings/{training}/applications", summary="Submitted applications, without names")
@allow(Staff.COORDINATOR)
async def applications(
    training: UUID,
    tx: CurrentTransaction,
    paging: CurrentPaging,
    state: Annotated[ApplicationState | None, Query(description="Those alone that are in it.")] = None,
    code: CodeBegins = "",
    unassigned: Annotated[bool, Query(description="Those alone that have no reviewers.")] = False,
) -> Items[ApplicationRow]:
    rows = paging.shown(await views.page_of_rows(tx, training, paging.page, state, code, unassigned=unassigned))
    return Items[ApplicationRow](items=[ApplicationRow.of(row) for row in rows])


@router.get("/applications/{application}/form", summary="The form as it was saved")
@allow(Link.APPLICATION, Staff.COORDINATOR)
async def form(application: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> FormBody:
    if who.link is None:
        await audit.note(tx, who, "form-read", (await store.get(tx, application)).participant)
    return FormBody.model_validate(await views.form(tx, application), from_attributes=True)


@router.put("/applications/{application}/form", summary="Save the form as far as it is filled in")
@allow(Link.APPLICATION, changes=form)
async def fill_in(
    application: UUID, body: FormBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> ApplicationView:
    found, is_news = await handlers.fill_in(tx, application, Form(**body.model_dump()), at=now)
    if is_news:
        await audit.note(tx, who, "form-changed", found.participant)
    return ApplicationView.of(found)


@router.post("/applications/{application}/submission", status_code=201, summary="Submit an application")
@allow(Link.APPLICATION)
@shown_by(application)
async def submit(application: UUID, tx: CurrentTransaction, now: Now) -> ApplicationView:
    return ApplicationView.of(await handlers.submit_application(tx, application, at=now))


@router.post("/applications/{application}/withdrawal", status_code=201, summary="Withdraw an application")
@allow(Link.APPLICATION, Link.ANSWER, Staff.COORDINATOR)
@shown_by(application)
async def withdraw(application: UUID, body: Withdrawing, tx: CurrentTransaction, now: Now) -> ApplicationView:
    return ApplicationView.of(await handlers.withdraw_application(tx, application, body.reason, at=now))


@router.get("/applications/{application}/standing", summary="Where an application stands, without her name")
@allow(Staff.COORDINATOR)
async def standing(application: UUID, tx: CurrentTransaction) -> ApplicationRow:
    return ApplicationRow.of(await views.row(tx, application))


@router.put("/applications/{application}/organisation", summary="Name her organisation, from the list")
@allow(Staff.COORDINATOR, changes=standing)
async def name_organisation(application: UUID, body: Organisation, tx: CurrentTransaction, now: Now) -> ApplicationView:
    return ApplicationView.of(await assessing.name_organisation(tx, application, body.organisation, at=now))


@router.post("/applications/{application}/ineligibility", status_code=201, summary="Rule an application out by a rule")
@allow(Staff.COORDINATOR, judges=standing)
@shown_by(application)
async def rule_out(application: UUID, body: RulingOut, tx: CurrentTransaction, now: Now) -> ApplicationView:
    return ApplicationView.of(await assessing.rule_out(tx, application, body.rule, at=now))


@router.post("/applications/{application}/eligibility", status_code=201, summary="Take the ruling out back")
@allow(Staff.COORDINATOR, judges=standing)
@shown_by(application)
async def rule_in(application: UUID, tx: CurrentTransaction, now: Now) -> ApplicationView:
    return ApplicationView.of(await assessing.rule_in(tx, application, at=now))
