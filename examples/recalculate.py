#!/usr/bin/env python3
"""Recalculate every converted figure of a report, without impound: standard library only.

    impound report holdings --convert EUR --format csv --output holdings.csv \\
        --rates-used used.csv
    python3 recalculate.py holdings.csv used.csv

Each line of the rates used has an amount in one currency, the rate of its day, and the row of the report that it
belongs to. The amounts of a row are converted as fractions, added, and rounded once. The line `rounding` of a bridge is
the difference between its last line and the sum of the other lines as printed. Exit code 0 if every figure of the
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
    "listed": "listed_",
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
    """The text of a figure with so many decimals. Below zero it is the size that is rounded."""
    if figure < 0:
        size = rounded(-figure, decimals, rule)
        return f"-{size}" if size.strip("0.") else size
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


def written(text):
    """The fields of an amount as a reading tells it: `>5.00 EUR`, `~5.00 EUR`, `5.00..<6.00 EUR`."""
    lower, dots, upper = text.split(" ")[0].lstrip("~").partition("..")
    if not dots and not lower.startswith(">"):
        lower, upper = ("0", lower) if lower.startswith("<") else (lower, lower)
    reached = lambda end, sign: str(not end.startswith(sign) or end.startswith(f"{sign}=")).lower()
    least = rounded(Fraction(0), decimals_of(upper), "down") if lower == "0" else lower.lstrip(">=")
    return {
        "lower": least,
        "lower_inclusive": reached(lower, ">"),
        "upper": upper.lstrip("<="),
        "upper_inclusive": reached(upper, "<") if upper else "",
    }


def sums(lines):
    """Lower and upper end, none where a line has none, and whether each is inclusive."""
    ends, reached = [], []
    for name in ("lower", "upper"):
        has_end = all(line[name] for line in lines)
        given = [line for line in lines if line[f"converted_{name}"]]
        ends.append(sum((converted(line[name], line) for line in given), Fraction(0)) if has_end else None)
        reached.append(all(line[f"{name}_inclusive"] == "true" for line in given))
    return *ends, reached


def outward(figure, name):
    """The rule that makes the size of a lower end less, or more where it is below zero; and the other way round."""
    return "down" if (name == "lower") == (figure >= 0) else "up"


def compare(row, prefix, lines):
    """Yield what is wrong with one figure of a row."""
    lower, upper, reached = sums(lines)
    rule = lines[0]["rule"]
    if rule not in ("outward", "exact") and (lower != upper or reached != [True, True]):
        yield f"{prefix}lower and {prefix}upper are rounded {rule} but are not equal"
    for name, figure, inclusive in (("lower", lower, reached[0]), ("upper", upper, reached[1])):
        printed = row[f"{prefix}{name}"]
        if figure is None:
            if printed:
                yield f"{prefix}{name} is {printed}, and its lines leave it open"
            continue
        if not printed:
            yield f"{prefix}{name} is empty, but its lines give {figure}"
            continue
        again = printed if rule == "exact" and Fraction(printed) == figure else None
        if rule != "exact":
            again = rounded(figure, decimals_of(printed), outward(figure, name) if rule == "outward" else rule)
        if again != printed:
            yield f"{prefix}{name} is {printed}, but its lines give {again or figure}"
        flag = str(inclusive).lower()
        if row[f"{prefix}{name}_inclusive"] != flag:
            yield f"{prefix}{name}_inclusive is {row[f'{prefix}{name}_inclusive']}, but its lines give {flag}"


def left_by_rounding(lines):
    """What the lines of a bridge, as printed, lack of its last: exactly, or what they fall short of on each side."""
    lacks = []
    for name in ("lower", "upper"):
        texts = [line[name] for line in lines if line["line"] != "rounding"]
        figures = [Fraction(text) for text in texts if text]
        lacks.append(figures[-1] - sum(figures[:-1]) if len(figures) == len(texts) else Fraction(0))
    lower, upper = lacks
    return lacks if lower == upper else [min(lower, Fraction(0)), max(upper, Fraction(0))]


def bridges(rows, fields):
    """What is wrong with what the lines of a bridge say of rounding."""
    key = fields[: fields.index("line")] if "line" in fields else []
    bridged = defaultdict(list)
    for row in rows:
        bridged[tuple(row[name] for name in key)].append(row)
    for place, lines in bridged.items():
        for row in lines:
            if row.get("line") == "rounding" and row["lower"]:
                for name, figure in zip(("lower", "upper"), left_by_rounding(lines)):
                    if Fraction(row[name]) != figure:
                        yield f"{place}: rounding has the {name} end {row[name]}, and the other lines leave {figure}"


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
        row = by_key[place]
        if f"{prefix}lower" not in row:
            row |= {f"{prefix}{name}": text for name, text in written(row[figure]).items()}
        for what in compare(row, prefix, of_figure):
            yield f"{place}: {what}"
    targets = {target_of(line) for line in lines}
    for place, row in by_key.items():
        for name, prefix in (("currency", ""), ("value_currency", "value_")):
            if row.get(name) in targets and row.get(f"{prefix}lower") and row.get("line") != "rounding":
                names = [figure for figure in ("", *PREFIXES) if (PREFIXES[figure] if figure else alone) == prefix]
                if not any((place, figure) in figures for figure in names):
                    yield f"{place}: no rates are given for {prefix}lower"
    yield from bridges(rows, fields)
    decimals = defaultdict(set)
    for (place, figure), of_figure in figures.items():
        prefix = PREFIXES[figure] if figure else alone
        if place in by_key and of_figure[0]["rule"] != "exact":
            ends = [by_key[place][f"{prefix}{name}"] for name in ("lower", "upper")]
            decimals[target_of(of_figure[0])].update(decimals_of(end) for end in ends if end)
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
