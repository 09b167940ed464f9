#include "files/faults.h"

#include <algorithm>

#include "messages/refusals.h"
#include "refusals/says.h"

namespace dudao::files {
namespace {

constexpr std::size_t runs_max = 50;

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

void Faults::add(const Place& place, const Said& what) {
    ++count_;
    // Without a line nobody would find the others; an error as it was told is like no other.
    const bool alone = place.line == 0 || what.code == "as_told";
    auto kind =
        alone ? kinds_.end() : std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& each) {
            return each.file == place.file && each.key == place.key && each.code == what.code;
        });
    if (kind == kinds_.end()) {
        if (kinds_.size() == kinds_shown_max) {
            ++untold_;
            return;
        }
        kind = kinds_.insert(kinds_.end(), {place.file, place.key, alone ? "" : what.code});
    }
    if (kind->first.size() < each_shown_max) {
        kind->first.push_back(place.of(what));
    } else {
        kind->lines.push_back(place.line);
    }
}

void Faults::add(const Place& place, const Error& error) {
    add(place, error.said.code.empty() ? says("as_told", error.what, error.mend) : error.said);
}

void Faults::add(const std::string& file, const CsvFaults& faults) {
    for (const CsvFault& each : faults.first) add({file, each.line, 0, each.column}, each.said);
    count_ += faults.count - faults.first.size();
    untold_ += faults.count - faults.first.size();
}

std::vector<Said> Faults::told(const Kind& kind) {
    std::vector<Said> lines = kind.first;
    const std::size_t more = kind.lines.size();
    if (more == 0) return lines;
    const std::string where = runs_of(kind.lines);
    lines.push_back(kind.key.empty() ? says("faults_alike_in_file", kind.file, more, where)
                                     : says("faults_alike", kind.file, kind.key, more, where));
    return lines;
}

Error Faults::report(Lang lang, const Said& last) const {
    std::string text;
    const auto add_line = [&](const Said& said) {
        text += (text.empty() ? "" : "\n") + line_of(lang, said);
    };
    for (const Kind& kind : kinds_) {
        for (const Said& each : told(kind)) add_line(each);
    }
    if (untold_ > 0) add_line(says("more_faults", untold_));
    for (const Said& each : hints_) add_line(each);
    if (!last.code.empty()) add_line(last);
    return {Error::Kind::BadInput, text, ""};
}

std::string runs_of(const std::vector<std::size_t>& numbers) {
    std::string text;
    std::size_t runs = 0;
    for (std::size_t i = 0; i < numbers.size();) {
        if (++runs > runs_max) return text + ", …";
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] <= numbers[last] + 1) ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
        if (numbers[last] != numbers[i]) text += "-" + std::to_string(numbers[last]);
        i = last + 1;
    }
    return text;
}

}  // namespace dudao::files
