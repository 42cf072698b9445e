"""Text is text: in one encoding afterwards, and never a page."""

import pytest

from media.cleaner import Refused
from media.cleaning.plain import refuse_markup
from media.cleaning.refusal import Refusal

WORDS = "Прàва; 权利; حقوق\r\nsecond line\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_comes_out_in_one_encoding(cleaned, encoding):
    assert cleaned(WORDS.encode(encoding), "a.csv") == WORDS.encode()


def test_a_table_of_an_older_excel_keeps_its_accents(cleaned):
    assert cleaned("a;été – 5 €".encode("cp1252"), "a.csv") == "a;été – 5 €".encode()


@pytest.mark.parametrize(
    "page",
    ["<!DOCTYPE html>", "\ufeff \n<html>", "<!-- a --><p>", "<?xml version='1.0'?>", "a\n<SCRIPT>",
     "<svg/onload=1>", "<?php 1", "<x:html>", "< svg >"],
)  # fmt: skip
def test_a_page_is_refused(page):
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        with pytest.raises(Refusal, match="markup"):
            refuse_markup(page.encode(encoding))


@pytest.mark.parametrize("text", ["a < b and c > d", "5<6", "write to <ana@example.org>", "<3"])
def test_signs_of_a_sum_are_no_page(cleaned, text):
    assert cleaned(text.encode(), "a.txt") == text.encode()


def test_bytes_far_behind_the_start_are_noticed(cleaned):
    with pytest.raises(Refused) as refused:
        cleaned(b"a" * 9000 + b"\0", "a.txt")
    assert refused.value.code == "corrupt"
