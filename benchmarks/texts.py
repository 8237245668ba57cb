"""Bad input of any size, made here: each case is a function from a size to a text.

The size is the number of words, lines or turns, whichever the case is about.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

_ENGLISH = (
    "the two sides agreed to expand trade between Arland and Belmark to US$6 billion by 2030 and welcomed the "
    "opening of the Lindholm Bridge on May 9, 2025 while President Anton Orr of Arland will visit Belmark City "
    "next year and both ministries support the joint committee on energy which met in Kestrel"
)
_RUSSIAN = "Стороны договорились расширять торговлю и приветствовали открытие моста 9 мая 2025 года ."
_VIETNAMESE = "Hai bên nhất trí mở rộng thương mại và hoan nghênh việc khánh thành cây cầu ngày 9/5/2025 ."
_ARABIC = "اتفق الجانبان على توسيع التجارة ورحبا بافتتاح الجسر في عام 2025 ."
_CHINESE = "双方同意扩大贸易并欢迎二〇二五年五月九日大桥通车。"
_OCR = "Tlie tw0 s1des agre3d t0 expan|d tra|de betw¬een Ar1and ancl Be1mark by 2O3O ; tbe M1nister w1ll v1sit ."
_NAMES = "Minister of Trade and Prime Minister of the Republic of Arland Deputy Minister"


def _words(words: str | list[str], size: int) -> str:
    return " ".join(islice(cycle(words.split() if isinstance(words, str) else words), size))


def _lines(line: str, size: int) -> str:
    return "".join(line.format(i=i) + "\n" for i in range(size))


def _prose(size: int) -> str:
    """Sentences and paragraphs of usual length."""
    words = islice(cycle(_ENGLISH.split()), size)
    return " ".join(f"{word}.\n\n" if i % 40 == 39 else word for i, word in enumerate(words))


CASES: dict[str, Callable[[int], str]] = {
    "prose": _prose,
    "one sentence": lambda size: _words(_ENGLISH, size) + ".",
    "no sentence ends": lambda size: _prose(size).replace(".", ""),
    "all capitals": lambda size: _prose(size).upper(),
    "every word capitalised": lambda size: _words(_ENGLISH, size).title(),
    "offices in a row": lambda size: _words(_NAMES, size),
    "OCR noise": lambda size: _words(_OCR, size),
    "Russian": lambda size: _words(_RUSSIAN, size),
    "Vietnamese": lambda size: _words(_VIETNAMESE, size),
    "Arabic": lambda size: _words(_ARABIC, size),
    "Chinese": lambda size: _CHINESE * (size // 20 + 1),
    "control characters": lambda size: _words(["\x01\x02we\x03", "will\x7f", "\x1bbuild", "\x08it."], size),
    "NULs": lambda size: "\x00" * size + "We will build it.",
    "one character": lambda size: "a" * (size * 10),
    "one full stop": lambda size: "." * (size * 10),
    "digits": lambda size: "1 234 567,890." * size,
    "white space": lambda size: " \t\r\n\u00a0\u3000" * size,
    "quotation marks": lambda size: _lines("“We will build it, and", size),
    "brackets": lambda size: "(" * size + "we will" + ")" * size,
    "furniture": lambda size: _lines("Share this page on Facebook", size),
    "menu": lambda size: _lines("• Home", size),
    "bullets": lambda size: "We will:\n" + _lines("• build bridge {i} by 2030;", size),
    "deep numbering": lambda size: "".join(f"{'1.' * (i % 12 + 1)} We will build it.\n" for i in range(size)),
    "deep indents": lambda size: "".join(f"{' ' * (i % 200)}- build it;\n" for i in range(size)),
    "speaker turns": lambda size: _lines(
        "PRESIDENT ORR: We will build it.\n\nTHE PRESIDENT: We will, too.\n", size
    ),
    "many speakers": lambda size: _lines("MINISTER NAME{i} ORR: I will build bridge {i}.\n", size),
    "questions": lambda size: _lines("Q: Will you?\n\nTHE PRESIDENT: Yes, we will.\n", size),
    "emoji": lambda size: _words(["we", "will", "😀👩‍👩‍👧‍👦", "build", "𝔸𝔹", "it", "e\u0301\u0323."], size),
    "mixed newlines": lambda size: "\ufeffJoint Statement\r\n" + "We will build it.\r\nWe will\rgo.\n\u2028" * size,
    "dates": lambda size: _words(["May 8-11, 2025,", "next year", "by 2030"], size),
    "figures": lambda size: _words(["US$6 billion", "20 percent", "more than 3,000 students"], size),
}
