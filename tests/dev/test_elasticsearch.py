"""The node of development is as closed as production's, unless it was started plain."""

import ssl
import urllib.error

import pytest

from config import env
from dev.local.certificate import certify
from tests.dev.web import status

pytestmark = pytest.mark.service("elasticsearch")


@pytest.fixture(autouse=True)
def closed():
    if not env.ELASTICSEARCH["ca"]:
        pytest.skip("Elasticsearch was started plain")


@pytest.fixture
def trusted() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=env.ELASTICSEARCH["ca"])


def test_strangers_are_refused(trusted):
    assert status(env.ELASTICSEARCH["url"], context=trusted) == 401


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [("api_key", "pages", "spaces"), ("members_api_key", "spaces", "pages")],
)
def test_a_key_opens_its_own_indexes_and_no_other(trusted, name, own, other):
    key = f"ApiKey {env.ELASTICSEARCH[name]}"

    def answer(path: str) -> int:
        url = f"{env.ELASTICSEARCH['url']}/{path}"
        return status(url, context=trusted, headers={"Authorization": key})

    assert answer(f"portevoix-{own}-none*/_search") == 200
    assert answer(f"portevoix-{other}/_search") == 403
    assert answer("another/_search") == 403
    assert answer("_security/user") == 403


def test_another_authority_is_not_believed(tmp_path):
    ca = tmp_path / "ca.crt"
    certify(ca=ca, key=tmp_path / "key", crt=tmp_path / "crt")
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        status(env.ELASTICSEARCH["url"], context=ssl.create_default_context(cafile=str(ca)))
