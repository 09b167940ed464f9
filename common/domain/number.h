// The numbers by which people know a matter. They are written in one way (messages/numbers.h:
// 改字〔2026〕3号, Rectification 2026-3) and read in every way that people type, paste or remember:
// other brackets and dashes, full-width digits, blanks, without 号, without the kind.
//
// A number's kind counts: a task's number names no rectification.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/words.h"

namespace dudao {

/// What was typed of a number, from its beginning on. What was not said is nothing or 0.
struct TypedNumber {
    std::optional<MatterKind> kind;
    std::int32_t year = 0;
    std::int32_t number = 0;
    bool whole = false;  // year and number were said: it names one matter of each kind
    bool ended = false;  // it is whole and ends with 号: no further digit belongs to it
    friend bool operator==(const TypedNumber&, const TypedNumber&) = default;
};

/// True for the kinds of matter that have numbers.
bool has_numbers(MatterKind kind);

/// Nothing when the text is neither a number nor the beginning of one. "12", "12号" and "改字12号"
/// have no year; "改字" and "改字〔2026〕" have no number.
std::optional<TypedNumber> read_number(std::string_view text);

/// A whole one; nothing for anything else, a bare row of digits (an id) among it.
std::optional<TypedNumber> whole_number(std::string_view text);

/// How far what was typed names a matter.
enum class NumberFit { No, Part, Year, Number };  // Part: further digits, or the kind alone

/// `Number`: this number, of the year that was said; without one, of this year. `Year`: the number
/// fits and another year may be meant.
NumberFit fit(const TypedNumber& typed, MatterKind kind, std::int32_t year, std::int32_t number,
              std::int32_t this_year);

}  // namespace dudao
