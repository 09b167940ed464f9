#include "cli/nouns/usage.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>

#include "cli/nouns/chinese.h"
#include "cli/output.h"
#include "domain/command.h"

namespace dudao {
namespace {

constexpr std::size_t letters_off_max = 2;

/// Edits of one letter, and swaps of two neighbours, that make one word of the other.
std::size_t letters_off(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + changed});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

// The library's walks take a const program and give what is not const; nothing is changed here.
std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    const auto all = app.get_subcommands([](const CLI::App*) { return true; });
    return {all.begin(), all.end()};
}

std::vector<std::string> names_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* each : commands_of(app)) names.push_back(each->get_name());
    std::sort(names.begin(), names.end());
    return names;
}

const CLI::App* find(const CLI::App& app, const std::string& name) {
    for (const CLI::App* each : commands_of(app)) {
        if (each->get_name() == name) return each;
    }
    return nullptr;
}

/// "--columns" and "-o", those that start with a dash; sorted.
std::vector<std::string> flags_of(const CLI::App& app) {
    std::vector<std::string> flags;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
        for (const std::string& name : option->get_snames()) flags.push_back("-" + name);
    }
    std::sort(flags.begin(), flags.end());
    return flags;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

std::string comma_list(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

/// The noun and the verb among the words: those that are no flags and no values of flags.
std::vector<std::string> plain_words(const CLI::App& app, const std::vector<std::string>& words) {
    std::vector<std::string> plain;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with('-')) {
            plain.push_back(words[i]);
            if (plain.size() == 2) break;  // what follows is the verb's
            continue;
        }
        const CLI::App* noun = plain.empty() ? nullptr : find(app, plain.front());
        const CLI::Option* option = app.get_option_no_throw(words[i]);
        if (option == nullptr && noun != nullptr) option = noun->get_option_no_throw(words[i]);
        const bool takes_value = option != nullptr && option->get_expected_min() > 0;
        if (takes_value && words[i].find('=') == std::string::npos) ++i;
    }
    return plain;
}

std::string not_known(const std::string& what, const std::string& word, const CLI::App& among,
                      Lang lang) {
    const auto known = names_of(among);
    const std::string meant = nearest(word, known);
    std::string told(say(lang, "没有“", "no "));
    told += lang == Lang::Zh ? word + "”这" + what : what + " '" + word + "'";
    if (!meant.empty()) {
        told += lang == Lang::Zh ? "；是不是 " + meant + "？" : "; did you mean '" + meant + "'?";
    }
    told += std::string(say(lang, "\n可用：", "\nknown: ")) + comma_list(known);
    return told;
}

/// Words of the frame around a help.
constexpr std::pair<const char*, const char*> frame[] = {
    {"Usage", "用法"},       {"OPTIONS", "选项"}, {"SUBCOMMAND", "办理"},  {"SUBCOMMANDS", "办理"},
    {"Positionals", "参数"}, {"Options", "选项"}, {"Subcommands", "办理"}, {"REQUIRED", "必填"},
    {"TEXT", "文字"},        {"INT", "整数"},     {"UINT", "整数"},        {"FLOAT", "数"},
    {"DIR", "文件夹"},       {"BOOLEAN", "是否"},
};

void say_in_chinese(CLI::App& app) {
    const auto put = [](const std::string& english) {
        const auto chinese = in_chinese(english);
        return chinese.empty() ? english : std::string(chinese);
    };
    app.description(put(app.get_description()));
    app.group("办理");
    for (CLI::Option* option : app.get_options()) {
        option->description(put(option->get_description()));
        option->group("选项");
    }
    for (CLI::App* each : app.get_subcommands([](CLI::App*) { return true; }))
        say_in_chinese(*each);
}

/// A command of the domain declares its help in both languages itself.
bool is_of_the_domain(const std::string& description) {
    return std::any_of(command_declarations.begin(), command_declarations.end(),
                       [&](const CommandDeclaration& each) {
                           return each.help.en == description || each.help.zh == description;
                       });
}

