"""E-mail addresses, phone numbers and pages on the web: what is the same in all their spellings."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache


def normal_email(text: str) -> str | None:
    """The bare address in small letters, from `Ana <A.B@X.com>` or `mailto:`; None if it is none.

    At most 254 characters (RFC 5321), with a dot in the domain.
    """
    address = text.strip()
    if address.endswith(">"):
        address = address[address.rfind("<") + 1 : -1].strip()
    elif address.endswith(")"):
        address = address[: address.rfind("(")].strip()
    if address[:7].lower() == "mailto:":
        address = address[7:].partition("?")[0]
    address = unicodedata.normalize("NFC", address).lower()
    if len(address) > 254 or not re.fullmatch(
        r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*@[\w-]+(?:\.[\w-]+)+", address
    ):
        return None
    return address


def normal_phone(text: str) -> str | None:
    """The digits of a phone number, with `+` before a country code; None if it is none.

    6 to 15 digits (15 is the most that E.164 allows) and nothing else but phone punctuation.
    `00` at the start is read as `+`. The trunk zero of `+49 (0)30` is left out, and an extension,
    as in `x12`, `ext. 12`, `;ext=12` or, dialled after a pause, `,,12`.
    """
    if len(text) > 80:
        return None
    if not text.isascii():
        visible = (letter for letter in text if unicodedata.category(letter) != "Cf")
        text = unicodedata.normalize("NFKC", "".join(visible))
    if not (found := _phone().fullmatch(text.strip())):
        return None
    number = found[1]
    abroad = number.lstrip("( ").startswith(("+", "00"))
    if abroad:
        number = re.sub(r"\(\s*0\s*\)", "", number)
    digits = re.sub(r"\D", "", number)
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    if abroad and "+" not in number:
        digits = digits[2:]
    if not 6 <= len(digits) <= 15:
        return None
    return f"+{digits}" if abroad else digits


@cache
def _phone() -> re.Pattern[str]:
    """Match a phone number, and what is dialled once it answers."""
    return re.compile(
        r"""(?:tel:)? (\(?\+?[\d\s()./‐‑‒–—·-]+)
        (?: [,;]?\s*(?:x|extn?|extension|durchwahl|\#)[.:]?\s*\d{1,6}
        | [,;pw]+\d{1,6}(?:[,;pw*#]+\d{1,6})*\#?
        | (?:;[a-z-]+=[^;]*)+ )?""",
        re.IGNORECASE | re.VERBOSE,
    )


_LONGEST_URL = 2000  # characters; programs differ on what is longer


def normal_url(text: str) -> str | None:
    """What is the same in all spellings of an address on the web; None if it is none.

    Scheme, `www.` and what follows a `#` do not count, nor country, language and capitals of a
    profile on LinkedIn.
    """
    written = text.strip()
    if len(written) > _LONGEST_URL or not written.isprintable() or " " in written:
        return None
    if profile := _profile().fullmatch(written):
        slug = unicodedata.normalize("NFC", _unquote(profile[2])).lower()
        return f"linkedin.com/{profile[1].lower()}/{slug}" if slug.isprintable() else None
    from urllib.parse import urlsplit  # not for every start

    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    except ValueError:  # for a host or a port that cannot be
        return None
    host = (parts.hostname or "").removeprefix("www.")
    # What stands before an @ is a name: xmpp:ada@x.example.
    if (
        parts.scheme not in {"http", "https"}
        or "@" in parts.netloc
        or not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host)
    ):
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def _unquote(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)


@cache
def _profile() -> re.Pattern[str]:
    """Match what most addresses in an export are; urlsplit takes five times as long."""
    return re.compile(
        r"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/(in|company)/([^/?#\\]+)(?:[/?#].*)?",
        re.IGNORECASE | re.ASCII,
    )


def same_phone(a: str, b: str) -> bool:
    """Whether two results of `normal_phone` are one line, one of them perhaps written at home.

    Without a country code, and without its leading zero, a number is the end of the other one;
    at least 7 digits, since shorter ends are shared by strangers.
    """
    if a == b or (a.startswith("+") and b.startswith("+")):
        return a == b
    bare = (n[1:] if n.startswith("+") else n.removeprefix("0") for n in (a, b))
    shorter, longer = sorted(bare, key=len)
    return len(shorter) >= 7 and longer.endswith(shorter)


# By the kind of point.
NORMALS: Mapping[str, Callable[[str], str | None]] = {
    "email": normal_email,
    "phone": normal_phone,
    "url": normal_url,
}
