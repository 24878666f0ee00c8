"""Verifies a dossier by its specification alone (page /records/format): a second implementation, standard library only.

    python3 tests/verify_dossier.py dossier.zip [verifier key of the log]

Prints one line; ends with 1 for a dossier that is not sound.
"""
import base64
import datetime
import hashlib
import json
import struct
import sys
import zipfile


class Fault(Exception):
    """What does not fit, and where."""


def need(holds, place, reason):
    if not holds:
        raise Fault(f"{place}: {reason}")


def canonical(texts):
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def sha256(data):
    return hashlib.sha256(data).digest()


def once(members):
    need(len({name for name, _ in members}) == len(members), "JSON", "an object has a member twice")
    return dict(members)


def no_number(text):
    raise ValueError(text)


def read_json(data):
    value = json.loads(data.decode(), object_pairs_hook=once, parse_constant=no_number)
    canonical(value).encode()  # Half of a character, escaped, is an error.
    need(depth(value) <= 64, "JSON", "it is nested more than 64 deep")
    return value


def depth(value):
    if not isinstance(value, (dict, list)):
        return 0
    return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)


def need_kinds(members, place, **kinds):
    """To Python true is 1 and 1.0 is 1; a member of no kind here may be left out, but is not null."""
    for name, kind in kinds.items():
        need(type(members[name]) is kind if kind is not bool else type(members.get(name, False)) is bool, place, f"{name} is of another kind")


def same(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def in_place(one):
    """A document is in the folder of its type and version, nothing else is in a folder."""
    folder = f"documents/{one['type']}/{one['version']}/" if one.get("type") is not None else ""
    return one["path"].startswith(folder) and not set("/\\") & set(one["path"][len(folder):])


def check_facts(record):
    last = ""
    for place, fact in enumerate(record["facts"], 1):
        where = f"fact {place}"
        need_kinds(fact, where, number=int, type=str, at=str, previous=str, hash=str, withheld=bool)
        need(fact["number"] == place, where, "the numbers have a gap")
        need(fact["previous"] == last, where, "it does not follow the fact before")
        if fact.get("withheld"):
            need(fact["actor"] is None and fact["data"] is None and fact["sealed"] is None, where, "what it shows is not what is sealed")
        else:
            need(sha256(fact["sealed"].encode()).hex() == fact["hash"], where, "its hash is not that of its content")
            members = json.loads(fact["sealed"])
            shown = [record["subject"], str(place), fact["type"], fact["at"], fact["actor"], members[5], last]
            need(canonical(shown) == fact["sealed"] and same(json.loads(members[5]), fact["data"]), where, "what it shows is not what is sealed")
        last = fact["hash"]
    return last


def accepted(fact):
    data = fact.get("data")
    if fact["type"] != "DocumentAccepted" or not isinstance(data, dict):
        return None
    kind, version, digest, scan = data.get("type"), data.get("version"), data.get("sha256"), data.get("scan", "Unscanned")
    if not isinstance(kind, str) or type(version) is not int or not isinstance(digest, str):
        return None
    return kind, version, digest, scan if isinstance(scan, str) else None


# Ed25519 (RFC 8032), verification alone.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    e1 = (y1 - x1) * (y2 - x2) % P
    e2 = (y1 + x1) * (y2 + x2) % P
    e3 = 2 * t1 * t2 * D % P
    e4 = 2 * z1 * z2 % P
    e, f, g, h = e2 - e1, e4 - e3, e4 + e3, e2 + e1
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def is_signed(key, message, signature):
    a, r = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    base = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    x1, y1, z1, _ = times(s, base)
    x2, y2, z2, _ = add(r, times(h, a))
    return (x1 * z2 - x2 * z1) % P == 0 and (y1 * z2 - y2 * z1) % P == 0


def check_signature(text, signatures, key):
    name, key_id, encoded = key.strip().split("+", 2)
    material = base64.b64decode(encoded, validate=True)
    need(material[0] == 1 and sha256(name.encode() + b"\n" + material)[:4].hex() == key_id, "key", "it is no verifier key")
    need(text.split("\n")[0] == name, "proof.txt", "the log has another name than the key")
    for line in signatures.rstrip("\n").split("\n"):
        dash, signer, encoded = line.split(" ")
        data = base64.b64decode(encoded, validate=True)
        if dash == "\u2014" and signer == name and data[:4].hex() == key_id and len(data) == 68:
            if is_signed(material[1:], text.encode(), data[4:]):
                return
    raise Fault("proof.txt: the checkpoint is not signed by the key that was given")


def root_of(leaf, index, size, path):
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return None
    node, last, root = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            root = sha256(b"\x01" + neighbour + root)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            root = sha256(b"\x01" + root + neighbour)
        node, last = node >> 1, last >> 1
    return root if last == 0 else None


def check_proof(text, record, key):
    head, _, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("extra ") and lines[2].startswith("index "), "proof.txt", "it cannot be read")
    entry = base64.b64decode(lines[1][6:], validate=True)
    kind, subject, number, digest = json.loads(entry)
    need(canonical([kind, subject, number, digest]).encode() == entry, "proof.txt", "its entry is not canonical")
    place = int(number)
    need(kind == "Applications" and subject == record["subject"] and 1 <= place <= len(record["facts"])
         and record["facts"][place - 1]["hash"] == digest, "proof.txt", "the proof is not of this record")
    note, _, signatures = checkpoint.rpartition("\n\n")
    note += "\n"
    origin, size, root, rest = note.split("\n")
    need(rest == "", "proof.txt", "the checkpoint cannot be read")
    path = [base64.b64decode(line, validate=True) for line in lines[3:]]
    computed = root_of(sha256(b"\x00" + entry), int(lines[2][6:]), int(size), path)
    need(computed == base64.b64decode(root, validate=True), "proof.txt", "the proof does not lead to the root of the log")
    if key:
        check_signature(note, signatures, key)
    return place, origin


