"""Work lists for people: what no rule could decide, and the way to decide it."""
