"""Every address of the site, and what each role is answered there."""

from typing import Any

OPEN, SIGN_IN, REFUSED, MISSING = "open", "sign in", "refused", "not found"
ROLES = ("anonymous", "nora", "edith", "adam")

# What each of the four is answered, in that order.
EVERYBODY = (OPEN, OPEN, OPEN, OPEN)
EDITORS = (SIGN_IN, SIGN_IN, OPEN, OPEN)
ADMINISTRATORS = (SIGN_IN, SIGN_IN, REFUSED, OPEN)
NOBODY = (MISSING, MISSING, MISSING, MISSING)
# Whoever else asks is not even told that they might sign in.
CHOOSERS = (MISSING, MISSING, OPEN, OPEN)

# A word among the arguments stands for the primary key of that thing.
TABLE: list[tuple[str, list[Any], tuple[str, ...]]] = [
    # The public site
    ("wagtail_serve", ["about/"], EVERYBODY),
    ("wagtail_serve", ["draft/"], NOBODY),
    ("search", [], EVERYBODY),
    ("topic_list", [], EVERYBODY),
    ("topic", ["rivers"], EVERYBODY),
    ("topic_feed", ["rivers"], EVERYBODY),
    ("region_list", [], EVERYBODY),
    ("region", ["drylands"], EVERYBODY),
    ("region_feed", ["drylands"], EVERYBODY),
    ("manifest", [], EVERYBODY),
    ("robots", [], EVERYBODY),
    ("security_txt", [], EVERYBODY),
    ("sitemap", [], EVERYBODY),
    ("health_live", [], EVERYBODY),
    ("health_ready", [], EVERYBODY),
    ("django.contrib.sitemaps.views.sitemap", ["en"], EVERYBODY),
    ("wagtaildocs_serve", ["document", "file name"], EVERYBODY),
    ("original_image", ["image"], CHOOSERS),
    ("private_document", ["document"], CHOOSERS),
    # Nobody has one here; who may see one: tests/media/test_doors.py.
    ("portrait", ["1"], NOBODY),
    ("wagtailadmin_login", [], (OPEN, OPEN, "/admin/", "/admin/")),
    # A link signs nobody out: the way out takes a form.
    ("wagtailadmin_logout", [], ("405", "405", "405", "405")),
    # Pages
    ("wagtailadmin_home", [], EDITORS),
    ("wagtailadmin_account", [], EDITORS),
    ("wagtailadmin_explore_root", [], EDITORS),
    ("wagtailadmin_explore", ["home"], EDITORS),
    ("wagtailadmin_pages:add_subpage", ["home"], EDITORS),
    ("wagtailadmin_pages:add", ["core", "standardpage", "home"], EDITORS),
    ("wagtailadmin_pages:edit", ["page"], EDITORS),
    ("wagtailadmin_pages:edit", ["draft"], EDITORS),
    ("wagtailadmin_pages:view_draft", ["draft"], EDITORS),
    ("wagtailadmin_pages:history", ["draft"], EDITORS),
    ("wagtailadmin_pages:usage", ["draft"], EDITORS),
    ("wagtailadmin_pages:unpublish", ["page"], EDITORS),
    ("wagtailadmin_pages:delete", ["page"], EDITORS),
    ("wagtailadmin_pages:copy", ["page"], EDITORS),
    ("wagtailadmin_pages:move", ["page"], EDITORS),
    ("wagtailadmin_pages:search", [], EDITORS),
    ("wagtailadmin_choose_page", [], EDITORS),
    ("wagtailadmin_api:pages:listing", [], EDITORS),
    # Images, documents, topics
    ("wagtailimages:index", [], EDITORS),
    ("wagtailimages:add", [], EDITORS),
    ("wagtailimages:edit", ["image"], EDITORS),
    ("wagtailimages:delete", ["image"], EDITORS),
    ("wagtailimages_chooser:choose", [], EDITORS),
    ("wagtaildocs:index", [], EDITORS),
    ("wagtaildocs:add", [], EDITORS),
    ("wagtaildocs:edit", ["document"], EDITORS),
    ("wagtaildocs:delete", ["document"], EDITORS),
    ("wagtaildocs_chooser:choose", [], EDITORS),
    ("wagtailsnippets_core_topic:list", [], EDITORS),
    ("wagtailsnippets_core_topic:add", [], EDITORS),
    ("wagtailsnippets_core_topic:edit", ["water"], EDITORS),
    ("wagtailsnippets_core_region:list", [], EDITORS),
    # Translation
    ("wagtail_localize:submit_page_translation", ["page"], EDITORS),
    ("wagtail_localize:translations_report", [], EDITORS),
    # The site and its people
    ("wagtailsettings:edit", ["core", "sitesettings", "site"], EDITORS),
    ("wagtailadmin_reports:aging_pages", [], EDITORS),
    ("wagtailadmin_reports:site_history", [], EDITORS),
    ("wagtailadmin_reports:locked_pages", [], EDITORS),
    ("wagtailusers_users:index", [], ADMINISTRATORS),
    ("wagtailusers_users:add", [], ADMINISTRATORS),
    ("wagtailusers_users:edit", ["nora"], ADMINISTRATORS),
    ("wagtailusers_groups:index", [], ADMINISTRATORS),
    ("wagtailadmin_collections:index", [], ADMINISTRATORS),
    ("wagtailadmin_workflows:index", [], ADMINISTRATORS),
    ("wagtailredirects:index", [], ADMINISTRATORS),
    ("wagtaillocales:index", [], ADMINISTRATORS),
    ("wagtailsites:index", [], ADMINISTRATORS),
    # What happens behind the scenes
    ("health", [], ADMINISTRATORS),
    ("background:index", [], ADMINISTRATORS),
    ("background:give_up", [], ADMINISTRATORS),
    ("background:retry", [], (SIGN_IN, SIGN_IN, REFUSED, "405")),
    # Doors that are walled up
    ("wagtailadmin_password_reset", [], NOBODY),
    ("wagtailadmin_password_reset_confirm", ["MQ", "x"], NOBODY),
]
