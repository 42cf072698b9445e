"""Has the images of a page made when it is published; guards the doors that are Wagtail's own."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, UploadedFile
from wagtail.signals import page_published
from wagtail.users.models import UserProfile

from background.services import record
from media.cleaner import DOCUMENTS, IMAGES
from media.doors import cleaned, sealed_name
from media.models import Image
from media.references import references


@receiver(page_published)
def make_renditions_on_publish(instance: Page, **kwargs: object) -> None:
    wanted = set(references(instance, Image))
    for image in Image.objects.filter(pk__in=wanted):
        if image.missing_renditions():
            record(kind="media.renditions", subject=str(image.pk))


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
