"""Who asked to be told of what, and the mails to them.

This is the one store of addresses of the platform. Of a person it keeps the address,
the language and the day of consent, and nothing else: no name, no network address, no
program. A mail names its subscriber by number, so no address stands in it or about it.
"""

import uuid

from django.db import models

from upright.subscriptions.addresses import LONGEST, masked


class Frequency(models.TextChoices):
    """How often a digest may come; nothing new gives no mail."""

    DAILY = "daily", "daily"
    WEEKLY = "weekly", "weekly"


class Subscriber(models.Model):
    """An address that asked for something, confirmed or not yet."""

    address = models.EmailField(max_length=LONGEST, unique=True)  # addresses.normal
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField()  # forgotten a week later, if not confirmed
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """By number: nothing of a person orders them."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return masked(self.address)


class Subscription(models.Model):
    """What somebody is told of, and up to where they were told."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    kind = models.CharField(max_length=20)  # of topics.TOPICS
    parameters = models.TextField(blank=True)  # as the topic writes them
    frequency = models.CharField(max_length=6, choices=Frequency)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    is_paused = models.BooleanField(default=False)
    told_version = models.BigIntegerField(default=0)  # of the data
    told_period = models.DateField(null=True)  # of the last digest, sent or empty
    told_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were asked for; nothing twice."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "kind", "parameters"], name="one_subscription"
            )
        ]
        indexes = [models.Index(fields=["frequency", "told_period"])]

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class Link(models.Model):
    """A private link that was mailed: the hash of its secret, and what it opens."""

    class Purpose(models.TextChoices):
        """What whoever holds it may do."""

        CONFIRM = "confirm", "confirm a subscription"
        MANAGE = "manage", "see and change all subscriptions"
        LEAVE = "leave", "end a subscription, or all"

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=8, choices=Purpose)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE)
    subscription = models.ForeignKey(Subscription, null=True, on_delete=models.CASCADE)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class Mail(models.Model):
    """One mail to one subscriber: the outbox.

    WAITING → HANDING (just before the words are handed to the server) → SENT. A mail
    found in HANDING without a living lease is in doubt: see `sending`.
    """

    class Kind(models.TextChoices):
        """Why it is sent."""

        CONFIRM = "confirm", "asks to confirm"
        LINK = "link", "private link"
        DIGEST = "digest", "digest"

    class State(models.TextChoices):
        """How far it got."""

        WAITING = "waiting", "waiting"
        HANDING = "handing", "being handed over"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        LOST = "lost", "in doubt twice, given up"

    key = models.CharField(max_length=80, unique=True)  # the same mail, never twice
    message = models.UUIDField(default=uuid.uuid4, unique=True)  # its Message-ID
    kind = models.CharField(max_length=8, choices=Kind)
    subscriber = models.ForeignKey(
        Subscriber, null=True, on_delete=models.SET_NULL, related_name="mails"
    )
    domain = models.CharField(max_length=16, db_index=True)  # addresses.domain_hash
    subject = models.CharField(max_length=200)
    body = models.JSONField(null=True)  # letters.Body; removed once it is sent
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    next_try = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    lease_holder = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)  # when handing over began
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=40, blank=True)  # failures.Failure

    class Meta:
        """Newest first."""

        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "next_try"]),
            models.Index(fields=["domain", "handed_at"]),
        ]
        permissions = [("run_sending", "Can pause sending and send again")]
        verbose_name = "mail"
        verbose_name_plural = "outbox"

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Suppression(models.Model):
    """An address nothing is sent to, known by its hash alone."""

    class Reason(models.TextChoices):
        """Why."""

        BOUNCED = "bounced", "its server does not know it"
        COMPLAINED = "complained", "its owner called a mail spam"
        NEVER = "never", "its owner asked never to be written to"

    hash = models.CharField(max_length=64, primary_key=True)
    reason = models.CharField(max_length=10, choices=Reason)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reason}, {self.at:%Y-%m-%d}"


class MailRequest(models.Model):
    """That a mail was asked for, so that nobody can be flooded; kept for a day."""

    hash = models.CharField(max_length=64, db_index=True)  # of the address
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"request {self.pk}"


class Sending(models.Model):
    """Whether mails go out: one row, locked while one of its limits is looked at."""

    id = models.PositiveSmallIntegerField(primary_key=True)  # 1
    is_paused = models.BooleanField(default=False)
    # Set when something was erased whose traces the database file may still hold.
    has_traces = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "paused" if self.is_paused else "running"
