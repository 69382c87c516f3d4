"""What is looked at before any command does anything, and by `upright manage check`."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from upright.archive.coding import model_problem


@register
def check_model(**_options: Any) -> list[CheckMessage]:
    """Refuse a model that is named for this site and cannot be used."""
    problem = model_problem()
    return [Error(problem, id="upright.E001")] if problem else []
