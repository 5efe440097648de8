"""Where records and settings are kept: platformdirs, or everything under RESTAURA_HOME."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one installation; arithmetic only, nothing is made here."""

    data: Path
    config: Path
    state: Path

    @property
    def sessions(self) -> Path:
        """The records of incidents."""
        return self.data / "sessions"

    @property
    def training(self) -> Path:
        """The records of trainings, apart from incidents (T2)."""
        return self.data / "training"

    @property
    def documents(self) -> Path:
        """The documents as sent, as files that can be opened."""
        return self.data / "documents"

    @property
    def drafts(self) -> Path:
        """What was typed and not yet answered."""
        return self.state / "drafts"

    @property
    def log(self) -> Path:
        """The traces of crashes."""
        return self.state / "crash.log"

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"


def folders(environment: Mapping[str, str]) -> Folders:
    """The folders for this user; RESTAURA_HOME, when set, holds them all."""
    home = environment.get("RESTAURA_HOME")
    if home:
        root = Path(home).expanduser()
        return Folders(root / "data", root / "config", root / "state")
    from platformdirs import PlatformDirs

    places = PlatformDirs("restaura", appauthor=False)
    return Folders(Path(places.user_data_dir), Path(places.user_config_dir), Path(places.user_state_dir))


def configured_language(path: Path) -> str | None:
    """The language that the settings in `path` name; None where they name none or cannot be read."""
    if not path.is_file():
        return None
    import tomllib  # imported here: most installations have no settings file

    try:
        value = tomllib.loads(path.read_bytes()[:65536].decode()).get("language")
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None
