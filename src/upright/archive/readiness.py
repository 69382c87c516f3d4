"""Whether the database is ready for this code."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

NOT_READY = "The database is not up to date. Run: upright manage migrate"


def has_pending_migrations() -> bool:
    """Whether tables are missing, or are not as this code expects them."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
