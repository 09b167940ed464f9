// Encodes records to MessagePack and decodes them, using their DUDAO_FIELDS. A record is a map by
// field names; an enum is its word; ids of the registry are text, ids of the log are numbers; times
// are milliseconds.
//
// Personal text has two forms: on the wire the text itself (Form::Wire); in the log [reference,
// commitment] or nil, without the text (Form::Log).
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/names.h"
#include "domain/text.h"
#include "wire/form.h"
#include "wire/limits.h"
#include "wire/pack.h"

namespace dudao {

// Writing ----------------------------------------------------------------------------------------
class Encoder {
 public:
    Encoder(std::string& out, Form form) : pack(out), form_(form) {}

    void put(bool value) { pack.boolean(value); }
    void put(std::int32_t value) { pack.integer(value); }
    void put(std::int64_t value) { pack.integer(value); }
    void put(std::uint64_t value) { pack.natural(value); }
    void put(const std::string& value) { pack.text(value); }
    void put(const Bytes& value) { pack.bytes(value); }
    void put(Moment value) { pack.integer(value.ms); }
    void put(Span value) { pack.integer(value.ms); }
    void put(Day value) { pack.integer(value.number); }
    template <class Tag>
    void put(const Code<Tag>& code) {
        pack.text(code.text);
    }
    template <class Tag>
    void put(Id<Tag> id) {
        pack.natural(id.value);
    }
    template <NamedEnum E>
    void put(E value) {
        pack.text(name(value));
    }
    void put(const Text& text) {
        if (form_ == Form::Wire) {
            pack.text(text.value);
        } else if (text.ref.empty()) {
            pack.nil();
        } else {
            pack.array(2);
            pack.bytes(text.ref);
            pack.bytes(text.commitment);
        }
    }
    template <class T>
    void put(const std::vector<T>& list) {
        put_list(list);
    }
    template <class T>
    void put(const std::deque<T>& list) {
        put_list(list);
    }
    template <class T>
    void put(const std::set<T>& list) {
        put_list(list);
    }
    template <class K, class T>
    void put(const std::map<K, T>& map) {
        pack.array(map.size());
        for (const auto& [key, value] : map) {
            pack.array(2);
            put(key);
            put(value);
        }
    }
    template <Record T>
    void put(const T& record) {
        std::size_t left = field_count<T>();
        // A record may omit its last fields when they have their default.
        if constexpr (requires { record.fields_written(); }) left = record.fields_written();
        pack.map(left);
        for_each_field(record, [this, &left](std::string_view field, const auto& member) {
            if (left == 0) return;
            --left;
            pack.text(field);
            put(member);
        });
    }

    Packer pack;  // NOLINT(misc-non-private-member-variables-in-classes): for heads of lists

 private:
    template <class List>
    void put_list(const List& list) {
        pack.array(list.size());
        for (const auto& each : list) put(each);
    }
    Form form_;
};

template <class T>
std::string encode(const T& value, Form form = Form::Wire) {
    std::string out;
    Encoder(out, form).put(value);
    return out;
}

// Reading ----------------------------------------------------------------------------------------
/// Decodes into records. Keeps the first error with its path ("facts.severity") and the correction.
class Decoder {
 public:
    explicit Decoder(Form form) : form_(form) {}

    bool ok() const { return !wanted_; }
    Error error() const;

    bool get(Value v, bool& out);
    bool get(Value v, std::int64_t& out);
    bool get(Value v, std::int32_t& out);
    bool get(Value v, std::uint64_t& out);
    bool get(Value v, std::string& out);
    bool get(Value v, Bytes& out);
    bool get(Value v, Moment& out) { return get(v, out.ms); }
    bool get(Value v, Span& out) { return get(v, out.ms); }
    bool get(Value v, Day& out) { return get(v, out.number); }
    template <class Tag>
    bool get(Value v, Code<Tag>& out) {
        return get_id(v, out.text);
    }
    template <class Tag>
    bool get(Value v, Id<Tag>& out) {
        return get(v, out.value);
    }
    template <NamedEnum E>
    bool get(Value v, E& out) {
        const bool is_text = v.kind() == Value::Kind::Text;
        const auto found = is_text ? find_name<E>(v.text()) : std::nullopt;
        out = found.value_or(out);
        return found || wrong_word(is_text, choices<E>());
    }
    bool get(Value v, Text& out);
    template <class T>
    bool get(Value v, std::vector<T>& out) {
        return list(
            v, [&](T&& each) { out.push_back(std::move(each)); }, T{});
    }
    template <class T>
    bool get(Value v, std::deque<T>& out) {
        return list(
            v, [&](T&& each) { out.push_back(std::move(each)); }, T{});
    }
    template <class T>
    bool get(Value v, std::set<T>& out) {
        return list(
            v, [&](T&& each) { out.insert(std::move(each)); }, T{});
    }
    template <class K, class T>
    bool get(Value v, std::map<K, T>& out) {
        if (!is_pairs(v)) return false;
        for (std::size_t i = 0; i < v.size(); ++i) {
            K key{};
            if (!get(v.at(i).at(0), key)) return false;
            if (!get(v.at(i).at(1), out[key])) return false;
        }
        return true;
    }
    /// A missing field keeps its default; an unknown or duplicate field is refused by name.
    template <Record T>
    bool get(Value v, T& record) {
        if (!is_map(v)) return false;
        std::size_t used = 0;
        bool good = true;
        for_each_field(record, [&](std::string_view field, auto& member) {
            if (!good) return;
            // Most senders write the fields in their order, all of them.
            const std::size_t at = is_key(v, used, field) ? used : find(v, field);
            if (at == v.size()) return;
            ++used;
            good = inside(field, [&] { return get(v.value_at(at), member); });
        });
        if (!good) return false;
        return used == v.size() || unknown(v, T::field_names());
    }

    /// Runs a step and adds `field` to the path of its error.
    template <class F>
    bool inside(std::string_view field, F&& step) {
        if (step()) return true;
        path_ = std::string(field) + (path_.empty() ? "" : ".") + path_;
        return false;
    }

 private:
    /// Records the first error; always returns false.
    bool wrong(Said want);
    bool wrong_word(bool is_text, const Argument& known);
    bool get_id(Value v, std::string& out);
    bool is_list(Value v);
    bool is_pairs(Value v);
    bool is_map(Value v);
    static bool is_key(Value map, std::size_t at, std::string_view field);
    static std::size_t find(Value map, std::string_view field);
    bool unknown(Value map, std::string_view known);
    template <class F, class T>
    bool list(Value v, F&& add, T) {
        if (!is_list(v)) return false;
        for (std::size_t i = 0; i < v.size(); ++i) {
            T each{};
            if (!get(v.at(i), each)) return false;
            add(std::move(each));
        }
        return true;
    }

    Form form_;
    std::unique_ptr<Said> wanted_;
    std::string path_;  // of the error
};

template <class T>
Result<T> decode_value(Value value, Form form = Form::Wire) {
    Decoder decoder(form);
    T out{};
    if (!decoder.get(value, out)) return tl::unexpected<Error>(decoder.error());
    return out;
}

template <class T>
Result<T> decode(std::string_view packed, Form form = Form::Wire) {
    auto document = Document::parse(packed);
    if (!document) return tl::unexpected<Error>(document.error());
    return decode_value<T>(document->root(), form);
}

}  // namespace dudao
