#include "wire/codec.h"

#include "utf8.h"

namespace dudao {

bool Decoder::get(Value v, std::string& out) {
    if (v.kind() != Value::Kind::Text) return wrong("text");
    if (first_not_utf8(v.text())) return wrong("text in UTF-8");
    out.assign(v.text());
    return true;
}

bool Decoder::get(Value v, Text& out) {
    if (form_ == Form::Wire) {
        if (!get(v, out.value)) return false;
        if (out.value.size() > wire::text_bytes_max) return wrong("at most 4000 bytes of text");
        return true;
    }
    if (v.kind() == Value::Kind::Nil) return true;
    if (v.kind() != Value::Kind::Array || v.size() != 2) return wrong("[reference, commitment]");
    Bytes ref;
    Bytes commitment;
    if (!get(v.at(0), ref) || !get(v.at(1), commitment)) return false;
    out.ref = ref;
    out.commitment = commitment;
    return true;
}

bool Decoder::integer(Value v, std::int64_t& out) {
    const bool fits =
        v.kind() == Value::Kind::Natural &&
        v.natural() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!fits && v.kind() != Value::Kind::Integer) return wrong("a whole number");
    out = v.integer();
    return true;
}

std::size_t Decoder::find(Value map, std::string_view field) {
    for (std::size_t i = 0; i < map.size(); ++i) {
        const Value key = map.key_at(i);
        if (key.kind() == Value::Kind::Text && key.text() == field) return i;
    }
    return map.size();
}

bool Decoder::unknown(Value map, std::string_view known) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < map.size(); ++i) {
        const Value key = map.key_at(i);
        if (key.kind() != Value::Kind::Text) return wrong("field names as text");
        const std::string list = ", " + std::string(known) + ",";
        if (list.find(", " + std::string(key.text()) + ",") == list.npos) {
            return inside(excerpt(key.text(), 64),
                          [&] { return wrong("no such field; known: " + std::string(known)); });
        }
        if (!seen.insert(key.text()).second) {
            return inside(key.text(), [&] { return wrong("each field once"); });
        }
    }
    return wrong("each field once");
}

}  // namespace dudao
