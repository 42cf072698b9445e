"""Which rules an address is answered by."""

import pytest

from web.zones import ADMIN, PUBLIC, zone_of


@pytest.mark.parametrize(
    ("path", "zone"),
    [
        ("/", PUBLIC),
        ("/fr/", PUBLIC),
        ("/admin/", ADMIN),
        ("/admin/pages/3/", ADMIN),
        ("/admin", PUBLIC),
        ("/administrators/", PUBLIC),
        ("/fr/admin/", PUBLIC),
        ("//admin/", PUBLIC),
    ],
)
def test_each_path_has_one_zone(path, zone):
    assert zone_of(path) is zone
