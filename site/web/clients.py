"""Who asks, as far as a limit must know it: a name for a day, from which no address can be read."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Of the addresses that one household or office has, all count as one client.
IPV6_NETWORK = 64


def client_of(request: HttpRequest) -> str:
    """Return the client's name of today."""
    salt = f"web.clients {timezone.now():%Y-%m-%d}"
    return salted_hmac(salt, _network(_address(request)), algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Return where a request comes from: what a proxy says, if it is ours, and nobody else.

    Each proxy adds whom it heard at the end of the list; what stands before, anybody may have sent.
    """
    address = request.META.get("REMOTE_ADDR", "")
    for before in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if not before.strip() or not _is_ours(address):
            break
        address = before.strip()
    return address


def _is_ours(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES)


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        if mapped is None:
            return str(ip_network((address, IPV6_NETWORK), strict=False))
        parsed = mapped
    return str(parsed)
