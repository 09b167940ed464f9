#include "cli/init/faults.h"

#include "messages/refusals.h"
#include "refusals/says.h"

namespace dudao::init {
namespace {

std::string line_of(Lang lang, const Said& said) {
    RefusalWords words = in_english(said);
    const auto chinese = lang == Lang::Zh ? in_chinese(said) : std::nullopt;
    if (chinese) words = *chinese;
    if (words.mend.empty()) return words.what;
    return words.what + (chinese ? "；" : "; ") + words.mend;
}

}  // namespace

Said Place::of(const Said& sentence) const {
    if (line == 0) {
        return key.empty() ? says("fault_in_file", file, sentence)
                           : says("fault_in_entry", file, key, sentence);
    }
    if (column == 0) {
        return key.empty() ? says("fault_in_line", file, line, sentence)
                           : says("fault_in_cell", file, line, key, sentence);
    }
    return key.empty() ? says("fault_at", file, line, column, sentence)
                       : says("fault_in_key", file, line, column, key, sentence);
}

void Faults::add(const Place& place, const Error& error) {
    add(place, error.said.code.empty() ? says("as_told", error.what, error.mend) : error.said);
}

void Faults::add(const std::string& file, const CsvFaults& faults) {
    for (const CsvFault& each : faults.first) add({file, each.line, 0, each.column}, each.said);
    count_ += faults.count - faults.first.size();
}

Error Faults::report(Lang lang, const Said& last) const {
    std::string text;
    for (const Said& each : first_) text += (text.empty() ? "" : "\n") + line_of(lang, each);
    if (count_ > first_.size()) {
        text += "\n" + line_of(lang, says("more_faults", count_ - first_.size()));
    }
    if (!last.code.empty()) text += "\n" + line_of(lang, last);
    return {Error::Kind::BadInput, text, ""};
}

}  // namespace dudao::init
