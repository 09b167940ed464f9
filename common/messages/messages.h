// What Dudao says to people, in Chinese and English: states, roles, slips, messages. Every text
// names the matter, the state, the next act and until when; none threatens or blames. Rules and
// wire never depend on these words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dudao {

enum class Lang : std::uint8_t { Zh, En };

/// A placeholder's name without braces, and what stands there. Values are taken as they are.
using Filling = std::pair<std::string_view, std::string_view>;

bool has_text(std::string_view key);

/// The text of `key`, such as "state.task.on_site" or "slip.d2.title"; valid for ever. A key that
/// is not in the catalogue is a broken invariant.
std::string_view text(Lang lang, std::string_view key);

/// The text with its placeholders filled. Exactly those it has must be given: a paper with a hole
/// in it must not leave the office, so anything else is a broken invariant.
std::string format(Lang lang, std::string_view key, const std::vector<Filling>& fillings);

/// Every key, sorted.
std::vector<std::string_view> text_keys();

/// The names of the placeholders of a text, in order, each as often as it stands there.
std::vector<std::string_view> placeholders(std::string_view text);

}  // namespace dudao
