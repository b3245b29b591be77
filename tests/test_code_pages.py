"""The pages of code say their encoding, language and version, and keep the text."""

from lxml import html

from thesis.book.code_pages import code_page
from thesis.project.paths import CODE

FILE = "thesis/figures/situation_police.py"


def test_a_code_page_is_html_with_encoding_language_and_heading():
    page = code_page(FILE, "abc1234").encode()
    assert page.startswith(b'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">')
    tree = html.fromstring(page)
    assert tree.xpath("//h1/text()") == tree.xpath("//title/text()") == [f"{FILE} (abc1234)"]
    source = (CODE / FILE).read_text(encoding="utf-8")
    assert not source.isascii() and tree.xpath(f"//a[@id='line-{source.count(chr(10))}']")
    for number in tree.xpath("//span[@class='linenos']"):
        number.text = ""
    assert tree.xpath("//pre")[0].text_content().split() == source.split()
