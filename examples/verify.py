#!/usr/bin/env python3
"""Check what impound exported, without impound: standard library only.

    impound export journal --output journal.jsonl
    python3 verify.py journal journal.jsonl CHECKPOINT [rates.csv]
    python3 verify.py proof entry-7.tlog-proof CHECKPOINT

CHECKPOINT is the file that you hold and trust because of its signature:

    ssh-keygen -Y verify -f allowed_signers -I SIGNER -n checkpoint@impound -s CHECKPOINT.sig < CHECKPOINT

rates.csv has the lines of rates of exchange (`--rates rates.csv`); entries hold their number and SHA-256. The journal
has one entry per line; entry n is leaf n - 1 of a Merkle tree as in RFC 6962 and RFC 9162. Exit code 0 if everything
matches the checkpoint, 1 if not, 2 on wrong usage.
"""

import base64
import hashlib
import json
import re
import sys

ORIGIN = re.compile(r"impound/[A-Za-z0-9._-]{1,64}/[0-9a-f]{32}")


class Refused(Exception):
    """Why a check failed."""


def leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def read_base64(text, length=None):
    """Return the bytes of canonical base64, and refuse any other length if one is given."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
        if base64.b64encode(data).decode("ascii") == text and length in (None, len(data)):
            return data
    except ValueError:
        pass
    raise Refused(f"{text!r} is not base64" + (f" of {length} bytes" if length else ""))


def read_number(text):
    if not re.fullmatch(r"0|[1-9][0-9]{0,19}", text, re.ASCII) or int(text) >= 1 << 64:
        raise Refused(f"{text!r} is not a number")
    return int(text)


def read_checkpoint(text):
    """Return the origin, size and root in the three lines of a checkpoint."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] != "":
        raise Refused("the checkpoint does not have exactly three newline-terminated lines")
    if not ORIGIN.fullmatch(lines[0]):
        raise Refused(f"{lines[0]!r} is not a ledger origin")
    size, root = read_number(lines[1]), read_base64(lines[2], 32)
    if size == 0:
        raise Refused("the checkpoint has no entries")
    return lines[0], size, root


def unique(pairs):
    """Return an object, refusing repeated fields."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refused("an entry has a field twice")
    return fields


def read_entry(data, number):
    """Return the fields of an entry, which must hold this number."""
    try:
        fields = json.loads(data.decode("utf-8"), object_pairs_hook=unique)
    except ValueError as error:
        raise Refused(f"entry {number} is not JSON: {error}")
    if not isinstance(fields, dict) or fields.get("entry") != str(number):
        raise Refused(f"entry {number} claims to be another")
    if (number == 1) != str(fields.get("type")).startswith("genesis/"):
        raise Refused(f"entry {number}: entry 1, and no other, begins a ledger")
    return fields


def check_rates(file, added):
    """Check the lines against the entries' digests over `date,currency,rate`, sorted, each with a line feed."""
    rows, lines = read_text(file).split("\n"), {number: [] for number in added}
    if rows.pop(0) != "set,date,currency,rate,entry" or rows.pop() != "":
        raise Refused(f"{file} does not begin with its columns, or is cut off")
    for row in [line.split(",") for line in rows]:
        if added.get(row[-1], {}).get("name") != row[0]:
            raise Refused(f"{file}: entry {row[-1]} adds no rates to the set {row[0]!r}")
        lines[row[-1]].append(",".join(row[1:-1]) + "\n")
    for number, fields in added.items():
        count = read_number(fields.get("added", "")) + read_number(fields.get("changed", ""))
        digest = hashlib.sha256("".join(sorted(lines[number])).encode("utf-8")).hexdigest()
        if len(lines[number]) != count or digest != fields.get("lines_sha256"):
            raise Refused(f"{file}: the {len(lines[number])} lines of entry {number} are not the {count} that it added")
    return f"; {sum(map(len, lines.values()))} lines of rates match the journal"


def check_journal(file, checkpoint, rates=None):
    """Check that every line is an entry, and that the entries in the checkpoint have its root."""
    expected, size, root = checkpoint
    peaks, count, found, added = [], 0, None, {}
    with open(file, "rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                raise Refused(f"line {count + 1} is cut off")
            count += 1
            data = line[:-1]
            fields = read_entry(data, count)
            own = f"impound/{fields.get('name', 'ledger')}/{leaf(data).hex()[:32]}"
            if count == 1 and own != expected:
                raise Refused(f"this is the ledger {own}, the checkpoint is of {expected}")
            if str(fields.get("type")).startswith("rates/"):
                added[str(count)] = fields
            # The full subtrees so far, largest first; two of equal size are joined.
            peaks.append((1, leaf(data)))
            while len(peaks) > 1 and peaks[-1][0] == peaks[-2][0]:
                (width, right), (_, left) = peaks.pop(), peaks.pop()
                peaks.append((2 * width, node(left, right)))
            if count == size:
                found = peaks[-1][1]
                for _, left in reversed(peaks[:-1]):
                    found = node(left, found)
    if found is None:
        raise Refused(f"ROLLBACK: the journal has {count} entries, the checkpoint {size}")
    if found != root:
        raise Refused(f"FORK: the root over {size} entries is {found.hex()}, the checkpoint's is {root.hex()}")
    newer = f"; {count - size} newer ones are not covered by it" if count > size else ""
    unchecked = f"; the lines of {len(added)} entries with rates are not checked: give rates.csv" if added else ""
    return f"{size} entries match the checkpoint{newer}{check_rates(rates, added) if rates else unchecked}"


def root_by_path(digest, index, size, path):
    """Return the root that the path leads to: RFC 9162, section 2.1.3.2."""
    if index >= size:
        raise Refused(f"the checkpoint has {size} entries, the proof is for entry {index + 1}")
    last = size - 1
    for sibling in path:
        if last == 0:
            raise Refused("the proof has too many hashes")
        if index & 1 or index == last:
            digest = node(sibling, digest)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            digest = node(digest, sibling)
        index, last = index >> 1, last >> 1
    if last != 0:
        raise Refused("the proof has too few hashes")
    return digest


def check_proof(file, checkpoint):
    """Check that the entry in the proof is in the tree of the checkpoint."""
    head, empty, tail = read_text(file).partition("\n\n")
    lines = head.split("\n")
    if not empty or len(lines) < 3 or lines[0] != "c2sp.org/tlog-proof@v1":
        raise Refused("the file is not a proof")
    if not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        raise Refused("the proof's second and third line are not “extra” and “index”")
    data = read_base64(lines[1][6:])
    index = read_number(lines[2][6:])
    read_entry(data, index + 1)
    if read_checkpoint(tail) != checkpoint:
        raise Refused("the proof is for another checkpoint")
    _, size, root = checkpoint
    if root_by_path(leaf(data), index, size, [read_base64(line, 32) for line in lines[3:]]) != root:
        raise Refused("the entry and the hashes do not lead to the checkpoint's root")
    return f"entry {index + 1} is one of the {size} entries of the checkpoint:\n{ascii(data.decode('utf-8'))}"


def read_text(file):
    with open(file, encoding="utf-8", newline="") as source:
        return source.read()


def main(arguments):
    checks = {("journal", 3): check_journal, ("journal", 4): check_journal, ("proof", 3): check_proof}
    check = checks.get((*arguments[:1], len(arguments)))
    if check is None:
        sys.stderr.write(__doc__)
        return 2
    _, file, checkpoint, *rates = arguments
    try:
        print(check(file, read_checkpoint(read_text(checkpoint)), *rates))
    except (Refused, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"refused: {ascii(str(error))[1:-1]}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
