"""What the host of a training says about its selection and its places."""

from collections.abc import Callable
from datetime import datetime

from registration.domain.place import Place
from registration.domain.selection import Selection
from registration.domain.training import Training
from registration.domain.vocabulary import PlaceState
from shared.events.registration import (
    ApplicationFact,
    ApplicationNotSelected,
    ParticipantReserved,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
    SelectionDecided,
)


def selection_decided(training: Training, selection: Selection, *, at: datetime) -> SelectionDecided:
    """Its version is the training's, as registration counts it."""
    return SelectionDecided.model_validate(
        {
            "training": training.id,
            "selection": selection.id,
            "hash": selection.hash,
            "kind": selection.kind,
            "quotas_kept": selection.quotas_kept,
            "quotas_relaxed": selection.quotas_relaxed,
            "version": training.version,
            "at": at,
        }
    )


def about(place: Place, at: datetime, **own: object) -> dict[str, object]:
    return {
        "application": place.application,
        "participant": place.participant,
        "home": place.home,
        "training": place.training,
        "version": place.version,
        "at": at,
        **own,
    }


def participant_selected(place: Place, at: datetime) -> ParticipantSelected:
    own = {"selection": place.selection, "offer": place.offer, "answer_by": place.answer_by}
    return ParticipantSelected.model_validate(about(place, at, **own))


def participant_reserved(place: Place, at: datetime) -> ParticipantReserved:
    return ParticipantReserved.model_validate(about(place, at, selection=place.selection, rank=place.rank))


def application_not_selected(place: Place, at: datetime) -> ApplicationNotSelected:
    own = {"selection": place.selection, "reason": place.not_selected, "left_out": place.left_out}
    return ApplicationNotSelected.model_validate(about(place, at, **own))


def place_confirmed(place: Place, at: datetime) -> PlaceConfirmed:
    return PlaceConfirmed.model_validate(about(place, at, offer=place.offer, badge=place.code, via=place.via))


def place_released(place: Place, at: datetime) -> PlaceReleased:
    own = {"offer": place.offer, "how": place.how, "reason": place.reason, "was_confirmed": place.was_confirmed}
    return PlaceReleased.model_validate(about(place, at, **own))


SAID: dict[PlaceState, Callable[[Place, datetime], ApplicationFact]] = {
    PlaceState.SELECTED: participant_selected,
    PlaceState.INVITED: participant_selected,
    PlaceState.RESERVE: participant_reserved,
    PlaceState.NOT_SELECTED: application_not_selected,
    PlaceState.STOOD_DOWN: application_not_selected,
    PlaceState.CONFIRMED: place_confirmed,
    PlaceState.RELEASED: place_released,
}


def of_place(place: Place, *, at: datetime) -> ApplicationFact:
    """What its state says. That somebody is invited is her home's to say: of her the host says a longer offer."""
    return SAID[place.state](place, at)
