"""MessagePack, as docs/protocol.md uses it: no floats, no extension types."""
import struct


class Unreadable(Exception):
    pass


def unpack(data):
    """The one value that these bytes are."""
    value, end = value_at(data, 0)
    if end != len(data):
        raise Unreadable(f"{len(data) - end} bytes behind the value")
    return value


def value_at(data, at):
    head = data[at:at + 1]
    if not head:
        raise Unreadable("ends in the middle of a value")
    head = head[0]
    if head <= 0x7F:
        return head, at + 1
    if head <= 0x8F:
        return pairs(data, at + 1, head & 0x0F)
    if head <= 0x9F:
        return items(data, at + 1, head & 0x0F)
    if head <= 0xBF:
        return text(data, at + 1, head & 0x1F)
    if head >= 0xE0:
        return head - 0x100, at + 1
    if head in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[head], at + 1
    number = {0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q", 0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q"}.get(head)
    if number:
        return fixed(data, at + 1, number)
    of_size = {0xC4: (">B", raw), 0xC5: (">H", raw), 0xC6: (">I", raw), 0xD9: (">B", text), 0xDA: (">H", text),
               0xDB: (">I", text), 0xDC: (">H", items), 0xDD: (">I", items), 0xDE: (">H", pairs), 0xDF: (">I", pairs)}
    if head not in of_size:
        raise Unreadable(f"byte {head:#x} begins no value of the protocol")
    form, read = of_size[head]
    size, at = fixed(data, at + 1, form)
    return read(data, at, size)


def fixed(data, at, form):
    end = at + struct.calcsize(form)
    if end > len(data):
        raise Unreadable("ends in the middle of a number")
    return struct.unpack(form, data[at:end])[0], end


def raw(data, at, size):
    if at + size > len(data):
        raise Unreadable("ends in the middle of bytes")
    return data[at:at + size], at + size


def text(data, at, size):
    value, end = raw(data, at, size)
    return value.decode(), end


def items(data, at, size):
    values = []
    for _ in range(size):
        value, at = value_at(data, at)
        values.append(value)
    return values, at


def pairs(data, at, size):
    values = {}
    for _ in range(size):
        key, at = value_at(data, at)
        if not isinstance(key, str) or key in values:
            raise Unreadable("a map has names, each once")
        values[key], at = value_at(data, at)
    return values, at
