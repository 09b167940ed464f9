#include "domain/number.h"

#include <array>
#include <string>

#include "domain/folded.h"

namespace dudao {
namespace {

constexpr int digits_max = 9;

struct Spelling {
    std::string_view word;  // folded, without blanks
    MatterKind kind;
};

/// How a kind is written now, was written before, and is called in words. A word that begins with
/// another stands before it.
constexpr auto spellings = std::to_array<Spelling>({
    {"案件任务", MatterKind::Assignment},
    {"案任", MatterKind::Assignment},
    {"assignment", MatterKind::Assignment},
    {"督导任务", MatterKind::Task},
    {"任务", MatterKind::Task},
    {"督方", MatterKind::Plan},
    {"督导方案", MatterKind::Plan},
    {"方案", MatterKind::Plan},
    {"方", MatterKind::Plan},
    {"督", MatterKind::Task},
    {"整改", MatterKind::Rectification},
    {"改", MatterKind::Rectification},
    {"线索", MatterKind::Case},
    {"线", MatterKind::Case},
    {"待确认事项", MatterKind::Proposal},
    {"确", MatterKind::Proposal},
    {"inspection", MatterKind::Task},
    {"task", MatterKind::Task},
    {"rectification", MatterKind::Rectification},
    {"lead", MatterKind::Case},
    {"case", MatterKind::Case},
    {"plan", MatterKind::Plan},
    {"proposal", MatterKind::Proposal},
});

constexpr std::u32string_view opening = U"〔【[({［（｛「『〖《〈<❲⟨⦗";
constexpr std::u32string_view closing = U"〕】])}］）｝」』〗》〉>❳⟩⦘";
constexpr std::u32string_view dashes = U"-‐‑‒–—―−─⁃˗ー/";

bool has(std::u32string_view all, char32_t c) { return all.find(c) != all.npos; }

/// One spelling for each bracket and dash, without blanks.
std::string plain(std::string_view text) {
    const std::string usual = folded(text);
    std::string_view left = usual;
    std::string out;
    while (!left.empty()) {
        const char32_t c = take_character(left);
        if (c == U' ') continue;
        put_character(out, has(opening, c)   ? U'('
                           : has(closing, c) ? U')'
                           : has(dashes, c)  ? U'-'
                           : c == U'號'      ? U'号'
                                             : c);
    }
    return out;
}

class NumberReader {
 public:
    explicit NumberReader(std::string_view text) : left_(text) {}

    bool takes(std::string_view word) {
        if (!left_.starts_with(word)) return false;
        left_.remove_prefix(word.size());
        return true;
    }
    /// Digits as a number; nothing where there are none, or too many.
    std::optional<std::int32_t> digits() {
        std::int32_t value = 0;
        int count = 0;
        while (!left_.empty() && left_.front() >= '0' && left_.front() <= '9') {
            if (++count > digits_max) return std::nullopt;
            value = value * 10 + (left_.front() - '0');
            left_.remove_prefix(1);
        }
        if (count == 0) return std::nullopt;
        return value;
    }
    bool at_end() const { return left_.empty(); }

 private:
    std::string_view left_;
};

std::optional<MatterKind> take_kind(NumberReader& text) {
    for (const auto& [word, kind] : spellings) {
        if (!text.takes(word)) continue;
        text.takes("字");
        text.takes("第");
        text.takes("no.");
        return kind;
    }
    return std::nullopt;
}

bool is_year(std::int32_t value) { return value >= 1900 && value <= 2999; }

}  // namespace

bool has_numbers(MatterKind kind) {
    for (const Spelling& each : spellings) {
        if (each.kind == kind) return true;
    }
    return false;
}

std::optional<TypedNumber> read_number(std::string_view text) {
    const std::string shown = plain(text);
    if (shown.empty()) return std::nullopt;
    NumberReader left(shown);
    TypedNumber typed;
    typed.kind = take_kind(left);
    const bool opened = left.takes("(");
    if (left.at_end()) return typed.kind ? std::optional(typed) : std::nullopt;
    const auto first = left.digits();
    if (!first) return std::nullopt;
    const bool closed = left.takes(")") || left.takes("年");
    const bool parted = left.takes("-") || closed;
    if (opened || parted) {
        // Within brackets a year may still be short of its digits.
        if (parted && !is_year(*first)) return std::nullopt;
        typed.year = is_year(*first) ? *first : 0;
        left.takes("第");
        if (!typed.kind) typed.kind = take_kind(left);  // 〔2026〕改字3号
        if (left.at_end()) return typed;
        const auto second = left.digits();
        if (!second || *second == 0 || typed.year == 0) return std::nullopt;
        typed.number = *second;
        typed.whole = true;
    } else {
        typed.number = *first;
    }
    typed.ended = left.takes("号");
    if (!left.at_end() || typed.number == 0) return std::nullopt;
    return typed;
}

std::optional<TypedNumber> whole_number(std::string_view text) {
    const auto typed = read_number(text);
    return typed && typed->whole ? typed : std::nullopt;
}

NumberFit fit(const TypedNumber& typed, MatterKind kind, std::int32_t year, std::int32_t number,
              std::int32_t this_year) {
    if (number == 0 || (typed.kind && *typed.kind != kind)) return NumberFit::No;
    if (typed.year != 0 && typed.year != year) return NumberFit::No;
    if (typed.number == 0) return NumberFit::Part;
    if (typed.number == number) {
        return typed.year != 0 || year == this_year ? NumberFit::Number : NumberFit::Year;
    }
    if (!typed.whole || typed.ended) return NumberFit::No;
    return std::to_string(number).starts_with(std::to_string(typed.number)) ? NumberFit::Part
                                                                            : NumberFit::No;
}

}  // namespace dudao
