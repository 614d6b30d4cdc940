"""Connect: rhythms, and whether it is the time to ask."""

from typing import Annotated

import typer

from netlog.cli import edge, params
