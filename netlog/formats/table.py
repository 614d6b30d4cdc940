"""Contacts in any CSV file: which column holds what is guessed from the header, or told."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from netlog.core.excerpt import shorten
from netlog.core.model import Problem
from netlog.core.names import fold
from netlog.errors import BadInput
from netlog.formats.cells import FIELDS, Cell, make_card
from netlog.formats.headers import fold_space
from netlog.formats.spreadsheet import Sheet, make_vocabulary, open_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netlog.formats.entry import Card

# By folded name; a number, and words that only say which of several it is, are left out of it.
_VOCABULARY = make_vocabulary(
    {
        "name": "name,full name,display name,contact,contact name,person,vollständiger name,"
        "kontakt,anzeigename,nom complet,nom et prénom,nombre completo,nombre y apellidos",
        "first": "first,first name,firstname,given name,forename,vorname,prénom,nombre",
        "middle": "middle,middle name,additional name,weitere vornamen,deuxième prénom,"
        "segundo nombre",
        "last": "last,last name,lastname,surname,family name,nachname,familienname,nom,"
        "nom de famille,apellido,apellidos",
        "org": "org,organization,organisation,organization name,company,company name,"
        "account name,employer,firma,unternehmen,organisation,arbeitgeber,entreprise,société,"
        "empresa,organización",
        "title": "job title,jobtitle,title,position,role,occupation,organization title,"
        "berufsbezeichnung,beruf,stelle,poste,fonction,titre,cargo,puesto",
        "address": "address,street,state,province,region,zip,zip code,postal code,postcode,country,"
        "state province,zip postal code,country region,po box,street address,postal address,"
        "adresse,anschrift,straße,postleitzahl,plz,bundesland,land,land region,rue,code postal,"
        "pays,dirección,calle,código postal,provincia,país",
        "city": "city,town,location,address city,stadt,ort,wohnort,ville,ciudad,localidad",
        "email": "email,e-mail,mail,email address,e-mail address,email value,emails,e-mail-adresse,"
        "mailadresse,adresse e-mail,courriel,correo,correo electrónico",
        "phone": "phone,telephone,tel,phone number,phone value,phones,mobile,mobile phone,"
        "mobile number,mobile phone number,cell,cell phone,cellphone,fax,fax number,telefax,pager,"
        "telefon,telefonnummer,handy,mobil,mobiltelefon,téléphone,portable,"
        "teléfono,móvil",
        "url": "url,website,web site,web page,webpage,homepage,linkedin,linkedin url,profile url,"
        "website value,website url,linkedin profile,linkedin profile url,"
        "webseite,internetseite,site web,sitio web,página web",
        "birthday": "birthday,birth date,birthdate,date of birth,geburtstag,geburtsdatum,"
        "anniversaire,date de naissance,cumpleaños,fecha de nacimiento",
        "tags": "tags,tag,labels,label,groups,group,categories,category,keywords,gruppe,gruppen,"
        "kategorien,schlagwörter,étiquettes,libellés,groupe,groupes,catégories,etiquetas,grupos,"
        "categorías",
        "note": "note,notes,comment,comments,about,description,remarks,notiz,notizen,bemerkung,"
        "bemerkungen,kommentar,remarques,commentaire,commentaires,nota,notas,comentarios",
        "met": "met,met at,where met,where we met,how met,how we met,"
        "kennengelernt,rencontré,conocido en",
        "met_on": "met on,met date,date met,first met,connected on,kennengelernt am,rencontré le,"
        "conocido el",
        "circle": "circle,kreis,cercle,círculo",
        "alias": "alias,aliases,nickname,nick,also known as,spitzname,surnom,apodo,alias",
    }
)
# Columns that are kept as notes, with what they are called.
_TOLD = frozenset(
    fold(name)
    for name in (
        *("department", "profession", "hobby", "children", "spouse", "partner", "anniversary"),
        *("assistant's name", "manager's name", "manager", "reports to", "referred by"),
        *("skype", "skype id", "twitter", "status", "lead status", "lead source"),
        *("abteilung", "beruf", "hobbys", "kinder", "jahrestag", "empfohlen von"),
        *("office location", "recommandé par", "recomendado por"),
    )
)
# What a word of a column says of which address it is; the places come first: `work fax`.
_PLACES = {
    **dict.fromkeys(("work", "business", "office", "bureau", "trabajo"), "work"),
    **dict.fromkeys(("geschaftlich", "dienstlich", "beruflich", "professionnel"), "work"),
    **dict.fromkeys(("home", "personal", "private", "privat", "domicile", "particular"), "home"),
    **dict.fromkeys(("company", "firma"), "company"),
    **dict.fromkeys(("assistant", "assistants"), "assistant"),
    **{word: word for word in ("other", "mailing", "billing", "car")},
}
_LABELS = {
    **_PLACES,
    **dict.fromkeys(("mobile", "cell", "cellphone", "handy", "mobil"), "mobile"),
    **dict.fromkeys(("mobiltelefon", "portable", "movil"), "mobile"),
    **dict.fromkeys(("fax", "telefax"), "fax"),
    "pager": "pager",
}
_OTHERS = frozenset({"fax", "telefax", "pager", "assistants", "company", "firma"})
_WHICH = _PLACES.keys() | {"primary", "main", "radio", "alternate"}


def open_table(stream: BinaryIO, named: Sequence[str] = ()) -> Sheet:
    """Open a CSV file of contacts. Its header is the first row with all the columns that are
    `named`; with none of those, the first that looks like one, else the first with several cells.

    Raises BadInput if there is no such row.
    """
    if named:
        wanted = {fold(name) for name in named}
        missing = BadInput(
            f"no row of the file has the columns {', '.join(named)}",
            "the first row has to name the columns; look how they are written there",
        )
        return open_sheet(stream, [lambda row: wanted <= {fold(cell) for cell in row}], missing)
    missing = BadInput(
        "this is no table of contacts", "it takes a CSV file whose first row names its columns"
    )
    return open_sheet(stream, (_is_known, lambda row: len(row) > 1, _has_text), missing)


def guess(
    header: Sequence[str], named: Mapping[str, Sequence[str]] = {}
) -> dict[str, tuple[str, ...]]:
    """Which columns tell what, by field in the order of `FIELDS`: those that are `named` for it,
    else as far as their names say it.
    """
    taken = set(chain.from_iterable(named.values()))
    columns: dict[str, list[str]] = {}
    for name in header:
        field = _recognise(name)
        if field and field not in named and name not in taken:
            columns.setdefault(field, []).append(name)
    # By Title, Outlook means Mr. or Ms.: it has a Job Title besides.
    if len(titles := columns.get("title", [])) > 1:
        titles[:] = [name for name in titles if fold(name) != "title"]
    # What reaches them comes before what reaches others.
    columns.get("phone", []).sort(key=lambda name: not _OTHERS.isdisjoint(fold(name).split()))
    guessed = {field: tuple(dict.fromkeys(columns[field])) for field in FIELDS if field in columns}
    return guessed | {field: tuple(columns) for field, columns in named.items()}


def read(
    sheet: Sheet, mapping: Mapping[str, Sequence[str]], *, month_first: bool | None = None
) -> Iterator[Card | Problem]:
    """The people in a sheet; the mapping names the columns that tell each field.

    `month_first` is how 03/04/2025 is meant. Raises BadInput for a field or a column that does not
    exist, and where nothing tells who a row is about.
    """
    columns = find_places(sheet.header, mapping)
    return _read_rows(sheet, columns, month_first=month_first)


def _read_rows(
    sheet: Sheet, columns: Mapping[str, Sequence[tuple[int, str]]], *, month_first: bool | None
) -> Iterator[Card | Problem]:
    for row in sheet.rows:
        if isinstance(row, Problem):
            yield row
            continue
        cells = {
            field: [Cell(_unguard(row.cell(index)), label) for index, label in found]
            for field, found in columns.items()
        }
        yield from make_card(row.place, cells, month_first=month_first)


def find_day_order(sheet: Sheet, mapping: Mapping[str, Sequence[str]]) -> bool | None:
    """Whether days like 03/04/2025 begin with the month, by the first that can be read in one way
    only; None where there is none. Takes the rows of the sheet up to that one.
    """
    columns = find_places(sheet.header, mapping)
    days = [index for field in ("birthday", "met_on") for index, _ in columns.get(field, ())]
    for row in sheet.rows if days else ():
        for index in days:
            if isinstance(row, Problem):
                break
            found = re.match(r"\s*(\d\d?)[/-](\d\d?)[/-]\d", row.cell(index))
            if found and max(one := int(found[1]), two := int(found[2])) > 12:
                return two > one
    return None


def find_places(
    header: Sequence[str], mapping: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[int, str]]]:
    """The places and labels of the columns for each field. All columns of one name are meant.

    Raises BadInput as `read` does.
    """
    places: dict[str, list[int]] = {}
    for index, name in enumerate(header):
        places.setdefault(fold(name), []).append(index)
    for name in chain.from_iterable(mapping.values()):
        if fold(name) not in places:
            raise BadInput(f'the file has no column "{name}"', f"it has: {_list(header)}")
    for field in mapping:
        if field not in FIELDS:
            raise BadInput(f'a contact has no field "{field}"', f"it has: {', '.join(FIELDS)}")
    if not mapping.keys() & {"name", "first", "last", "alias", "email", "phone", "org"}:
        raise BadInput(
            "no column tells whom a row is about",
            f'name it, like --map name="{shorten(header[0], 40)}"; the file has: {_list(header)}',
        )
    columns = {
        field: [(index, _label(name)) for name in wanted for index in places[fold(name)]]
        for field, wanted in mapping.items()
    }
    if "address" in columns:  # the city is a part of it
        columns["address"] = sorted({*columns["address"], *columns.get("city", ())})
    return columns


def find_left_out(header: Sequence[str], mapping: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The columns that are not read."""
    taken = {fold(name) for name in chain.from_iterable(mapping.values())}
    return tuple(name for name in header if name.strip() and fold(name) not in taken)


def _list(header: Sequence[str]) -> str:
    named = [shorten(name.strip(), 40) for name in header if name.strip()]
    return ", ".join(named[:20]) + (f" and {len(named) - 20} more" if len(named) > 20 else "")


def _is_known(row: Sequence[str]) -> bool:
    """Whether these are names of columns: at least two of them, or each one, are known."""
    known = sum(1 for cell in row if _recognise(cell))
    return known >= 2 or 0 < known == len(row)


def _has_text(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _recognise(name: str) -> str | None:
    """The field that a column of this name tells: `Business E-mail 2` an e-mail address."""
    if len(name) > 100:
        return None
    words = [word for word in fold(name).split() if not word.isdecimal()]
    if " ".join(words) in _TOLD:
        return "note"
    return _VOCABULARY.get(" ".join(words)) or _VOCABULARY.get(
        " ".join(word for word in words if word not in _WHICH)
    )


def _label(name: str) -> str:
    """What the name of a column says of an address, `home` or `work fax`, or of a note."""
    if fold(name) in _TOLD:
        return fold_space(name)
    said = {_LABELS[word]: None for word in fold(name).split() if word in _LABELS}
    return " ".join(sorted(said, key=lambda word: word not in {"home", "work"}))


def _unguard(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text
