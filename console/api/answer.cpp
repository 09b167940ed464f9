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

/// What a rule or a decoder says in the reader's language; a half is empty where it has none.
RefusalWords told(Lang lang, const Said& said, RefusalWords english) {
    return lang == Lang::En ? english : in_chinese(said).value_or(RefusalWords{});
}

std::string or_else(const std::string& half, std::string_view otherwise) {
    return half.empty() ? std::string(otherwise) : half;
}

Answer bad_input(Lang lang, const RefusalWords& detail) {
    const ProblemWords& words = words_for("bad_input");
    const bool zh = lang == Lang::Zh;
    std::string what(zh ? words.zh_what : words.en_what);
    if (!detail.what.empty()) what += (zh ? "：" : ": ") + detail.what;
    const std::string mend = or_else(detail.mend, zh ? words.zh_mend : words.en_mend);
    return made(words.status, {{"why", words.why}, {"what", std::move(what)}, {"mend", mend}});
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
    return bad_input(lang, told(lang, error.said, {error.what, error.mend}));
}

Answer bad(Lang lang, const Said& said) { return bad(lang, to_error(Error::Kind::BadInput, said)); }

Answer refused(Lang lang, const wire::Answer& answer) {
    const RefusalWords own = told(lang, answer.said, {answer.what, answer.mend});
    if (answer.why == "bad_input") return bad_input(lang, own);
    const std::string key = has_words("rule." + answer.why) ? "rule." + answer.why : "rule.other";
    const ProblemWords& words = words_for(key);
    const bool zh = lang == Lang::Zh;
    Json body{{"why", words.why},
              {"what", or_else(own.what, zh ? words.zh_what : words.en_what)},
              {"mend", or_else(own.mend, zh ? words.zh_mend : words.en_mend)}};
    if (!answer.possible.empty()) body["possible"] = answer.possible;
    return made(words.status, body);
}

Answer done(const Accepted& accepted, const std::string& code) {
    const auto id = [](std::uint64_t n) { return n == 0 ? std::string() : std::to_string(n); };
    const std::string number = accepted.number == 0 ? std::string()
                                                    : std::to_string(accepted.year) + "-" +
                                                          std::to_string(accepted.number);
    Json body{{"seq", accepted.commit},
              {"id", id(accepted.id)},
              {"number", number},
              {"proposal", id(accepted.proposal.value)}};
    if (!code.empty()) body["code"] = code;
    return plain(body);
}

}  // namespace dudao::console
