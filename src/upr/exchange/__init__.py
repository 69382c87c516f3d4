"""Records in other people's formats, and ours out."""
