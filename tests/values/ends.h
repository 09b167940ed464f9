// The ends of a type: for each field of a record, however deep, the values at which code breaks.
// Each integer at its ends, −1 and 0; each text empty, long, with a NUL, with control characters,
// not UTF-8; each moment before and after all that is sound; each list empty and over-long.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/names.h"
#include "domain/text.h"

namespace dudao::test {

/// Walks a record and puts one end into one field: the `wanted`-th of all, counted as they come.
class Ends {
 public:
    explicit Ends(int wanted) : left_(wanted) {}

    /// Whether there was a field for it, and what was done: "mandate.until = 9999-12-31".
    bool done() const { return done_; }
    const std::string& what() const { return what_; }

    template <Record T>
    void operator()(T& record) {
        for_each_field(record, [this](std::string_view field, auto& member) {
            if (done_) return;
            const std::string before = path_;
            path_ += (path_.empty() ? "" : ".") + std::string(field);
            (*this)(member);
            path_ = before;
        });
    }
    void operator()(bool& value) { put(value, {!value}, {"the other"}); }
    void operator()(std::int32_t& value) { integer(value); }
    void operator()(std::int64_t& value) { integer(value); }
    void operator()(std::uint64_t& value) {
        put(value, {0, std::numeric_limits<std::uint64_t>::max()}, {"0", "max"});
    }
    void operator()(std::string& value) {
        put(value, texts(),
            {"empty", "4000 letters", "65 letters", "NUL", "controls", "not UTF-8"});
    }
    void operator()(Bytes& value) {
        put(value, {Bytes(), Bytes(std::string(32, '\0')), Bytes(std::string(4000, 'b'))},
            {"empty", "zeros", "4000 bytes"});
    }
    void operator()(Text& value) {
        std::vector<Text> all;
        for (const std::string& each : texts()) {
            all.push_back(each.empty() ? Text{} : Text{each, "ref-end", "commitment"});
        }
        put(value, all, {"empty", "4000 letters", "65 letters", "NUL", "controls", "not UTF-8"});
    }
    void operator()(Moment& value) {
        put(value,
            {Moment{std::numeric_limits<std::int64_t>::min()}, Moment{-1}, Moment{}, Moment{1},
             Moment{253'402'300'799'999}, Moment{1'000'000'000'000'000},
             Moment{std::numeric_limits<std::int64_t>::max()}},
            {"min", "-1", "0", "1", "9999-12-31", "past 15 digits", "max"});
    }
    void operator()(Span& value) { (*this)(value.ms); }
    void operator()(Day& value) { (*this)(value.number); }
    template <class Tag>
    void operator()(Code<Tag>& value) {
        put(value, {Code<Tag>{}, Code<Tag>{"nobody"}, Code<Tag>{std::string(64, 'Z')}},
            {"none", "unknown", "64 letters"});
    }
    template <class Tag>
    void operator()(Id<Tag>& value) {
        put(value, {Id<Tag>{}, Id<Tag>{std::numeric_limits<std::uint64_t>::max()}},
            {"none", "max"});
    }
    template <NamedEnum E>
    void operator()(E& value) {
        put(value, {Names<E>::table.front().first, Names<E>::table.back().first},
            {"the first", "the last"});
    }
    template <class T>
    void operator()(std::vector<T>& list) {
        const T one = list.empty() ? T{} : list.front();
        put(list, {std::vector<T>{}, std::vector<T>(2000, one), std::vector<T>(2, one)},
            {"empty", "2000 alike", "twice the same"});
        if (done_) return;
        const bool was_empty = list.empty();
        if (was_empty) list.push_back(T{});
        const std::string before = path_;
        path_ += "[0]";
        (*this)(list.front());
        path_ = before;
        if (was_empty && !done_) list.clear();
    }

 private:
    static std::vector<std::string> texts() {
        std::string letters;
        for (int i = 0; i < 65; ++i) letters += "村";
        return {
            "",        std::string(4000, 'a'), letters, std::string("a\0b", 3), "a\tb\nc\x01\x7f",
            "\xff\xfe"};
    }
    template <class T>
    void integer(T& value) {
        put(value,
            {std::numeric_limits<T>::min(), T{-1}, T{0}, T{-100'000},
             std::numeric_limits<T>::max()},
            {"min", "-1", "0", "-100,000", "max"});
    }
    template <class T>
    void put(T& value, const std::vector<T>& ends, std::vector<const char*> words) {
        if (left_ >= static_cast<int>(ends.size())) {
            left_ -= static_cast<int>(ends.size());
            return;
        }
        const auto which = static_cast<std::size_t>(left_);
        value = ends[which];
        what_ = path_ + " = " + words[which];
        done_ = true;
    }

    int left_;
    bool done_ = false;
    std::string path_;
    std::string what_;
};

/// f(what was changed, the changed copy) for every end of every field.
template <class T, class F>
void for_each_end(const T& base, F&& f) {
    for (int site = 0;; ++site) {
        T copy = base;
        Ends ends(site);
        ends(copy);
        if (!ends.done()) return;
        f(ends.what(), copy);
    }
}

}  // namespace dudao::test
