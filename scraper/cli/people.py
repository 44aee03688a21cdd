"""`scraper people|roles|organisations`: the lists, and what a person decides of who is whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from scraper.cli.options import DEFAULT_DB, Csv, Db, Json, Limit

if TYPE_CHECKING:
    from scraper.archive.journal import Kind

PLURAL: dict[Kind, str] = {"person": "people", "role": "roles", "organisation": "organisations"}
LISTED = {
    "person": "List people with their roles and organisations, and when.",
    "role": "List roles: people, posts, and when.",
    "organisation": "List organisations: people, posts, and when.",
}

Part = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS...]", help="The beginning of each word is enough; without, all."),
]
Who = Annotated[
    str, typer.Argument(metavar="NAME|ID", help="By its number, or by its very name or a spelling of it.")
]
Into = Annotated[str, typer.Argument(metavar="INTO", help="The one that stays: number, name or spelling.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


class ListingGroup(TyperGroup):
    """A group that lists where no command is named: `scraper people ek` is `scraper people list ek`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts `list` before arguments that name no command."""
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return list(super().parse_args(ctx, args))


def register(app: typer.Typer) -> None:
    """Adds a group for each kind."""
    for kind in PLURAL:
        app.add_typer(_group(kind))


def _group(kind: Kind) -> typer.Typer:
    plural = PLURAL[kind]
    group = typer.Typer(
        name=plural,
        cls=ListingGroup,
        help=f"{LISTED[kind]} Join, part and rename them.\n\n"
        f"Without a command they are listed: scraper {plural} WORDS --csv is scraper {plural} list WORDS --csv.",
        rich_markup_mode=None,
    )
    group.command("merge", epilog=f"Example: scraper {plural} merge 12 7")(_merge(kind))
    group.command("split", epilog=f'Example: scraper {plural} split 7 "One of its spellings"')(_split(kind))
    group.command("rename", epilog=f'Example: scraper {plural} rename 7 "Its right name"')(_rename(kind))
    group.command("undo", epilog=f"Example: scraper {plural} undo")(_undo(kind))
    group.command("decisions", epilog=f"Example: scraper {plural} decisions")(_decisions(kind))
    if kind == "person":
        group.command("list", epilog="Example: scraper people lindroth")(_people)
        group.command("doubles", epilog="Example: scraper people doubles")(_doubles)
    else:
        group.command("list", epilog=f"Example: scraper {plural} --json")(_list(kind))
    return group


def _people(
    words: Part = None,
    db: Db = DEFAULT_DB,
    limit: Limit = 200,
    periods: Annotated[
        bool,
        typer.Option(
            "--periods", help="A row per unbroken time: another role, or a year's silence, ends it."
        ),
    ] = False,
    doubles: Annotated[bool, typer.Option("--doubles", help="As: scraper people doubles.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List people with their roles and organisations, and when."""
    if doubles:
        return _doubles(db, limit, as_json, as_csv)
    return _print("periods" if periods else "people", words, db, limit, as_json, as_csv)


def _doubles(db: Db = DEFAULT_DB, limit: Limit = 200, as_json: Json = False, as_csv: Csv = False) -> None:
    """List people who may be one, with reasons. Join them with `scraper people merge`; those parted by hand stay out."""
    from scraper.archive import open_archive
    from scraper.cli.tables import print_rows

    with open_archive(db, create=False, read_only=True) as archive:
        rows = archive.lists.doubles(limit=limit)
    shown = [
        {
            "id": row["person_id"], "person": row["person"], "posts": row["posts"],
            "other id": row["other_id"], "other": row["other"], "other posts": row["other_posts"], "reasons": row["reasons"],
        }
        for row in rows
    ]  # fmt: skip
    print_rows(rows, as_json=as_json, as_csv=as_csv, shown=shown)


def _list(kind: Kind) -> Callable[..., None]:
    def command(
        words: Part = None,
        db: Db = DEFAULT_DB,
        limit: Limit = 200,
        as_json: Json = False,
        as_csv: Csv = False,
    ) -> None:
        _print(PLURAL[kind], words, db, limit, as_json, as_csv)

    command.__doc__ = LISTED[kind]
    return command


