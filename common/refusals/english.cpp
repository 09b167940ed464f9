#include "ensure.h"
#include "refusals/says.h"

namespace dudao {
namespace {

std::string half_of(const Said& said, std::string_view text, std::string RefusalWords::*half) {
    return fill_holes(text, [&](std::string_view hole) {
        std::string filled;
        for (const Argument& each : said.args) {
            if (each.hole != hole) continue;
            for (const Said& inner : each.inner) {  // of several each has a line
                const std::string told = in_english(inner).*half;
                filled += (filled.empty() || told.empty() ? "" : "\n") + told;
            }
            for (const std::string& value : each.values) {
                filled += (filled.empty() ? "" : ", ") + value;
            }
        }
        return filled;
    });
}

}  // namespace

Said refusals::made(const Sentence& sentence, std::vector<Argument> args) {
    const Holes holes(sentence.en);
    ensure(args.size() == holes.count, "a sentence has an argument for each hole");
    for (std::size_t i = 0; i < args.size(); ++i) args[i].hole = holes.names.at(i);
    return {std::string(sentence.code), std::move(args)};
}

RefusalWords in_english(const Said& said) {
    const std::size_t row = refusals::row_of(said.code);
    if (row == refusals::no_row) return {};
    const refusals::Sentence& sentence = refusals::table.at(row);
    return {half_of(said, sentence.en.what, &RefusalWords::what),
            half_of(said, sentence.en.mend, &RefusalWords::mend)};
}

}  // namespace dudao
