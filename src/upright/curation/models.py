"""The rows of the work list, which are the archive's."""

from django.utils.translation import gettext_lazy as _

from upright.archive.models import DocumentPart


class OpenQuestion(DocumentPart):
    """A doubt, a left-over line or a check that failed, in force."""

    class Meta:
        """The archive's own rows, in an admin of their own."""

        proxy = True
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")
