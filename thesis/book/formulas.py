"""Formulas on the web are MathML, made while the book is built: no script, no other server."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from thesis.manuscript.formulas import as_lines, mathml

LOGGER = logging.getLogger(__name__)
NAME = "mathml"


def visit_math(writer: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a sentence."""
    writer.body.append(converted(node, node.astext(), False))
    raise nodes.SkipNode


def visit_math_block(writer: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own, with the number that sentences name, if it has one."""
    writer.body.append(writer.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "")
        writer.body.append("</span>")
    writer.body.append(f"{converted(node, as_lines(node.astext()), True)}</div>\n")
    raise nodes.SkipNode


def converted(node: nodes.Element, tex: str, display: bool) -> str:
    """Return a formula as MathML; warn of one that cannot be read."""
    try:
        return mathml(display, tex)
    except ValueError as error:
        LOGGER.warning("the formula %s cannot be set: %s", tex, error, location=node,
                       type="thesis", subtype="formula")
        return ""


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer(NAME, (visit_math, None), (visit_math_block, None))
