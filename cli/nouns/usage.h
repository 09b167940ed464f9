// The command line as a whole: its help in the reader's language, what was probably meant by a word
// that is not known, and the completion of shells. All of it is read off the commands themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/messages.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
class ParseError;
}  // namespace CLI

namespace dudao {

/// The one of `known` that was probably meant by `word`: at most two letters were added, left out,
/// changed or swapped, and fewer than half of them. Empty: none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

/// What --lang says among the words of the command line, read before the commands are made; empty:
/// nothing.
std::string lang_among(const std::vector<std::string>& words);

/// Every description of the commands, and the frame of their help, in this language.
void speak(CLI::App& app, Lang lang);
/// The descriptions that have no Chinese; a test holds that there are none.
std::vector<std::string> not_in_chinese(const CLI::App& app);

/// The noun or the verb that is not known, with what was probably meant and those that are known;
/// nothing when all are known.
std::optional<std::string> unknown_word(const CLI::App& app, const std::vector<std::string>& words,
                                        Lang lang);

/// What was wrong with the command line, in this language.
std::string usage_error(const CLI::ParseError& error, Lang lang);

/// The help of `dudao`, of a noun, or of a noun's verb; nothing when there is no such command.
std::optional<std::string> help_of(const CLI::App& app, const std::vector<std::string>& words);

/// A script for bash or zsh with every noun, verb and flag.
std::string bash_completion(const CLI::App& app);
std::string zsh_completion(const CLI::App& app);

}  // namespace dudao
