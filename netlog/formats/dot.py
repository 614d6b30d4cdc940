"""The network in the language of Graphviz, which draws it: `dot -Tsvg`, or `sfdp` for a large one.

Source: the DOT language, graphviz.org/doc/info/lang.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from netlog.formats.headers import fold_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Why = Literal["brought", "introduced", "knows"]


class Node(NamedTuple):
    """A contact; the score is from 0 to 100, None for somebody never in touch."""

    id: int
    name: str
    org: str = ""
    score: float | None = None


class Edge(NamedTuple):
    """Two of the nodes: `a` brought `b` to me, I introduced them, or they know each other. `how`
    says more about it, or nothing.
    """

    why: Why
    a: int
    b: int
    how: str = ""


# Only who brought whom has a direction; what I brought about is dashed, what I was told is dotted.
_STYLES: dict[Why, str] = {
    "brought": "",
    "introduced": "dir=none, style=dashed",
    "knows": "dir=none, style=dotted",
}
_THICKEST = 5  # points of a pen: one and a point more for each 25 of the score


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> str:
    """The graph, on a line for each person and each tie."""
    lines = [
        "digraph netlog {",
        '  graph [charset="UTF-8", overlap=false];',
        '  node [shape=box, style=rounded, fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
        *map(_node, nodes),
        *map(_edge, edges),
        "}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _node(node: Node) -> str:
    # A break between two lines is a backslash and an n, and written by the user it is not.
    label = r"\n".join(_escape(text) for text in (node.name, node.org) if text.strip())
    width = 1 + (_THICKEST - 1) * (node.score or 0) / 100
    silent = ", color=gray50" if node.score is None else ""
    return f'  c{node.id} [label="{label}", penwidth={width:.1f}{silent}];'


def _edge(edge: Edge) -> str:
    parts: Iterator[str] = filter(
        None, (f'label="{_escape(edge.how)}"' if edge.how else "", _STYLES[edge.why])
    )
    attributes = ", ".join(parts)
    return f"  c{edge.a} -> c{edge.b}{f' [{attributes}]' if attributes else ''};"


def _escape(text: str) -> str:
    r"""The text as Graphviz shows it again: within quotes it reads `\n`, `\N` and `&lt;` too."""
    shown = fold_space(text).replace("&", "&amp;")
    return shown.replace("\\", "\\\\").replace('"', '\\"')
