"""Sets of sheets as integers, one bit a sheet: counting, summing scores and choosing the best without a scan.

A list of sets, the lowest bit first, holds one number a sheet (a vertical counter).
"""

from collections import deque
from itertools import repeat


def bitset(places, size):
    """The set of these places, all below `size`: written as digits, since a loop costs more than the rest."""
    digits = bytearray(b"0") * (size + 1)
    deque(map(digits.__setitem__, places, repeat(ord("1"))), maxlen=0)
    digits.reverse()
    return int(digits, 2)


def places(bits):
    """Where a small set has its bits, in order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def add(counter, bits, weight):
    """Add `weight` to the number of each sheet of `bits`, in place."""
    for rank in range(weight.bit_length()):
        if weight >> rank & 1:
            _carry(counter, bits, rank)


def _carry(counter, carry, rank):
    while carry:
        while rank >= len(counter):
            counter.append(0)
        counter[rank], carry = counter[rank] ^ carry, counter[rank] & carry
        rank += 1


def number(counter, place):
    """The number of one sheet."""
    return sum((bits >> place & 1) << rank for rank, bits in enumerate(counter))


def numbers(counter, places):
    """{place: its number}: as bytes, since a shift goes through the whole set for each place."""
    found = dict.fromkeys(places, 0)
    for rank, bits in enumerate(counter):
        held = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
        for place in found:
            if place >> 3 < len(held) and held[place >> 3] >> (place & 7) & 1:
                found[place] |= 1 << rank
    return found


def at_least(counter, level, among):
    """The sheets of `among` whose number is `level` or more."""
    above, equal = 0, among
    for rank in range(max(len(counter), level.bit_length()) - 1, -1, -1):
        bits = counter[rank] if rank < len(counter) else 0
        if level >> rank & 1:
            equal &= bits
        else:
            above |= equal & bits
            equal &= ~bits
    return above | equal


def best(among, keys, wanted):
    """The `wanted` sheets with the greatest keys: counters, the first deciding, the last telling all apart."""
    taken = 0
    for counter in keys:
        for bits in reversed(counter):
            high = among & bits
            found = high.bit_count()
            if found >= wanted:
                among = high
            else:
                taken, wanted, among = taken | high, wanted - found, among ^ high
            if not wanted:
                return taken
    return taken | among
