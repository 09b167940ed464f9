"""Seals a task as the engine does, from common/seal/seal.h and common/draw/encoding.h, in another language."""
import ctypes, hashlib, pathlib

import msgpack

sodium = ctypes.CDLL("libsodium.so.23")
assert sodium.sodium_init() >= 0
padded, overhead = 4096, 48


def u64(number):
    return number.to_bytes(8, "big")


def prefixed(part):
    return len(part).to_bytes(4, "big") + part


def tagged(tag, *parts):
    return hashlib.sha256(b"".join(map(prefixed, (b"dudao/dds1/" + tag, *parts)))).digest()


def commitment(salt, target, group):
    return tagged(b"task", salt, target.encode(), group.encode())


def signed(seed, message):
    public, secret, signature = (ctypes.create_string_buffer(n) for n in (32, 64, 64))
    sodium.crypto_sign_seed_keypair(public, secret, seed)
    sodium.crypto_sign_detached(signature, None, message, ctypes.c_ulonglong(len(message)), secret)
    return signature.raw


def seal(body, draw, device, sealing_key, signing_key_file, not_before, expires):
    """The blob that only this device opens; `body`: the fields of TaskBody."""
    inner = (prefixed(b"dudao/task1") + b"\x01" + prefixed(draw.encode()) + prefixed(device.encode()) +
             u64(not_before) + u64(expires) + prefixed(msgpack.packb(body)))
    seed = bytes.fromhex(pathlib.Path(signing_key_file).read_text())
    plain = signed(seed, tagged(b"task", sealing_key, inner)) + inner
    assert len(plain) < padded
    plain += b"\x80" + bytes(padded - len(plain) - 1)  # as sodium_pad does
    box = ctypes.create_string_buffer(padded + overhead)
    assert sodium.crypto_box_seal(box, plain, ctypes.c_ulonglong(padded), sealing_key) == 0
    return u64(0) + box.raw
