// Text as people mean it: what looks alike when it is typed, pasted or read aloud becomes one and
// the same, so that it can be compared and looked for.
#pragma once

#include <string>
#include <string_view>

namespace dudao {

/// Full-width and other compatibility forms in their usual form (NFKC, for what people of an office
/// type or paste), letters in small ones, every blank a space; characters that nobody sees are left
/// out. Bytes that are no UTF-8 stay as they are.
std::string folded(std::string_view text);

/// The character at the beginning of `text`, taken off it; bytes that are none come as themselves.
char32_t take_character(std::string_view& text);
void put_character(std::string& text, char32_t character);

}  // namespace dudao
