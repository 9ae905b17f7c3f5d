"""Followup at its pages."""
