from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netlog.core.model import Contact
from netlog.errors import BadInput
from netlog.formats.vcard_writer import write
from netlog.journal import vdir
from netlog.journal.exporting import Card

if TYPE_CHECKING:
    from pathlib import Path

ADA, BO = (Card(uid, write(Contact(0, uid, name))) for uid, name in (("u-1", "Ada"), ("u-2", "Bo")))


def bring(folder: Path, *cards: Card, prune: bool = False) -> vdir.Plan:
    plan = vdir.plan(folder, cards, prune=prune)
    vdir.carry_out(plan)
    return plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "empty" / "cards"
    found.mkdir(parents=True)
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_card_is_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cards"
    bring(folder, ADA, BO)
    assert names(folder) == ["u-1.vcf", "u-2.vcf"]
    assert (folder / "u-1.vcf").read_bytes() == ADA.text.encode()
    assert (folder / "u-1.vcf").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    bring(tmp_path, ADA, BO)
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    plan = bring(tmp_path, ADA, BO._replace(text=BO.text.replace("Bo", "Bob")))
    after = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    assert (plan.same, list(plan.changed), plan.foreign) == (1, [tmp_path / "u-2.vcf"], 0)
    assert before["u-1.vcf"] == after["u-1.vcf"]
    assert before["u-2.vcf"] != after["u-2.vcf"]


def test_cards_of_others_stay_unless_they_are_netlogs_and_pruned(folder: Path) -> None:
    foreign = folder / "x.vcf"
    foreign.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Xi\r\nEND:VCARD\r\n")
    (folder / "photo.jpg").touch()
    bring(folder, ADA, BO)
    plan = bring(folder, ADA)
    assert (plan.left, plan.removed) == (1, ())
    assert names(folder) == ["photo.jpg", "u-1.vcf", "u-2.vcf", "x.vcf"]
    plan = bring(folder, ADA, prune=True)
    assert plan.removed == (folder / "u-2.vcf",)
    assert names(folder) == ["photo.jpg", "u-1.vcf", "x.vcf"]


def test_a_card_that_another_program_wrote_is_counted_before_it_makes_way(tmp_path: Path) -> None:
    (tmp_path / "u-1.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n")
    plan = vdir.plan(tmp_path, [ADA, BO])
    assert (len(plan.changed), plan.foreign, len(plan.new)) == (1, 1, 1)


@pytest.mark.parametrize(
    "uid", ["../../etc/passwd", "a/b", ".hidden", "x" * 400, "王", "a\0b", "", "-rf", "CON:1"]
)
def test_a_uid_cannot_lead_out_of_the_folder(folder: Path, uid: str) -> None:
    bring(folder, ADA._replace(uid=uid), BO)
    assert len(names(folder)) == 2
    assert all(name.endswith(".vcf") and not name.startswith((".", "-")) for name in names(folder))
    assert names(folder.parent) == ["cards"]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    with pytest.raises(BadInput, match="cannot be read: not a directory"):
        bring(file, ADA)
