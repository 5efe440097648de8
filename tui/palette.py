"""The palette: the acts of the screen under it, and a sentence of ours where none is found."""

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from runbooks.language import _


class Acts(SystemCommandsProvider):
    """Finds acts by their words. Where nothing fits, says so before Textual does in English."""

    async def search(self, query: str) -> Hits:
        """The acts that fit `query`; else one entry that says there is none, and searches anew."""
        is_found = False
        async for hit in super().search(query):
            is_found = True
            yield hit
        if not is_found:
            again = self.app.action_command_palette
            yield Hit(0, _("Nothing has these words"), again, help=_("Enter empties the line"))
