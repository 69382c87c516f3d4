"""Commands of the room of witnesses."""
