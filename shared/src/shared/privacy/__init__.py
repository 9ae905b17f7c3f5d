"""Personal values: their classes, their encryption per person, the trail of who read them."""
