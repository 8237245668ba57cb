"""A process that reads documents for another one: a document, an answer, until nobody asks any more."""

from __future__ import annotations

import sys

from pacta.app.views import Failure
from pacta.model import Annotations, Config, Document
from pacta.pipeline.process import Asked, Process, TooSlowError, seconds_for

Answer = Annotations | Failure


class Worker(Process):
    """The other process, seen from here. Not for several threads at once."""

    def __init__(self, config: Config) -> None:
        super().__init__("pacta.app.worker")
        self._config: Config | None = config  # goes with the first document

    def read(self, document: Document) -> Answer:
        """What is read in the document. Raises DiedError if the process ends before it has answered."""
        self.ask((self._config, document))
        self._config = None
        try:
            answer: Answer = self.answer(seconds_for(len(document.text)))
            return answer
        except TooSlowError as error:
            return Failure(document.source.shown(), error.reason(), error.advice)


def main() -> int:
    """The process itself."""
    from pacta.app.reading import read_or_fail

    asked, config = Asked(), Config()
    while True:
        given, document = asked.question()
        config = given or config
        found = read_or_fail(document, config)
        asked.answer(found if isinstance(found, Failure) else found.annotations)


if __name__ == "__main__":
    sys.exit(main())
