"""Cascade plans, mentors, reports, feedback and the tree of generations."""
