"""Figures as charts: drawn on the server, with their table and their words."""
