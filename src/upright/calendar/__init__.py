"""The calendar: steps and deadlines of every review, and what was published of them."""
