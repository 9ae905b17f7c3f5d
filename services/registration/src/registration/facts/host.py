"""What the host of a training says about its places."""

from datetime import datetime

from registration.domain.place import Place
from registration.domain.selecting import SelectionRecord
from registration.domain.training import Training
from registration.domain.vocabulary import NotSelectedReason
from shared.events.registration import (
    ApplicationNotSelected,
    ParticipantReserved,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
    SelectionDecided,
)


def about(place: Place, at: datetime) -> dict[str, object]:
    return {
        "application": place.application,
        "participant": place.participant,
        "home": place.home,
        "training": place.training,
        "version": place.version,
        "at": at,
    }


def selection_decided(selection: SelectionRecord, training: Training, *, at: datetime) -> SelectionDecided:
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


def participant_selected(place: Place, *, at: datetime) -> ParticipantSelected:
    own = {"selection": place.selection, "offer": place.offer, "answer_by": place.answer_by}
    return ParticipantSelected.model_validate({**about(place, at), **own})


def participant_reserved(place: Place, *, at: datetime) -> ParticipantReserved:
    own = {"selection": place.selection, "rank": place.rank}
    return ParticipantReserved.model_validate({**about(place, at), **own})


def not_selected(place: Place, reason: NotSelectedReason, *, at: datetime) -> ApplicationNotSelected:
    own = {"selection": place.selection, "reason": reason}
    return ApplicationNotSelected.model_validate({**about(place, at), **own})


def place_confirmed(place: Place, *, at: datetime) -> PlaceConfirmed:
    own = {"offer": place.offer, "badge": place.code, "via": place.via}
    return PlaceConfirmed.model_validate({**about(place, at), **own})


def place_released(place: Place, *, was_confirmed: bool, at: datetime) -> PlaceReleased:
    own = {"offer": place.offer, "how": place.how, "reason": place.reason, "was_confirmed": was_confirmed}
    return PlaceReleased.model_validate({**about(place, at), **own})
