"""Bars of blocks, which tell their length without colour."""

_EIGHTHS = "▏▎▍▌▋▊▉█"


def bar(value: float, most: float, cells: int) -> str:
    """A bar that fills so many cells for the most, in steps of an eighth of a cell; whatever is
    above zero can be seen.
    """
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(min(value / most, 1) * cells * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest - 1] if rest else "")
