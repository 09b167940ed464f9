#include "workers/letter.h"

#include <algorithm>
#include <vector>

#include "domain/notice_applies.h"
#include "messages/messages.h"
#include "workers/notice_text.h"

namespace dudao::workers {
namespace {

/// One line of each, those that mails may not tell together.
std::vector<std::string> lines_of(Lang lang, const State& state, const Notice& notice) {
    std::vector<std::string> lines;
    for (const NoticeItem& item : notice.items) {
        std::string words = may_be_mailed(item.text) ? item_words(lang, state, item) : "";
        if (words.empty()) words = text(lang, "mail.veiled");
        if (std::find(lines.begin(), lines.end(), words) == lines.end()) lines.push_back(words);
    }
    return lines;
}

std::string body_in(Lang lang, const State& state, const std::vector<std::string>& lines) {
    const Founding& founding = state.founding;
    std::string out = (lang == Lang::Zh ? founding.name_zh : founding.name_en) + "\n\n";
    for (const std::string& line : lines) out += "- " + line + "\n";
    return out + "\n" + std::string(text(lang, "mail.foot")) + "\n";
}

}  // namespace

Letter letter_of(const State& state, const Notice& notice, MailLang lang) {
    const Lang first = lang == MailLang::En ? Lang::En : Lang::Zh;
    const auto lines = lines_of(first, state, notice);
    Letter letter;
    const std::string count = std::to_string(lines.size());
    letter.subject = lines.size() == 1 ? format(first, "mail.subject", {{"text", lines.front()}})
                                       : format(first, "mail.subject.more",
                                                {{"text", lines.front()}, {"n", count}});
    letter.text = body_in(first, state, lines);
    if (lang == MailLang::Both) {
        letter.text += "\n" + body_in(Lang::En, state, lines_of(Lang::En, state, notice));
    }
    return letter;
}

}  // namespace dudao::workers
