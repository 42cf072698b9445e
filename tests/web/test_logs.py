"""A line of the log says what happened, on one line, and nothing of whom."""

import json
import logging

from config.settings import base, production
from web.logs import JsonFormatter


def line_of(message, *args, error=None):
    record = logging.LogRecord("some.where", logging.ERROR, "", 1, message, args, None)
    record.request = "GET /?q=a+private+word from 192.0.2.7"
    if error:
        try:
            raise error
        except Exception as raised:  # noqa: BLE001 (whatever it is)
            record.exc_info = (type(raised), raised, raised.__traceback__)
    return JsonFormatter().format(record)


def test_it_is_one_object_with_what_happened():
    told = json.loads(line_of("%s does not answer", "search"))
    assert told["message"] == "search does not answer"
    assert (told["level"], told["from"]) == ("error", "some.where")
    assert told["at"].endswith("+00:00")
    assert set(told) == {"at", "level", "from", "message"}


def test_breaks_and_colours_stay_on_the_line():
    line = line_of("first\nsecond \x1b[31m\u2028")
    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_of_an_error_there_are_its_kind_and_places_and_never_its_words():
    line = line_of("It failed", error=ValueError("a private word"))
    told = json.loads(line)
    assert told["error"] == "ValueError"
    assert any("test_logs.py" in place for place in told["places"])
    assert "private" not in line
    assert "192.0.2.7" not in line


def test_production_writes_them_and_development_writes_for_people():
    assert "'formatter': 'json'" in str(production.LOGGING["handlers"])
    assert "'formatter': 'line'" in str(base.LOGGING["handlers"])
