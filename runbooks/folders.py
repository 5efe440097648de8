"""Where records and settings are kept: platformdirs, or everything under RESTAURA_HOME."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Folders(NamedTuple):
    """The folders of one installation; arithmetic only, nothing is made here.

    No dataclass: importing those takes longer than `restaura list`.
    """

    data: Path
    config: Path
    state: Path
    cache: Path

    def of(self, mode: str) -> "Folders":
        """The folders for what sessions of `mode` leave: that of a training lies apart (T2)."""
        return self._replace(data=self.data / "training") if mode == "training" else self

    @property
    def sessions(self) -> Path:
        """The records of incidents."""
        return self.data / "sessions"

    @property
    def training(self) -> Path:
        """The records of trainings, apart from incidents as all that belongs to them (T2)."""
        return self.of("training").sessions

    @property
    def documents(self) -> Path:
        """The documents as sent, as files that can be opened."""
        return self.data / "documents"

    @property
    def archives(self) -> Path:
        """The closed records that were put away, many to a file."""
        return self.data / "archive"

    @property
    def verified(self) -> Path:
        """What the last check of everything found; beside the records, since it is about these."""
        return self.data / "verified.json"

    @property
    def exports(self) -> Path:
        """Reports and records that were asked for as files."""
        return self.data / "exports"

    @property
    def drafts(self) -> Path:
        """What was typed and not yet answered."""
        return self.state / "drafts"

    @property
    def log(self) -> Path:
        """The traces of crashes."""
        return self.state / "crash.log"

    @property
    def runbooks(self) -> Path:
        """The user's own runbooks, and what stands in front of those that are shipped."""
        return self.config / "runbooks"

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"


def folders(environment: Mapping[str, str]) -> Folders:
    """The folders for this user; RESTAURA_HOME, when set, holds them all."""
    home = environment.get("RESTAURA_HOME")
    if home:
        root = _without_tilde(home).absolute()
        return Folders(root / "data", root / "config", root / "state", root / "cache")
    from platformdirs import PlatformDirs

    places = PlatformDirs("restaura", appauthor=False)
    return Folders(
        Path(places.user_data_dir),
        Path(places.user_config_dir),
        Path(places.user_state_dir),
        Path(places.user_cache_dir),
    )


def _without_tilde(home: str) -> Path:
    try:
        return Path(home).expanduser()
    except RuntimeError:  # ~somebody, where nobody of that name is known: a name like any other
        return Path(home)


def whole_folder(given: str) -> Path | None:
    """The folder that a setting names; None for what is not its whole path."""
    path = _without_tilde(given)
    return path if path.is_absolute() and given.isprintable() else None


def moved(places: Folders, environment: Mapping[str, str], configured: Mapping[str, str]) -> Folders:
    """`places` with the data where the variable says, else the settings; as they were where neither does.

    What is no whole path is told when the settings themselves are read.
    """
    given = environment.get("RESTAURA_DATA_FOLDER") or configured.get("data_folder", "")
    data = whole_folder(given)
    return places if data is None else places._replace(data=data)


def configured(path: Path) -> Mapping[str, str]:
    """The settings in `path` that are texts; none where there is no file or it cannot be read."""
    if not path.is_file():
        return {}
    from runbooks.definition.faults import DefinitionError
    from runbooks.toml_source import read_toml

    try:
        return {name: value for name, value in read_toml(path).items() if isinstance(value, str)}
    except DefinitionError:  # told when the settings themselves are read
        return {}
