import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlog.formats.dot import Edge, Node, write
from netlog.formats.headers import fold_space

TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z0-9_.]+)|(?P<mark>->|[{}\[\];=,]))'
)


def scan(text):
    """The tokens of a graph; fails on whatever is none, as a parser of DOT would."""
    found, end = [], 0
    while text[end:].strip():
        match = TOKEN.match(text, end)
        assert match, text[end : end + 40]
        found.append(match[match.lastgroup])
        end = match.end()
    return found


def show(label):
    """What Graphviz makes of a label, line by line."""
    parts = re.findall(r"\\.|[^\\]", label[1:-1])
    shown = "".join({"\\n": "\n", "\\\\": "\\", '\\"': '"'}.get(part, part) for part in parts)
    return shown.replace("&amp;", "&")


def labels(text):
    found = scan(text)
    return [show(found[at + 2]) for at, word in enumerate(found) if word == "label"]


def test_the_whole_graph():
    nodes = [Node(1, "Ada", "Acme", 100.0), Node(2, "Bo", score=37.5), Node(3, "Cy")]
    edges = [
        Edge("brought", 1, 2),
        Edge("introduced", 1, 3, "good"),
        Edge("knows", 2, 3),
    ]
    assert write(nodes, edges).splitlines()[4:] == [
        r'  c1 [label="Ada\nAcme", penwidth=5.0];',
        '  c2 [label="Bo", penwidth=2.5];',
        '  c3 [label="Cy", penwidth=1.0, color=gray50];',
        "  c1 -> c2;",
        '  c1 -> c3 [label="good", dir=none, style=dashed];',
        "  c2 -> c3 [dir=none, style=dotted];",
        "}",
    ]


HOSTILE = [
    'Ana [x] "Z" O\'Neil 王 🙂',
    "end\\",
    '\\"];} x',
    "a\\nb \\N \\G",
    "<b>x</b>",
    "&lt; & Co",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_come_through_whole(text):
    graph = write([Node(1, text, "Acme"), Node(2, "Bo")], [Edge("knows", 1, 2, text)])
    assert labels(graph) == [f"{text}\nAcme", "Bo", text]


@given(st.text(), st.text(), st.text())
def test_no_text_leaves_its_quotes(name, org, how):
    graph = write([Node(1, name, org), Node(2, "Bo")], [Edge("knows", 1, 2, how or "x")])
    plain = write([Node(1, "a", "b"), Node(2, "Bo")], [Edge("knows", 1, 2, "x")])
    assert len(scan(graph)) == len(scan(plain))
    assert graph.count("\n") == plain.count("\n")
    assert labels(graph)[2] == fold_space(how or "x")


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_graphviz_draws_it():
    nodes = [Node(number, text, text, 50.0) for number, text in enumerate(HOSTILE)]
    graph = write(nodes, [Edge("brought", 0, 1, HOSTILE[2])])
    done = subprocess.run(["dot", "-Tsvg"], input=graph.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    assert "王" in done.stdout.decode()
