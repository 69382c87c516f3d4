"""The archive: documents, what was read in them, and the rows in force."""
