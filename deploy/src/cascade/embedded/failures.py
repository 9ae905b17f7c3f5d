"""What can go wrong on one machine, in a sentence that says what to do."""


class CannotRun(Exception):
    """The system cannot be set up or started; the text is for whoever asked for it."""