void look_for_english(const CLI::App& app, std::vector<std::string>& missing) {
    const auto look = [&missing](const std::string& english) {
        const bool letters = std::any_of(english.begin(), english.end(),
                                         [](char c) { return (c >= 'a' && c <= 'z'); });
        if (letters && in_chinese(english).empty()) missing.push_back(english);
    };
    for (const CLI::Option* option : app.get_options()) look(option->get_description());
    for (const CLI::App* each : commands_of(app)) {
        if (!is_of_the_domain(each->get_description())) look(each->get_description());
        look_for_english(*each, missing);
    }
}

/// One noun's line of a completion: its verbs, and the flags of each.
struct Completed {
    std::string noun;
    std::vector<std::string> verbs;
    std::map<std::string, std::vector<std::string>> flags;  // by verb; "" of a noun without verbs
};

std::vector<Completed> completed(const CLI::App& app) {
    std::vector<Completed> all;
    for (const CLI::App* noun : commands_of(app)) {
        Completed each{noun->get_name(), names_of(*noun), {}};
        each.flags[""] = flags_of(*noun);
        for (const CLI::App* verb : commands_of(*noun))
            each.flags[verb->get_name()] = flags_of(*verb);
        all.push_back(std::move(each));
    }
    return all;
}

/// case "$noun $verb" in … esac: what may come next.
std::string cases_of(const CLI::App& app) {
    std::string out;
    for (const Completed& each : completed(app)) {
        for (const auto& [verb, flags] : each.flags) {
            if (verb.empty() && !each.verbs.empty()) continue;
            out += "        '" + each.noun + " " + verb + "') flags='" + joined(flags) + "' ;;\n";
        }
    }
    return out;
}

/// case "$noun" in … esac: puts the noun's verbs into `variable`.
std::string verbs_of(const CLI::App& app, const std::string& variable) {
    std::string out;
    for (const Completed& each : completed(app)) {
        if (!each.verbs.empty())
            out += "        " + each.noun + ") " + variable + "='" + joined(each.verbs) + "' ;;\n";
    }
    return out;
}

}  // namespace

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = letters_off_max + 1;
    for (const std::string& each : known) {
        const std::size_t off = letters_off(word, each);
        if (off < least && 2 * off < std::max(word.size(), each.size())) {
            least = off;
            best = each;
        }
    }
    return best;
}

std::string lang_among(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--lang" && i + 1 < words.size()) return words[i + 1];
        if (words[i].starts_with("--lang=")) return words[i].substr(7);
    }
    return {};
}

void speak(CLI::App& app, Lang lang) {
    if (lang == Lang::En) return;
    say_in_chinese(app);
    for (const auto& [en, zh] : frame) app.get_formatter()->label(en, zh);
}

std::vector<std::string> not_in_chinese(const CLI::App& app) {
    std::vector<std::string> missing;
    look_for_english(app, missing);
    return missing;
}

std::optional<std::string> unknown_word(const CLI::App& app, const std::vector<std::string>& words,
                                        Lang lang) {
    const auto plain = plain_words(app, words);
    if (plain.empty()) return std::nullopt;
    const CLI::App* noun = find(app, plain[0]);
    if (!noun) return not_known(std::string(say(lang, "个命令", "command")), plain[0], app, lang);
    if (plain.size() < 2 || noun->get_require_subcommand_min() == 0) return std::nullopt;
    if (find(*noun, plain[1])) return std::nullopt;
    return not_known(std::string(say(lang, "项办理（", "verb of ")) + plain[0] +
                         std::string(say(lang, "）", "")) + (lang == Lang::Zh ? "" : ":"),
                     plain[1], *noun, lang);
}

std::string usage_error(const CLI::ParseError& error, Lang lang) {
    std::string english = error.what();
    if (lang == Lang::En) return english;
    const std::string kind = error.get_name();
    if (kind == "RequiredError") return "缺少必填的内容（" + english + "）";
    if (kind == "ExtrasError") return "多出的内容（" + english + "）";
    if (kind == "ValidationError" || kind == "ConversionError")
        return "填写不对（" + english + "）";
    if (kind == "ArgumentMismatch") return "填写的个数不对（" + english + "）";
    return "命令写法不对（" + english + "）";
}

