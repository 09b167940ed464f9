#include "wire/codec.h"

#include "domain/writing.h"
#include "refusals/says.h"
#include "utf8.h"
#include "visible.h"

namespace dudao {

Error Decoder::error() const {
    return to_error(Error::Kind::BadInput,
                    path_.empty() ? *wanted_ : says("of_field", word("field", path_), *wanted_));
}

bool Decoder::wrong(Said want) {
    if (!wanted_) wanted_ = std::make_unique<Said>(std::move(want));
    return false;
}

bool Decoder::wrong_word(bool is_text, const Argument& known) {
    return wrong(is_text ? says("want_one_of", known) : says("want_word"));
}

bool Decoder::get(Value v, bool& out) {
    if (v.kind() != Value::Kind::Boolean) return wrong(says("want_flag"));
    out = v.boolean();
    return true;
}

bool Decoder::get(Value v, std::int64_t& out) {
    const bool fits =
        v.kind() == Value::Kind::Natural &&
        v.natural() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!fits && v.kind() != Value::Kind::Integer) return wrong(says("want_whole_number"));
    out = v.integer();
    return true;
}

bool Decoder::get(Value v, std::int32_t& out) {
    std::int64_t wide = 0;
    if (!get(v, wide)) return false;
    if (wide < std::numeric_limits<std::int32_t>::min() ||
        wide > std::numeric_limits<std::int32_t>::max()) {
        return wrong(says("want_small_number"));
    }
    out = static_cast<std::int32_t>(wide);
    return true;
}

bool Decoder::get(Value v, std::uint64_t& out) {
    if (v.kind() != Value::Kind::Natural) return wrong(says("want_natural"));
    out = v.natural();
    return true;
}

bool Decoder::get(Value v, Bytes& out) {
    if (v.kind() != Value::Kind::Bytes) return wrong(says("want_bytes"));
    out.assign(v.text());
    return true;
}

bool Decoder::get_id(Value v, std::string& out) {
    if (v.kind() != Value::Kind::Text) return wrong(says("want_id_text"));
    out.assign(v.text());
    return out.empty() || is_code(out) || wrong(says("want_id"));
}

bool Decoder::is_list(Value v) {
    return v.kind() == Value::Kind::Array || wrong(says("want_list"));
}

bool Decoder::is_pairs(Value v) {
    bool good = v.kind() == Value::Kind::Array;
    for (std::size_t i = 0; good && i < v.size(); ++i) {
        good = v.at(i).kind() == Value::Kind::Array && v.at(i).size() == 2;
    }
    return good || wrong(says("want_pairs"));
}

bool Decoder::is_map(Value v) { return v.kind() == Value::Kind::Map || wrong(says("want_map")); }

bool Decoder::get(Value v, std::string& out) {
    if (v.kind() != Value::Kind::Text) return wrong(says("want_text"));
    if (first_not_utf8(v.text())) return wrong(says("want_utf8"));
    out.assign(v.text());
    return true;
}

bool Decoder::get(Value v, Text& out) {
    if (form_ == Form::Wire) {
        if (!get(v, out.value)) return false;
        if (out.value.size() > wire::text_bytes_max) return wrong(says("want_short_text"));
        if (is_writing(out.value) && is_blank(out.value)) out.value.clear();
        return true;
    }
    if (v.kind() == Value::Kind::Nil) return true;
    if (v.kind() != Value::Kind::Array || v.size() != 2) return wrong(says("want_reference"));
    Bytes ref;
    Bytes commitment;
    if (!get(v.at(0), ref) || !get(v.at(1), commitment)) return false;
    out.ref = ref;
    out.commitment = commitment;
    return true;
}

bool Decoder::is_key(Value map, std::size_t at, std::string_view field) {
    if (at >= map.size()) return false;
    const Value key = map.key_at(at);
    return key.kind() == Value::Kind::Text && key.text() == field;
}

std::size_t Decoder::find(Value map, std::string_view field) {
    std::size_t at = 0;
    while (at < map.size() && !is_key(map, at, field)) ++at;
    return at;
}

/// Splits "task, by, reason" into names.
static Argument names_in(std::string_view list) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(", ", at), list.size());
        names.emplace_back(list.substr(at, end - at));
        at = end + 2;
    }
    return words("field", std::move(names));
}

bool Decoder::unknown(Value map, std::string_view known) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < map.size(); ++i) {
        const Value key = map.key_at(i);
        if (key.kind() != Value::Kind::Text) return wrong(says("want_field_names"));
        const std::string list = ", " + std::string(known) + ",";
        if (list.find(", " + std::string(key.text()) + ",") == list.npos) {
            return inside(excerpt(key.text(), 64),
                          [&] { return wrong(says("want_known_field", names_in(known))); });
        }
        if (!seen.insert(key.text()).second) {
            return inside(key.text(), [&] { return wrong(says("want_each_field_once")); });
        }
    }
    return wrong(says("want_each_field_once"));
}

}  // namespace dudao
