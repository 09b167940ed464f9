#include "console/api/numbers.h"

#include <algorithm>
#include <functional>

namespace dudao::console {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t slots_at_first = 64;

}  // namespace

Numbers::Numbers(const Numbers& other) {
    for (const std::string_view text : other.texts_) number_of(text);
}

std::size_t Numbers::slot(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(text)&mask;
    while (slots_[at] != 0 && texts_[slots_[at] - 1] != text) at = (at + 1) & mask;
    return at;
}

std::optional<std::uint32_t> Numbers::find(std::string_view text) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t there = slots_[slot(text)];
    return there == 0 ? std::nullopt : std::optional(there - 1);
}

std::uint32_t Numbers::number_of(std::string_view text) {
    if (const auto known = find(text)) return *known;
    if (4 * (texts_.size() + 1) > 3 * slots_.size()) grow();
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back(store(text));
    slots_[slot(texts_.back())] = number + 1;
    return number;
}

std::string_view Numbers::store(std::string_view text) {
    if (chunks_.empty() || chunks_.back().capacity() - chunks_.back().size() < text.size()) {
        chunks_.emplace_back().reserve(std::max(chunk_bytes, text.size()));
    }
    std::string& chunk = chunks_.back();
    const std::size_t from = chunk.size();
    chunk += text;
    return std::string_view(chunk).substr(from);
}

void Numbers::grow() {
    slots_.assign(std::max(slots_at_first, 2 * slots_.size()), 0);
    for (std::uint32_t number = 0; number < texts_.size(); ++number) {
        slots_[slot(texts_[number])] = number + 1;
    }
}

}  // namespace dudao::console
