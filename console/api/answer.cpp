#include "console/api/answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/problems.h"
#include "ensure.h"

namespace dudao::console {
namespace {

const ProblemWords& words_for(std::string_view key) {
    const auto at = std::find_if(problems.begin(), problems.end(),
                                 [&](const ProblemWords& each) { return each.key == key; });
    ensure(at != problems.end(), "a problem has its words");
    return *at;
}

bool has_words(std::string_view key) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const ProblemWords& each) { return each.key == key; });
}

Answer made(int status, const Json& body) {
    Answer answer = plain(body);
    answer.status = status;
    return answer;
}

/// A sentence of rules or decoders, which speak English; `otherwise` when there is none in the
/// reader's language.
std::string in_language(Lang lang, const std::string& sentence, std::string_view otherwise) {
    if (sentence.empty()) return std::string(otherwise);
    if (lang == Lang::En) return sentence;
    return in_chinese(sentence).value_or(std::string(otherwise));
}

/// The verbs that a refusal names, in the catalogue's words.
std::string verbs_in(Lang lang, const std::vector<std::string>& possible) {
    std::string list;
    for (const std::string& verb : possible) {
        const std::string key = "verb." + verb;
        list += (list.empty() ? "" : lang == Lang::Zh ? "、" : ", ");
        list += has_text(key) ? std::string(text(lang, key)) : verb;
    }
    return list;
}

}  // namespace

std::string text_of(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Answer plain(const Json& value) {
    Answer answer;
    answer.body = text_of(value);
    return answer;
}

Answer problem(Lang lang, std::string_view key, const std::string& detail) {
    const ProblemWords& words = words_for(key);
    std::string what(lang == Lang::Zh ? words.zh_what : words.en_what);
    if (!detail.empty()) what += (lang == Lang::Zh ? "：" : ": ") + detail;
    return made(words.status, {{"why", words.why},
                               {"what", what},
                               {"mend", lang == Lang::Zh ? words.zh_mend : words.en_mend}});
}

Answer bad(Lang lang, const Error& error) {
    const ProblemWords& words = words_for("bad_input");
    const bool zh = lang == Lang::Zh;
    const std::string detail = in_language(lang, error.what, {});
    std::string what(zh ? words.zh_what : words.en_what);
    if (!detail.empty()) what += (zh ? "：" : ": ") + detail;
    const std::string mend = in_language(lang, error.mend, zh ? words.zh_mend : words.en_mend);
    return made(words.status, {{"why", words.why}, {"what", std::move(what)}, {"mend", mend}});
}

Answer refused(Lang lang, const wire::Answer& answer) {
    if (answer.why == "bad_input") {
        return bad(lang, Error{Error::Kind::BadInput, answer.what, answer.mend});
    }
    const std::string key = has_words("rule." + answer.why) ? "rule." + answer.why : "rule.other";
    const ProblemWords& words = words_for(key);
    const bool zh = lang == Lang::Zh;
    std::string what = in_language(lang, answer.what, zh ? words.zh_what : words.en_what);
    std::string mend = in_language(lang, answer.mend, zh ? words.zh_mend : words.en_mend);
    if (!answer.possible.empty()) {
        mend = (zh ? "现在可以：" : "possible now: ") + verbs_in(lang, answer.possible);
    }
    Json body{{"why", words.why}, {"what", std::move(what)}, {"mend", std::move(mend)}};
    if (!answer.possible.empty()) body["possible"] = answer.possible;
    return made(words.status, body);
}

Answer done(const Accepted& accepted) {
    const auto id = [](std::uint64_t n) { return n == 0 ? std::string() : std::to_string(n); };
    const std::string number = accepted.number == 0 ? std::string()
                                                    : std::to_string(accepted.year) + "-" +
                                                          std::to_string(accepted.number);
    return plain({{"seq", accepted.commit},
                  {"id", id(accepted.id)},
                  {"number", number},
                  {"proposal", id(accepted.proposal.value)}});
}

}  // namespace dudao::console
