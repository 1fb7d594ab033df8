#!/usr/bin/env python3
"""Recalculate every converted figure of a report, without impound: standard library only.

    impound report holdings --convert EUR --format csv --output holdings.csv \\
        --rates-used used.csv
    python3 recalculate.py holdings.csv used.csv

Each line of the rates used has an amount in one currency, the rate of its day, and the row of the report that it
belongs to. The amounts of a row are converted as fractions, added, and rounded once. Exit code 0 if every figure of the
report agrees with its lines, 1 if not (each difference is listed), 2 on wrong usage.
"""

import csv
import sys
from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

# The field prefixes of each figure, by its name in the rates used.
PREFIXES = {
    "amount": "",
    "value": "value_",
    "allocated": "",
    "range": "range_",
    "attested": "attested_",
    "itemised": "itemised_",
    "residual": "residual_",
}


def read(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, list(reader)


def rate_of(text):
    """Return the value of `1000000*35.1868` or `0.84638/1.0705`, from left to right."""
    rate, divide, figure = Fraction(1), False, ""
    for sign in text + "*":
        if sign not in "*/":
            figure += sign
            continue
        rate = rate / Fraction(figure) if divide else rate * Fraction(figure)
        divide, figure = sign == "/", ""
    return rate


def converted(amount, line):
    rate = rate_of(line["rate"])
    first = line["orientation"].split(" per ")[0]
    return Fraction(amount) / rate if first == line["from"] else Fraction(amount) * rate


def target_of(line):
    first, second = line["orientation"].split(" per ")
    return second if first == line["from"] else first


def rounded(figure, decimals, rule):
    """Return a figure as text with this number of decimals."""
    scaled = figure * 10**decimals
    if rule == "down":
        whole = floor(scaled)
    elif rule == "up":
        whole = ceil(scaled)
    elif rule == "half-up":
        whole = floor(scaled + Fraction(1, 2))
    elif rule == "half-even":
        whole = round(scaled)
    else:
        raise ValueError(f"{rule!r} is not a rounding rule")
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def decimals_of(text):
    return len(text.partition(".")[2])


def sums(lines):
    """Return the lower and upper end, and whether each is inclusive; the upper one is None if a line has none."""
    lower, upper, reached = Fraction(0), Fraction(0), [True, True]
    for line in lines:
        if line["converted_lower"]:
            lower += converted(line["lower"], line)
            reached[0] &= line["lower_inclusive"] == "true"
        if not line["upper"]:
            upper = None
        elif line["converted_upper"] and upper is not None:
            upper += converted(line["upper"], line)
            reached[1] &= line["upper_inclusive"] == "true"
    return lower, upper, reached


def compare(row, prefix, lines):
    """Yield what is wrong with one figure of a row."""
    lower, upper, reached = sums(lines)
    rule = lines[0]["rule"]
    ways = {"outward": ("down", "up")}.get(rule, (rule, rule))
    ends = [("lower", lower, ways[0], reached[0])]
    if upper is None:
        if row[f"{prefix}upper"]:
            yield f"{prefix}upper is {row[f'{prefix}upper']}, but its lines leave it open"
    else:
        ends.append(("upper", upper, ways[1], reached[1]))
    if rule not in ("outward", "exact") and (lower != upper or reached != [True, True]):
        yield f"{prefix}lower and {prefix}upper are rounded {rule} but are not equal"
    for name, figure, way, inclusive in ends:
        printed = row[f"{prefix}{name}"]
        if not printed:
            yield f"{prefix}{name} is empty, but its lines give {figure}"
            continue
        again = printed if rule == "exact" and Fraction(printed) == figure else None
        if rule != "exact":
            again = rounded(figure, decimals_of(printed), way)
        if again != printed:
            yield f"{prefix}{name} is {printed}, but its lines give {again or figure}"
        flag = str(inclusive).lower()
        if row[f"{prefix}{name}_inclusive"] != flag:
            yield f"{prefix}{name}_inclusive is {row[f'{prefix}{name}_inclusive']}, but its lines give {flag}"


def differences(report, used):
    fields, rows = read(report)
    used_fields, lines = read(used)
    key = [name for name in used_fields[: used_fields.index("from")] if name != "figure"]
    key_of = lambda row: tuple(row[name] for name in key)
    figures = defaultdict(list)
    for line in lines:
        figures[key_of(line), line.get("figure", "")].append(line)
    alone = "" if "lower" in fields else "value_"
    by_key = {key_of(row): row for row in rows}
    for (place, figure), of_figure in figures.items():
        prefix = PREFIXES[figure] if figure else alone
        if place not in by_key:
            yield f"{place}: the report has no such row"
            continue
        for what in compare(by_key[place], prefix, of_figure):
            yield f"{place}: {what}"
    targets = {target_of(line) for line in lines}
    for place, row in by_key.items():
        for name, prefix in (("currency", ""), ("value_currency", "value_")):
            if row.get(name) in targets and row.get(f"{prefix}lower"):
                names = [figure for figure in ("", *PREFIXES) if (PREFIXES[figure] if figure else alone) == prefix]
                if not any((place, figure) in figures for figure in names):
                    yield f"{place}: no rates are given for {prefix}lower"
    decimals = defaultdict(set)
    for (place, figure), of_figure in figures.items():
        prefix = PREFIXES[figure] if figure else alone
        if place in by_key and of_figure[0]["rule"] != "exact":
            decimals[target_of(of_figure[0])].add(decimals_of(by_key[place][f"{prefix}lower"]))
    for target, found in decimals.items():
        if len(found) > 1:
            yield f"figures in {target} have {sorted(found)} decimals"


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    try:
        found = list(differences(*arguments))
    except (OSError, KeyError, ValueError) as error:
        print(f"recalculate: {error!r}", file=sys.stderr)
        return 2
    for difference in found:
        print(difference)
    print(f"{len(found)} differences" if found else "no differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
