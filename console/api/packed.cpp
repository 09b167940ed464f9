#include "console/api/packed.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "ensure.h"

namespace dudao::console {
namespace {

using Length = std::uint32_t;

/// The lengths of all, then all of them.
std::string joined(const std::vector<std::string>& texts) {
    std::string out(texts.size() * sizeof(Length), '\0');
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto length = static_cast<Length>(texts[i].size());
        std::memcpy(out.data() + i * sizeof(Length), &length, sizeof(Length));
        out += texts[i];
    }
    return out;
}

std::vector<std::string> taken_apart(const std::string& joined, std::size_t count) {
    std::vector<std::string> texts;
    texts.reserve(count);
    std::size_t from = count * sizeof(Length);
    for (std::size_t i = 0; i < count; ++i) {
        Length length = 0;
        std::memcpy(&length, joined.data() + i * sizeof(Length), sizeof(Length));
        texts.push_back(joined.substr(from, length));
        from += length;
    }
    return texts;
}

const Bytef* bytes_of(const std::string& text) {
    return reinterpret_cast<const Bytef*>(text.data());  // NOLINT(*-reinterpret-cast): zlib's bytes
}
Bytef* bytes_of(std::string& text) {
    return reinterpret_cast<Bytef*>(text.data());  // NOLINT(*-reinterpret-cast): zlib's bytes
}

/// Fast: a better one packs by a twentieth more and takes three times as long.
std::string deflated(const std::string& plain) {
    uLongf size = compressBound(plain.size());
    std::string out(size, '\0');
    ensure(compress2(bytes_of(out), &size, bytes_of(plain), plain.size(), Z_BEST_SPEED) == Z_OK,
           "a block that can be packed");
    return out.substr(0, size);
}

std::string inflated(const std::string& packed, std::size_t bytes) {
    std::string out(bytes, '\0');
    uLongf size = bytes;
    const int ended = uncompress(bytes_of(out), &size, bytes_of(packed), packed.size());
    ensure(ended == Z_OK && size == bytes, "a block as it was packed");
    return out;
}

}  // namespace

void Packed::push(std::string_view text) {
    open_.emplace_back(text);
    if (open_.size() < block_size) return;
    const std::string plain = joined(open_);
    blocks_.push_back({deflated(plain), static_cast<std::uint32_t>(plain.size())});
    open_.clear();
}

void Packed::pop_front() {
    ensure(size() > 0, "a text to let go of");
    if (blocks_.empty()) {  // the open block goes whole or not at all
        open_.erase(open_.begin());
        return;
    }
    if (++gone_ < block_size) return;
    blocks_.pop_front();
    ++first_serial_;
    gone_ = 0;
}

std::string Packed::at(std::size_t place) const {
    ensure(place < size(), "a text that is kept");
    const std::size_t block = (place + gone_) / block_size;
    const std::size_t within = (place + gone_) % block_size;
    return block == blocks_.size() ? open_[within] : unpacked(block)[within];
}

const std::vector<std::string>& Packed::unpacked(std::size_t block) const {
    const std::uint64_t serial = first_serial_ + block;
    const auto at = std::find_if(read_.begin(), read_.end(),
                                 [serial](const Unpacked& each) { return each.serial == serial; });
    if (at != read_.end()) {
        std::rotate(read_.begin(), at, at + 1);
    } else {
        const Block& packed = blocks_[block];
        read_.push_front(
            {serial, taken_apart(inflated(packed.deflated, packed.bytes), block_size)});
        if (read_.size() > blocks_unpacked) read_.pop_back();
    }
    return read_.front().texts;
}

}  // namespace dudao::console
