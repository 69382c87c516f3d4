"""Commands of the calendar room."""
