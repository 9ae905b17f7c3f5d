"""The story in twelve pictures: what docs/tour.md shows."""
