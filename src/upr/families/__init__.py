"""Families of documents: each turns printed lines into records, by rows of layouts."""
