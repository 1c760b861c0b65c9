#!/usr/bin/env python3
"""Turns the lists of Brazilian city holidays into the text files that the engine embeds.

usage: generate.py DATA OUT

DATA is a folder with estados.csv, municipios.csv and holidays/municipal/YEAR.csv; OUT receives one file a state.
The output depends on the input alone, so that a diff shows what a new list changes. See README.md for the format.
"""
import collections
import csv
import datetime
import pathlib
import re
import sys
import unicodedata

# The lists call a feast by many names; days are counted from Easter Sunday.
FEASTS = [
    (re.compile(r"segunda.*carnaval"), -48),
    (re.compile(r"carnaval"), -47),
    (re.compile(r"cinzas"), -46),
    (re.compile(r"sexta.?fei?r?i?a|paixao"), -2),
    (re.compile(r"ascens"), 39),
    (re.compile(r"corpus"), 60),
]
# What else may move with Easter is searched for in this range of days.
OFFSETS = range(-52, 71)
UNNAMED = "Feriado Municipal"


def easter(year):
    """Western Easter Sunday (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return datetime.date(year, n // 31, n % 31 + 1)


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        yield from csv.reader(f)


def read_cities(data):
    """IBGE code -> (state, name, slug); a slug that is not unique within its state gets the code appended."""
    states = {r[0]: r[1].lower() for r in list(rows(data / "estados.csv"))[1:]}
    cities = {r[0]: (states[r[5]], r[1], slug(r[1])) for r in list(rows(data / "municipios.csv"))[1:]}
    seen = collections.Counter((s, g) for s, _, g in cities.values())
    return {code: (s, n, g if seen[(s, g)] == 1 else f"{g}-{code}") for code, (s, n, g) in cities.items()}


def read_lists(data, cities):
    """(IBGE code) -> year -> [(date, name)], with the rows that belong to no city told apart."""
    lists, strays = collections.defaultdict(lambda: collections.defaultdict(list)), []
    years = sorted(int(p.stem) for p in (data / "holidays" / "municipal").glob("*.csv"))
    for year in years:
        for row in rows(data / "holidays" / "municipal" / f"{year}.csv"):
            day, month, of = map(int, row[0].split("/"))
            date, name = datetime.date(of, month, day), re.sub(r"\s+", " ", row[1]).strip()
            known = cities.get(row[5])
            if known is None or known[0] != row[4].lower() or of != year:
                strays.append((year, row))
            elif (date, name) not in lists[row[5]][year]:
                lists[row[5]][year].append((date, name))
    return lists, strays, years


def offset_of(date, name, lists_of_city):
    """Days from Easter of a feast that moves: by its name, or because two earlier years of the city agree on it; else None."""
    for pattern, offset in FEASTS:
        if pattern.search(folded(name)):
            return offset
    year = date.year
    for offset in OFFSETS:
        then = [easter(y) + datetime.timedelta(offset) for y in (year - 2, year - 1)]
        if (then[1].month, then[1].day) == (date.month, date.day) \
                and then[0].strftime("%m%d") != then[1].strftime("%m%d") \
                and all(any(d == t for d, _ in lists_of_city.get(t.year, [])) for t in then) \
                and not any(d.strftime("%m%d") == then[1].strftime("%m%d") for d, _ in lists_of_city.get(year - 2, [])):
            return offset
    return None


def mended(date, name, lists_of_city):
    """The date on which a movable feast falls, where the list repeats the date it had the year before."""
    offset = offset_of(date, name, lists_of_city)
    if offset is None:
        return date
    right = easter(date.year) + datetime.timedelta(offset)
    before = easter(date.year - 1) + datetime.timedelta(offset)
    return right if date != right and (date.month, date.day) == (before.month, before.day) else date


def entries(lists_of_city):
    """The line's entries: years, month-day, (the list's own month-day where mended), name; years that agree are joined."""
    joined = collections.defaultdict(list)
    count = 0
    for year, days in sorted(lists_of_city.items()):
        for date, name in sorted(days):
            right = mended(date, name, lists_of_city)
            count += right != date
            note = f" ({date:%m-%d})" if right != date else ""
            joined[(f"{right:%m-%d}", note, "" if name == UNNAMED else name)].append(year)
    lines = [(",".join(str(y % 100) for y in sorted(set(ys))), d, n, t) for (d, n, t), ys in joined.items()]
    lines.sort(key=lambda e: (e[1], e[0], e[3]))
    return [f"{y} {d}{n} {t}".rstrip() for y, d, n, t in lines], count


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    cities = read_cities(data)
    lists, strays, years = read_lists(data, cities)
    by_state = collections.defaultdict(list)
    total_mended = total_rows = 0
    for code, per_year in lists.items():
        state, name, id_ = cities[code]
        texts, count = entries(per_year)
        total_mended += count
        total_rows += sum(map(len, per_year.values()))
        by_state[state].append("\t".join([id_, code, name, *texts]))
    out.mkdir(parents=True, exist_ok=True)
    for state, lines in sorted(by_state.items()):
        header = f"# City holidays {years[0]}-{years[-1]}, state {state.upper()}: slug, IBGE code, name, then years month-day (as listed, where mended) name.\n" \
                 "# Made by tools/brazil-holidays; do not edit. Lists: MIT, see LICENSE-holidays.txt; names and codes: MIT, see LICENSE-municipalities.txt.\n"
        (out / f"br-{state}.txt").write_text(header + "\n".join(sorted(lines)) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(lists)} cities of {len(cities)}, {total_rows} days, {total_mended} movable feasts mended, {len(strays)} rows without a city:")
    for year, row in strays:
        print(f"  {year}: {row}")


if __name__ == "__main__":
    main()
