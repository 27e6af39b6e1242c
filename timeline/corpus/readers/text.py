"""Plain text: one page, perhaps of several articles."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.corpus.drafts import Draft, Item, Rejected
from timeline.corpus.encoding import NotText, decode
from timeline.corpus.settings import CorpusSettings
from timeline.corpus.streams import TooMuch, read_all


class TextReader:
    """Takes what no other reader knows; refuses what is no text."""

    name = "text"

    def sniff(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Anything: this reader is asked last."""
        return True

    def read(self, item: Item, settings: CorpusSettings) -> Iterator[Draft | Item | Rejected]:
        """The page as one draft, to be split by `pages`."""
        limit = settings.limits.file_bytes if item.depth == 0 else settings.limits.record_bytes
        try:
            with item.open() as stream:
                data = read_all(stream, limit)
            decoded = decode(data, item.charset)
        except (TooMuch, NotText) as error:
            yield Rejected(item.origin, str(error))
            return
        text = decoded.text
        if text[:5] == "<?xml":
            yield Rejected(item.origin, "an XML file that is neither a feed nor a page")
            return
        if not text.strip():
            yield Rejected(item.origin, "an empty file" if not text else "nothing but white space")
        elif len(text) > settings.limits.record_bytes:
            yield Rejected(
                item.origin, f"a text of {len(text)} characters, the limit is {settings.limits.record_bytes}"
            )
        else:
            notes = (decoded.note,) if decoded.note else ()
            yield Draft(origin=item.origin, text=text, url=item.url, whole=False, stamps=item.stamps, notes=notes)