def verify(path, key=None):
    with open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        need(sum(entry.compress_size for entry in entries) <= file.seek(0, 2), "ZIP", "files share their bytes")
        need(min((entry.header_offset for entry in entries), default=0) == 0, "ZIP", "something is before the first file")
        file.seek(-22 - len(archive.comment), 2)
        need(struct.unpack("<4s4xHH", file.read(12)) == (b"PK\5\6", len(entries), len(entries)), "ZIP", "its end counts other files")
        need(entries and entries[-1].filename == "manifest.json", "manifest.json", "it is not the last file")
        need(all(entry.compress_type == zipfile.ZIP_STORED for entry in entries), "ZIP", "a file is compressed")
        need(len({entry.filename.lower() for entry in entries}) == len(entries), "ZIP", "two files have the same name")
        manifest = read_json(archive.read(entries[-1]))
        need(manifest["format"] == "dossier/1", "manifest.json", "another format")
        need_kinds(manifest, "manifest.json", application=str, madeAt=str, reader=str, head=dict, files=list)
        need_kinds(manifest["head"], "manifest.json", number=int, hash=str)
        datetime.datetime.fromisoformat(manifest["madeAt"])
        for one in manifest["files"]:
            need_kinds(one, "manifest.json", path=str, bytes=int, sha256=str, altered=bool)
        listed = [one for one in manifest["files"] if not one.get("altered")]
        need(len(listed) == len(entries) - 1, "manifest.json", "it lists other files than there are")
        for one, entry in zip(listed, entries):
            need(one["path"] == entry.filename, entry.filename, "the manifest lists another file")
            need(in_place(one), entry.filename, "it is not where a file of its kind is")
            with archive.open(entry) as content:
                digest, length = hashlib.sha256(), 0
                while block := content.read(1 << 20):
                    digest.update(block)
                    length += len(block)
            need(digest.hexdigest() == one["sha256"] and length == one["bytes"], entry.filename, "its content is not that of the manifest")
        record = read_json(archive.read("facts.json"))
        need_kinds(record, "facts.json", subject=str, facts=list)
        need(type(record["whole"]) is bool, "facts.json", "whole is of another kind")
        need(record["subject"] == manifest["application"], "facts.json", "the record is that of another application")
        last = check_facts(record)
        need((manifest["head"]["number"], manifest["head"]["hash"]) == (len(record["facts"]), last), "facts.json", "the record ends with another fact")
        known = {accepted(fact) for fact in record["facts"]}
        for one in manifest["files"]:
            if "type" in one:
                content = (one["type"], one["version"], one["sha256"])
                says = {fact[3] for fact in known if fact and fact[:3] == content}
                need(says if one.get("scan") is None else one["scan"] in says, one["path"], "no fact says that this content was accepted")
        proved = None
        if "proof.txt" in archive.namelist():
            proved = check_proof(archive.read("proof.txt").decode(), record, key)
        comment = archive.comment
        left, seal = file.seek(0, 2) - len(comment), hashlib.sha256()
        file.seek(0)
        while left > 0 and (block := file.read(min(left, 1 << 20))):
            seal.update(block)
            left -= len(block)
        need(comment == b"sha256:" + seal.hexdigest().encode(), "ZIP", "bytes of the file were changed")
    return len(listed), len(record["facts"]), proved


if __name__ == "__main__":
    try:
        files, facts, proved = verify(*sys.argv[1:3])
        print(f"Sound: {files} files, {facts} facts, " + (f"{proved[0]} of them proved by {proved[1]}" if proved else "no proof"))
    except Fault as fault:
        # Whoever made the file may have put in what moves a terminal's cursor.
        print("Not sound: " + "".join(each if each.isprintable() else "\ufffd" for each in str(fault)))
        sys.exit(1)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, EOFError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, MemoryError, struct.error) as wrong:
        print(f"Not sound: it cannot be read ({type(wrong).__name__})")
        sys.exit(1)
