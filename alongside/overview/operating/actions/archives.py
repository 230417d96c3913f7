"""One tar file that holds everything, and a manifest by which it can be checked."""

import hashlib
import json
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from alongside.kit.verdict import Refused

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 2**20

Tell = Callable[[int], object]
"""Hears how many bytes were worked on."""


@dataclass(frozen=True)
class Content:
    """What the archive holds under one name: how many bytes, and their SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a back-up is: when it was made, by which version, of which database, and what is in it."""

    made_at: str
    version: str
    engine: str
    migrations: list[str]
    contents: list[Content]
    format: int = FORMAT


def pack(target: Path, sources: Mapping[str, Path], *, about: Manifest, tell: Tell) -> Manifest:
    """A new tar file that only we can read, with a manifest of the sources at its beginning."""
    contents = [
        Content(name, path.stat().st_size, digest_of(path.open("rb"), tell=tell)) for name, path in sources.items()
    ]
    manifest = replace(about, contents=contents)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            add(tar, MANIFEST, BytesIO(json.dumps(asdict(manifest), indent=1).encode()))
            for name, path in sources.items():
                with path.open("rb") as source:
                    tell(add(tar, name, source))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def add(tar: tarfile.TarFile, name: str, source: IO[bytes]) -> int:
    """One file under that name; its size."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = source.seek(0, os.SEEK_END), 0o600
    source.seek(0)
    tar.addfile(info, source)
    return info.size


def digest_of(file: IO[bytes], *, tell: Tell) -> str:
    """The SHA-256 of what the file holds, in hexadecimal; the file is closed."""
    digest = hashlib.sha256()
    with file:
        while block := file.read(BLOCK):
            digest.update(block)
            tell(len(block))
    return digest.hexdigest()


@contextmanager
def opened(archive: Path) -> Iterator[tarfile.TarFile]:
    """The archive; refused when there is none, or it breaks off."""
    try:
        with tarfile.open(archive, mode="r:") as tar:
            yield tar
    except (OSError, tarfile.TarError) as error:
        raise Refused(f"{archive} cannot be read as a back-up: {error}.") from error


def verify(archive: Path, *, tell: Tell) -> Manifest:
    """The manifest, when every byte is as it says and nothing else is there; refused otherwise."""
    with opened(archive) as tar:
        manifest = manifest_in(tar, archive)
        names = {MANIFEST, *(content.name for content in manifest.contents)}
        if {member.name for member in tar} != names or not all(map(is_plain, tar)):
            raise Refused(f"{archive} does not hold what its manifest says.")
        for content in manifest.contents:
            file = tar.extractfile(content.name)
            if file is None or digest_of(file, tell=tell) != content.sha256:
                raise Refused(f"{archive} is damaged: {content.name} is not as it was when the back-up was made.")
    return manifest


def manifest_in(tar: tarfile.TarFile, archive: Path) -> Manifest:
    """The manifest of an archive of ours; refused when it has none, or one of a later format."""
    first = tar.next()
    file = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
    if file is None:
        raise Refused(f"{archive} is no back-up of Alongside.")
    told = json.loads(file.read())
    if told.pop("format") != FORMAT:
        raise Refused(f"{archive} was made by a later version of Alongside. Upgrade first.")
    return Manifest(**(told | {"contents": [Content(**content) for content in told["contents"]]}))


def is_plain(member: tarfile.TarInfo) -> bool:
    """Whether a member is a file whose name leads nowhere but into the folder it is unpacked in."""
    path = PurePosixPath(member.name)
    return member.isfile() and not path.is_absolute() and ".." not in path.parts


def unpack(archive: Path, folder: Path, *, tell: Tell) -> None:
    """Everything that a verified archive holds, as files under the folder that only we can read."""
    with opened(archive) as tar:
        for member in tar:
            target = folder / member.name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            source = tar.extractfile(member)
            if source is not None:
                copy(source, target)
            tell(member.size)


def copy(source: IO[bytes], target: Path) -> None:
    """The bytes of the source in a new file."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source, os.fdopen(descriptor, "wb") as file:
        while block := source.read(BLOCK):
            file.write(block)
