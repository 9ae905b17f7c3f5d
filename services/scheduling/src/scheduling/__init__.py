"""Programmes, trainings, agendas and attendance."""
