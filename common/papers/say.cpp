#include "papers/say.h"

#include "ensure.h"
#include "holes.h"

namespace dudao::papers {

std::string filled(Lang lang, std::size_t row, const std::vector<Filling>& fillings) {
    const Line& line = table.at(row);
    return fill_holes(lang == Lang::Zh ? line.zh : line.en, [&](std::string_view hole) {
        const auto at = std::find_if(fillings.begin(), fillings.end(),
                                     [&](const Filling& each) { return each.first == hole; });
        ensure(at != fillings.end(), "a line of a paper has a filling for each hole");
        return std::string_view(at->second);
    });
}

std::string_view word_of(Lang lang, std::string_view code) {
    const std::size_t row = row_of(code);
    ensure(row != no_row, "a line of a paper stands under its code");
    return lang == Lang::Zh ? table.at(row).zh : table.at(row).en;
}

}  // namespace dudao::papers
