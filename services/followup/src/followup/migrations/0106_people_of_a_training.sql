-- A training's people are found without reading everybody's attendance.

-- migrate:up

create index attendance_by_training on attendance (training);

-- migrate:down

drop index attendance_by_training;
