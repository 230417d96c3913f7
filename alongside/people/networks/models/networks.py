"""A network."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

BRAND = "#134e5e"


def both_languages() -> list[str]:
    """The languages a new network shows: English and Welsh."""
    return ["en", "cy"]


class Network(models.Model):
    """One programme with its own champions, brand, partners and rules; an installation holds many."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_cy = models.CharField(_("name in Welsh"), max_length=80, blank=True, default="")
    introduction = models.TextField(_("introduction"), max_length=1000, blank=True, default="")
    introduction_cy = models.TextField(_("introduction in Welsh"), max_length=1000, blank=True, default="")
    brand = models.CharField(
        _("brand colour"), max_length=7, default=BRAND, validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    languages = models.JSONField(_("languages of the pages"), default=both_languages)
    finding_help = models.TextField(_("how to find help"), max_length=600, blank=True, default="")
    finding_help_cy = models.TextField(_("how to find help, in Welsh"), max_length=600, blank=True, default="")
    quiet_after = models.PositiveSmallIntegerField(
        _("days until a champion counts as gone quiet"),
        default=30,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
    )
    keeps_contacts = models.BooleanField(_("champions may keep how to reach a learner, with permission"), default=False)
    contacts_for = models.CharField(_("what for, in English"), max_length=100, blank=True, default="")
    contacts_for_cy = models.CharField(_("what for, in Welsh"), max_length=100, blank=True, default="")
    contacts_days = models.PositiveSmallIntegerField(
        _("days after the last session until it is deleted"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    is_public = models.BooleanField(_("has a public page"), default=True)
    shows_progress = models.BooleanField(_("everybody sees our progress"), default=False)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.said("name")

    def said(self, field: str) -> str:
        """What a field says in the language of the page; in English where there is no Welsh."""
        welsh = getattr(self, f"{field}_cy") if get_language() == "cy" else ""
        return str(welsh or getattr(self, field))

    @property
    def short_name(self) -> str:
        """The name as it fits on a phone: without the words that every such network has in its name."""
        name = str(self)
        return name.removesuffix(" Digital Champions").removeprefix("Hyrwyddwyr Digidol ") or name
