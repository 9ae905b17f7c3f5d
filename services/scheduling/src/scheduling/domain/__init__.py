"""Rules of programmes, trainings, agendas and attendance: no database, no clock, no event."""
