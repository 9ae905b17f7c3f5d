"""The draw, which anybody can repeat with `sha256sum` and a pencil.

Before the seed is known the list is published, or its hash: SHA-256 of its bytes. All that is left to chance follows
from that hash and the seed, each written as text:

1. The number. Write `HASH SEED number 0`, take its SHA-256, read the 64 hexadecimal digits as one number. If it is
   below the largest multiple of the count of numbers that is at most 2^256, divide by the count: the remainder plus
   one is the number drawn. Otherwise write `number 1`, then `number 2`, and so on: so every number is as likely.
2. The seats. Of a type with fewer seats than people, those sit whose SHA-256 of `HASH SEED seat ID` is smallest.
"""

import hashlib
import json
from collections.abc import Sequence
from itertools import accumulate

from registration.lottery.fairest import Lottery
from registration.lottery.people import Pool

FORMAT = "cascade-panels-1"
_ALL = 2**256


def list_bytes(pool: Pool, lottery: Lottery) -> bytes:
    """What is committed: who is of which type, and the numbered list of panels. Canonical JSON (UTF-8, keys sorted, no
    white space) of whole numbers and ids; a panel's `counts` are pairs of a type, from 0, and how many of it sit.
    """
    panels = [
        {"times": times, "counts": [[kind, int(n)] for kind, n in enumerate(counts) if n]}
        for times, counts in lottery.entries
    ]
    said = {"format": FORMAT, "committed": pool.committed, "types": pool.people, "panels": panels}
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def list_hash(pool: Pool, lottery: Lottery) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(list_bytes(pool, lottery)).hexdigest()


def draw(list_hash: str, seed: str, count: int) -> int:
    """A number from 1 to `count`, at most 2^256: rule 1 above."""
    if not 1 <= count <= _ALL:
        raise ValueError(f"a number is drawn from 1 to 2^256 of them, not {count}")
    tries = 0
    while (drawn := _number(f"{list_hash} {seed} number {tries}")) >= _ALL - _ALL % count:
        tries += 1
    return drawn % count + 1


def seated(list_hash: str, seed: str, people: Sequence[str], seats: int) -> list[str]:
    """Who of a type sits, in ascending order of ids: rule 2 above."""
    return sorted(sorted(people, key=lambda one: (_number(f"{list_hash} {seed} seat {one}"), one))[:seats])


def drawn(pool: Pool, lottery: Lottery, seed: str) -> tuple[int, list[str]]:
    """The number drawn and everybody on its panel, in ascending order of ids, committed people among them."""
    digest = list_hash(pool, lottery)
    number = draw(digest, seed, lottery.numbers)
    last = accumulate(times for times, _ in lottery.entries)
    counts = next(counts for end, (_, counts) in zip(last, lottery.entries, strict=True) if number <= end)
    here = [one for people, n in zip(pool.people, counts, strict=True) for one in seated(digest, seed, people, int(n))]
    return number, sorted([*pool.committed, *here])


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)
