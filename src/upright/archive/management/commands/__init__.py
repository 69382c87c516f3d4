"""Commands of `upright manage`."""