def _print(listed: str, words: list[str] | None, db: Db, limit: int, as_json: bool, as_csv: bool) -> None:
    from scraper.archive import open_archive
    from scraper.cli.tables import print_rows

    with open_archive(db, create=False, read_only=True) as archive:
        rows = getattr(archive.lists, listed)(" ".join(words or []), limit=limit)
    shown = [  # the number first: it is what merge, split and rename take
        {"id": number, **{name: value for name, value in row.items() if not name.endswith("_id")}}
        for row in rows
        for number in [value for name, value in row.items() if name.endswith("_id")]
    ]
    print_rows(rows, as_json=as_json, as_csv=as_csv, shown=shown)


def _merge(kind: Kind) -> Callable[..., None]:
    def command(one: Who, into: Into, db: Db = DEFAULT_DB, dry_run: DryRun = False) -> None:
        from scraper.cli.deciding import decide

        decide(
            kind, lambda found, now: found.merge(kind, found.find(kind, one), found.find(kind, into), now=now),
            db=db, dry_run=dry_run,
        )  # fmt: skip

    command.__doc__ = (
        f"Join two {PLURAL[kind]}: the first becomes INTO. All its posts do, now and in later crawls."
    )
    return command


def _split(kind: Kind) -> Callable[..., None]:
    def command(
        who: Who,
        spellings: Annotated[
            list[str] | None,
            typer.Argument(metavar="SPELLING...", help="As printed; without one, they are listed."),
        ] = None,
        db: Db = DEFAULT_DB,
        dry_run: DryRun = False,
    ) -> None:
        from scraper.cli.deciding import decide

        decide(
            kind, lambda found, now: found.split(kind, found.find(kind, who), spellings or [], now=now),
            db=db, dry_run=dry_run,
        )  # fmt: skip

    command.__doc__ = "Part some spellings from a row. They become one of their own, now and in later crawls."
    return command


def _rename(kind: Kind) -> Callable[..., None]:
    def command(
        who: Who,
        name: Annotated[str, typer.Argument(metavar="NAME", help="The right name.")],
        db: Db = DEFAULT_DB,
        dry_run: DryRun = False,
    ) -> None:
        from scraper.cli.deciding import decide

        decide(
            kind, lambda found, now: found.rename(kind, found.find(kind, who), name, now=now), db=db, dry_run=dry_run
        )  # fmt: skip

    command.__doc__ = "Give a row another name. What posts print stays as it is."
    return command


def _undo(kind: Kind) -> Callable[..., None]:
    def command(
        number: Annotated[
            int | None,
            typer.Argument(metavar="[NUMBER]", help="As `decisions` lists it; else the last of a person."),
        ] = None,
        db: Db = DEFAULT_DB,
        dry_run: DryRun = False,
    ) -> None:
        from scraper.cli.deciding import decide

        decide(
            kind, lambda found, now: found.undo(kind, number, now=now), db=db, dry_run=dry_run, undoing=True
        )

    command.__doc__ = "Take back a merge, split or rename, or what a rule joined."
    return command


def _decisions(kind: Kind) -> Callable[..., None]:
    def command(db: Db = DEFAULT_DB, limit: Limit = 50, as_json: Json = False, as_csv: Csv = False) -> None:
        from scraper.archive import open_archive
        from scraper.cli.tables import print_rows

        with open_archive(db, create=False, read_only=True) as archive:
            rows = archive.decisions.log(kind, limit=limit)
        shown = [
            {
                "number": row["id"], "on": row["at"], "what": row["what"], "by": row["decided_by"], "name": f"{row['name']} ({row['row_id']})",
                "and": row["target_id"], "reason": row["reason"] or ("undone" if row["undone_at"] else "–"),
            }
            for row in rows
        ]  # fmt: skip
        print_rows(rows, as_json=as_json, as_csv=as_csv, shown=shown)

    command.__doc__ = "List what was joined, parted or renamed. By which rule or by a person, newest first."
    return command
