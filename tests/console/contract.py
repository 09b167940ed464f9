"""What console/web/src/contract.ts and the rows made for it promise, read roughly: the keys of each interface, and those that may be absent."""
import pathlib, re


def read(*files):
    text = re.sub(r"/\*.*?\*/", "", "".join(pathlib.Path(file).read_text() for file in files), flags=re.S)
    text = re.sub(r"//[^\n]*", "", text)
    types = {}
    for found in re.finditer(r"export interface (\w+)(?:<\w+>)?(?: extends (\w+))?\s*\{", text):
        depth, at, flat = 1, found.end(), ""
        while depth:
            c = text[at]
            depth += (c in "{<(") - (c in "}>)")
            if depth == 1 and c not in "{}<>()":
                flat += c
            at += 1
        keys = re.findall(r"(?:^|[;\n])\s*(\w+)(\??)\s*:", flat)
        types[found[1]] = (found[2], {k for k, _ in keys}, {k for k, maybe in keys if maybe})
    return {name: resolve(types, name) for name in types}


def resolve(types, name):
    """All keys, and the optional ones, with what the type extends."""
    parent, keys, optional = types[name]
    if parent in types:
        more, maybe = resolve(types, parent)
        return keys | more, optional | maybe
    return keys, optional


def faults(types, name, value):
    """What this value lacks of the type, or has beyond it."""
    keys, optional = types[name]
    lacks, beyond = keys - optional - set(value), set(value) - keys
    return [f"lacks {k}" for k in sorted(lacks)] + [f"has {k}" for k in sorted(beyond)]
