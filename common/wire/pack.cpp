#include "wire/pack.h"

#include <algorithm>
#include <msgpack.hpp>
#include <utility>

#include "refusals/says.h"
#include "wire/limits.h"

namespace dudao {
namespace {

/// Output stream for msgpack::packer.
struct Sink {
    std::string& out;
    void write(const char* data, std::size_t size) { out.append(data, size); }
};

const msgpack::object& object(const void* value) {
    return *static_cast<const msgpack::object*>(value);
}

}  // namespace

template <class F>
static void with_packer(std::string& out, F&& f) {
    Sink sink{out};
    msgpack::packer<Sink> packer(sink);
    f(packer);
}

void Packer::nil() {
    with_packer(out_, [](auto& p) { p.pack_nil(); });
}
void Packer::boolean(bool value) {
    with_packer(out_, [&](auto& p) { value ? p.pack_true() : p.pack_false(); });
}
void Packer::integer(std::int64_t value) {
    with_packer(out_, [&](auto& p) { p.pack_int64(value); });
}
void Packer::natural(std::uint64_t value) {
    with_packer(out_, [&](auto& p) { p.pack_uint64(value); });
}
void Packer::text(std::string_view value) {
    with_packer(out_, [&](auto& p) {
        p.pack_str(static_cast<std::uint32_t>(value.size()));
        p.pack_str_body(value.data(), static_cast<std::uint32_t>(value.size()));
    });
}
void Packer::bytes(std::string_view value) {
    with_packer(out_, [&](auto& p) {
        p.pack_bin(static_cast<std::uint32_t>(value.size()));
        p.pack_bin_body(value.data(), static_cast<std::uint32_t>(value.size()));
    });
}
void Packer::array(std::size_t size) {
    with_packer(out_, [&](auto& p) { p.pack_array(static_cast<std::uint32_t>(size)); });
}
void Packer::map(std::size_t size) {
    with_packer(out_, [&](auto& p) { p.pack_map(static_cast<std::uint32_t>(size)); });
}
void Packer::raw(std::string_view packed) { out_.append(packed); }

Value::Kind Value::kind() const {
    switch (object(object_).type) {
        case msgpack::type::NIL:
            return Kind::Nil;
        case msgpack::type::BOOLEAN:
            return Kind::Boolean;
        case msgpack::type::POSITIVE_INTEGER:
            return Kind::Natural;
        case msgpack::type::NEGATIVE_INTEGER:
            return Kind::Integer;
        case msgpack::type::STR:
            return Kind::Text;
        case msgpack::type::BIN:
            return Kind::Bytes;
        case msgpack::type::ARRAY:
            return Kind::Array;
        case msgpack::type::MAP:
            return Kind::Map;
        default:
            return Kind::Other;  // floats and extensions, which are not used
    }
}
bool Value::boolean() const { return object(object_).via.boolean; }
std::int64_t Value::integer() const { return object(object_).via.i64; }
std::uint64_t Value::natural() const { return object(object_).via.u64; }
std::string_view Value::text() const {
    const auto& o = object(object_);
    return o.type == msgpack::type::BIN ? std::string_view{o.via.bin.ptr, o.via.bin.size}
                                        : std::string_view{o.via.str.ptr, o.via.str.size};
}
std::size_t Value::size() const {
    const auto& o = object(object_);
    return o.type == msgpack::type::MAP ? o.via.map.size : o.via.array.size;
}
Value Value::at(std::size_t index) const { return Value(&object(object_).via.array.ptr[index]); }
Value Value::key_at(std::size_t index) const {
    return Value(&object(object_).via.map.ptr[index].key);
}
Value Value::value_at(std::size_t index) const {
    return Value(&object(object_).via.map.ptr[index].val);
}

namespace {

/// A zone takes memory in chunks. The least is enough for a command or an event, which most
/// documents are: to allocate the library's own 8 KiB costs more than to parse them.
constexpr std::size_t chunk_bytes_least = 1024;
constexpr std::size_t chunk_bytes_most = 64 * 1024;

/// Texts stay where they are instead of being copied into the zone.
bool stays(msgpack::type::object_type, std::size_t, void*) { return true; }

}  // namespace

struct Document::Parsed {
    explicit Parsed(std::size_t bytes)
        : zone(std::clamp(2 * bytes, chunk_bytes_least, chunk_bytes_most)) {}
    msgpack::zone zone;
    msgpack::object root;
};

Document::Document(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(std::string_view packed) {
    if (packed.size() > wire::message_bytes_max) {
        return bad_input(says("message_too_large"));
    }
    return parse_within(packed, wire::elements_max);
}

Result<Document> Document::parse_large(std::string_view packed) {
    // Each element takes at least one byte; a larger count is refused before memory is allocated.
    return parse_within(packed, packed.size());
}

Result<Document> Document::take(std::string_view& packed) {
    if (packed.size() > wire::message_bytes_max) {
        packed = {};
        return bad_input(says("message_too_large"));
    }
    return take_within(packed, wire::elements_max);
}

Result<Document> Document::take_within(std::string_view& packed, std::size_t elements) {
    const std::string_view bytes = std::exchange(packed, {});
    if (bytes.empty()) return bad_input(says("message_empty"));
    const msgpack::unpack_limit limit(elements, elements, bytes.size(), bytes.size(), 0,
                                      wire::depth_max);
    auto parsed = std::make_unique<Parsed>(bytes.size());
    std::size_t used = 0;
    bool referenced = false;
    try {
        parsed->root = msgpack::unpack(parsed->zone, bytes.data(), bytes.size(), used, referenced,
                                       stays, nullptr, limit);
    } catch (const msgpack::unpack_error&) {
        return bad_input(says("not_messagepack"));
    }
    packed = bytes.substr(used);
    return Document(std::move(parsed));
}

Result<Document> Document::parse_within(std::string_view packed, std::size_t elements) {
    auto document = take_within(packed, elements);
    if (document && !packed.empty()) return bad_input(says("bytes_after_message"));
    return document;
}

Value Document::root() const { return Value(&parsed_->root); }

}  // namespace dudao
