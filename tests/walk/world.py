"""A small site with one page of every type, so that each has a parent and something to point to."""

from dataclasses import dataclass, field

from wagtail.models import Page, get_page_models

from core.models import BasePage
from home.models import HomePage
from tests.factories import add_document, add_image, add_page, add_region, add_topic

TYPES = sorted(
    (each for each in get_page_models() if issubclass(each, BasePage) and each.is_creatable),
    key=lambda each: each._meta.label,
)


@dataclass
class World:
    """One page of each type in English; `parents` says where another of that type would stand."""

    home: HomePage
    pages: dict[type[Page], Page] = field(default_factory=dict)
    parents: dict[type[Page], Page] = field(default_factory=dict)

    @classmethod
    def build(cls, home: HomePage) -> "World":
        world = cls(home, pages={HomePage: home}, parents={HomePage: home.get_parent()})
        waiting = [each for each in TYPES if each is not HomePage]
        while waiting:
            waiting = [each for each in waiting if not world._add(each)]
        add_topic("water")
        add_topic("law")
        add_region("sahel", en="Sahel")
        add_image()
        add_document()
        return world

    def _add(self, model: type[Page]) -> bool:
        """Add a page of a type once there is a page it may stand below."""
        above = [each for each in model.allowed_parent_page_models() if each in self.pages]
        if not above:
            return False
        self.parents[model] = self.pages[above[0]]
        self.pages[model] = add_page(model, self.pages[above[0]], show_in_menus=True)
        return True
