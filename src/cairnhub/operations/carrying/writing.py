"""Writing the two files. Each appears whole or not at all."""

import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cairnhub.content.exporting import export
from cairnhub.governance.succession.queries import feeds, public_files

from .. import archive
from .fetching import fetch

#: Told before each step: what comes next, how many steps are done, and how many there are.
Tell = Callable[[str, int, int], None]

_README = """\
What a hub of Cairn says about its field, taken from {hub} on {day}.

content/   every record as plain YAML and CSV. `cairn content load content` fills an empty hub with it.
files/     the lists everybody can download, under the addresses they have on the hub.

License: CC BY 4.0. Name Cairn, and say whether you changed it. Lists of people (people, register, steering) are there
to be read and checked: each person's data stays theirs, and goes when they leave.

{lines}
"""


def write_public(path: Path, tell: Tell) -> None:
    """Write the content as files, and every list and feed that everybody can download."""
    wanted = [*public_files(), *feeds()]
    total = len(wanted) + 1
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        whole, content = Path(folder) / path.name, Path(folder) / "content"
        tell("Writing the content", 0, total)
        export(content)
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("README.txt", _readme(wanted))
            for one in sorted(content.rglob("*")):
                file.write(one, Path("content") / one.relative_to(content))
            for number, one in enumerate(wanted, start=1):
                tell(one.name, number, total)
                file.writestr(f"files{one.url}", fetch(one.url))
        _publish(whole, path)


def write_backup(path: Path, tell: Tell) -> None:
    """Write database and uploads, as `cairn hub backup` does."""
    tell("Copying the database and the uploads", 0, 1)
    archive.backup(path, force=True)


def _readme(wanted) -> str:
    lines = "\n".join(f"files{one.url}  {one.name}" for one in wanted)
    return _README.format(hub=settings.PUBLIC_URL, day=f"{timezone.now():%Y-%m-%d %H:%M} UTC", lines=lines)


def _publish(whole: Path, path: Path) -> None:
    whole.chmod(0o600)
    with whole.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(whole, path)
