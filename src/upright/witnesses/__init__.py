"""What other databases hold, tied to the items of the reports; nothing merged away."""