std::optional<std::string> help_of(const CLI::App& app, const std::vector<std::string>& words) {
    const CLI::App* at = &app;
    std::string before;
    for (const std::string& word : words) {
        before += (before.empty() ? "" : " ") + at->get_name();
        at = find(*at, word);
        if (!at) return std::nullopt;
    }
    // Not App::help(), which answers for the command that was parsed: `help` itself.
    return at->get_formatter()->make_help(
        at, before.empty() ? at->get_name() : before + " " + at->get_name(),
        CLI::AppFormatMode::Normal);
}

std::string bash_completion(const CLI::App& app) {
    return "# Completion of dudao for bash, made from its commands: dudao completion bash\n"
           "_dudao() {\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} noun= verb= words= flags= i\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case ${COMP_WORDS[i]} in\n"
           "            --state | --lang | --output | -o | --as | --key | --broker | --broker-key "
           "| "
           "--redis | --redis-auth-file) ((i++)) ;;\n"
           "            -*) ;;\n"
           "            *) if [ -z \"$noun\" ]; then noun=${COMP_WORDS[i]}; elif [ -z \"$verb\" ]; "
           "then verb=${COMP_WORDS[i]}; fi ;;\n"
           "        esac\n"
           "    done\n"
           "    case ${COMP_WORDS[COMP_CWORD-1]} in\n"
           "        --lang) COMPREPLY=($(compgen -W 'zh en' -- \"$cur\")); return ;;\n"
           "        -o | --output) COMPREPLY=($(compgen -W 'table json csv' -- \"$cur\")); return "
           ";;\n"
           "        --state | --key | --county | --report | --redis-auth-file | --evidence) "
           "COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"
           "    esac\n"
           "    case $noun in\n"
           "        '') words='" +
           joined(names_of(app)) + "' ;;\n" + verbs_of(app, "words") +
           "    esac\n"
           "    case \"$noun $verb\" in\n" +
           cases_of(app) +
           "    esac\n"
           "    case $cur in\n"
           "        -*) words=\"$flags " +
           joined(flags_of(app)) +
           "\" ;;\n"
           "        *) [ -z \"$verb\" ] || words= ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
           "}\n"
           "complete -o default -F _dudao dudao\n";
}

std::string zsh_completion(const CLI::App& app) {
    return "#compdef dudao\n"
           "# Completion of dudao for zsh, made from its commands: dudao completion zsh\n"
           "_dudao() {\n"
           "    local noun='' verb='' next='' flags='' word i\n"
           "    for ((i = 2; i < CURRENT; i++)); do\n"
           "        word=${words[i]}\n"
           "        case $word in\n"
           "            --state | --lang | --output | -o | --as | --key | --broker | --broker-key "
           "| "
           "--redis | --redis-auth-file) ((i++)) ;;\n"
           "            -*) ;;\n"
           "            *) if [[ -z $noun ]]; then noun=$word; elif [[ -z $verb ]]; then "
           "verb=$word; "
           "fi ;;\n"
           "        esac\n"
           "    done\n"
           "    case ${words[CURRENT-1]} in\n"
           "        --lang) compadd zh en; return ;;\n"
           "        -o | --output) compadd table json csv; return ;;\n"
           "        --state | --key | --county | --report | --redis-auth-file | --evidence) "
           "_files; "
           "return ;;\n"
           "    esac\n"
           "    case $noun in\n"
           "        '') next='" +
           joined(names_of(app)) + "' ;;\n" + verbs_of(app, "next") +
           "    esac\n"
           "    case \"$noun $verb\" in\n" +
           cases_of(app) +
           "    esac\n"
           "    if [[ $PREFIX == -* ]]; then\n"
           "        compadd -- ${=flags} " +
           joined(flags_of(app)) +
           "\n"
           "    elif [[ -z $verb ]]; then\n"
           "        compadd -- ${=next}\n"
           "    else\n"
           "        _files\n"
           "    fi\n"
           "}\n"
           // From fpath this file is read at the first Tab, and that Tab wants an answer too.
           "if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then\n"
           "    _dudao \"$@\"\n"
           "else\n"
           "    compdef _dudao dudao\n"
           "fi\n";
}

}  // namespace dudao
