"""What was taught, who was there, and what that sums to."""
