"""What other systems may count on: a frozen schema for each event type, and what a change would break."""
