"""Guards the doors that are Wagtail's own: what comes in through them is cleaned too."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from media.cleaner import DOCUMENTS, IMAGES
from media.doors import cleaned, sealed_name
from media.models import Image


@receiver(pre_save, sender=UploadedFile)
def keep_only_the_clean_file_aside(instance: UploadedFile, **kwargs: object) -> None:
    """What waits for the rest of its form, where many are uploaded at once, waits clean."""
    if instance.file._committed:
        return
    is_image = instance.for_content_type.model_class() is Image
    accept = IMAGES if is_image else DOCUMENTS
    file = cleaned(instance.file.file, accept=accept, name=instance.file.name)
    instance.file.save(sealed_name(file, accept=accept), file, save=False)


@receiver(pre_save, sender=UserProfile)
def clean_the_picture_of_a_person(instance: UserProfile, **kwargs: object) -> None:
    if instance.avatar and not instance.avatar._committed:
        file = cleaned(instance.avatar.file, accept=IMAGES, name=instance.avatar.name)
        instance.avatar.save(file.name, file, save=False)
