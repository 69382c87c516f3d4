"""The whole archive as one file that anyone can take away."""
