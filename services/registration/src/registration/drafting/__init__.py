"""Drafts while they are made: in processes of their own, watched, and lost with whoever works at them."""
