"""Who wants to be told of what: consent, saved searches, alerts, and the outbox."""
