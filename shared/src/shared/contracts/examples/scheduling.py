"""Facts of scheduling: the manual, the training in Dushanbe, who was there."""

from collections.abc import Mapping

from shared.contracts.examples.ids import (
    APPLICATION,
    DUSHANBE,
    HASH,
    KAZAKHSTAN,
    MANUAL,
    ORGANISER,
    PARTICIPANT,
    PLAN,
    PROGRAMME,
    SESSION,
    SUSPENSION,
    WORKSHOP,
)
from shared.events.base import Event
from shared.events.scheduling import (
    AgendaPublished,
    ManualPublished,
    ParticipantAttended,
    RegionResumed,
    RegionSuspended,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
    TrainingResumed,
    TrainingSuspended,
)

SNAPSHOT: Mapping[str, object] = {
    "training": DUSHANBE,
    "programme": PROGRAMME,
    "host": "tj",
    "country": "TJ",
    "time_zone": "Asia/Dushanbe",
    "parent": KAZAKHSTAN,
    "generation": 0,
    "visibility": "programme",
    "admission": "selection",
    "homes": ["ge", "kg", "kz", "tj"],
    "starts_on": "2017-05-15",
    "ends_on": "2017-05-18",
    "languages": ["ru", "tg"],
    "seats": 25,
    "quotas": [
        {"id": "country-TJ", "where": {"country": "TJ"}, "minimum": 6, "maximum": 9},
        {"id": "rural", "where": {"rural": "yes"}, "minimum": 8},
    ],
    "per_organisation": 2,
    "criteria": [{"code": "commitment", "weight": 60}, {"code": "need", "weight": 40}],
    "partners": [{"organisation": ORGANISER, "role": "organiser", "scopes": ["agenda"]}],
    "sensitivity": "open",
    "publish_not_before": "2017-05-31T19:00:00Z",
    "call": {"opens_at": "2017-01-08T19:00:00Z", "closes_at": "2017-02-03T19:00:00Z"},
    "answer_within_days": 11,
    "plans_due_days": 14,
    "title": "Training of Trainers, Dushanbe 2017",
}

SAID: Mapping[type[Event], Mapping[str, object]] = {
    ManualPublished: {
        "manual": MANUAL,
        "code": "CHOICES",
        "edition": 1,
        "language": "tg",
        "modules": [
            {"code": "LC-1", "minutes": 90, "topics": ["leadership"]},
            {"code": "LC-2", "minutes": 90, "topics": ["horizontal"], "prerequisites": ["LC-1"]},
        ],
        "version": 1,
        "at": "2016-12-20T07:00:00Z",
    },
    TrainingAnnounced: {**SNAPSHOT, "version": 1, "at": "2017-01-05T07:00:00Z"},
    TrainingChanged: {**SNAPSHOT, "parts": ["dates", "call"], "version": 2, "at": "2017-01-20T07:00:00Z"},
    TrainingCancelled: {
        "training": WORKSHOP,
        "plan": PLAN,
        "reason": "venue",
        "version": 2,
        "at": "2017-08-01T07:00:00Z",
    },
    TrainingSuspended: {
        "training": WORKSHOP,
        "reason": "precaution",
        "version": 3,
        "at": "2017-10-08T09:00:00Z",
    },
    TrainingResumed: {
        "training": WORKSHOP,
        "reason": "precaution",
        "version": 4,
        "at": "2017-10-12T07:00:00Z",
    },
    RegionSuspended: {
        "suspension": SUSPENSION,
        "reason": "precaution",
        "version": 1,
        "at": "2017-10-09T09:00:00Z",
    },
    RegionResumed: {
        "suspension": SUSPENSION,
        "reason": "precaution",
        "version": 2,
        "at": "2017-10-12T07:00:00Z",
    },
    AgendaPublished: {
        "training": DUSHANBE,
        "agenda_version": 2,
        "hash": HASH,
        "sessions": [
            {
                "id": SESSION,
                "starts_at": "2017-05-15T04:00:00Z",
                "ends_at": "2017-05-15T05:30:00Z",
                "modules": ["LC-1"],
                "topics": ["leadership"],
            }
        ],
        "version": 3,
        "at": "2017-05-10T07:00:00Z",
    },
    ParticipantAttended: {
        "application": APPLICATION,
        "participant": PARTICIPANT,
        "home": "tj",
        "training": DUSHANBE,
        "host": "tj",
        "generation": 0,
        "outcome": "attended",
        "minutes": 1290,
        "plan_due": "2017-06-01T19:00:00Z",
        "version": 1,
        "at": "2017-05-18T12:00:00Z",
    },
    TrainingCompleted: {
        "training": WORKSHOP,
        "plan": PLAN,
        "held_from": "2017-08-12",
        "held_to": "2017-08-13",
        "minutes_planned": 480,
        "minutes_delivered": 450,
        "modules_planned": 5,
        "modules_as_designed": 4,
        "roster": 22,
        "attended": 21,
        "version": 4,
        "at": "2017-08-13T12:00:00Z",
    },
}

ALSO: Mapping[type[Event], Mapping[str, object]] = {
    TrainingAnnounced: {"plan": PLAN},
    TrainingChanged: {"plan": PLAN},
}
