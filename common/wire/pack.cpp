#include "wire/pack.h"

#include <msgpack.hpp>

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

struct Document::Parsed {
    msgpack::object_handle handle;
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

Result<Document> Document::parse_within(std::string_view packed, std::size_t elements) {
    if (packed.empty()) return bad_input(says("message_empty"));
    const msgpack::unpack_limit limit(elements, elements, packed.size(), packed.size(), 0,
                                      wire::depth_max);
    auto parsed = std::make_unique<Parsed>();
    std::size_t used = 0;
    try {
        // Strings and blobs are copied into the zone, because a Document outlives the parsed bytes.
        msgpack::unpack(parsed->handle, packed.data(), packed.size(), used, nullptr, nullptr,
                        limit);
    } catch (const msgpack::unpack_error&) {
        return bad_input(says("not_messagepack"));
    }
    if (used != packed.size()) {
        return bad_input(says("bytes_after_message"));
    }
    return Document(std::move(parsed));
}

Value Document::root() const { return Value(&parsed_->handle.get()); }

}  // namespace dudao
