// Words are shown where they open the commitment in the log, and nowhere else.
#include <nlohmann/json.hpp>

#include "office.h"

namespace dudao::console::test {
namespace {

/// A county with a finding of known words.
struct County : Office {
    const RectificationId id = county.in_progress();
    const FindingId finding = county.of(id).finding;
    const std::string page = "/rectifications/" + std::to_string(id.value);
    const Text text = county.state.findings.at(finding).facts().text;

    County() { commit(); }
    std::string problem() { return data(page, county.officer)["problem"].get<std::string>(); }
};

}  // namespace

TEST(Words, that_open_the_commitment_in_the_log_are_shown) {
    County county;
    EXPECT_EQ(county.problem(), county.text.ref.substr(4));
}

TEST(Words, others_in_their_place_are_told_and_not_shown) {
    County county;
    county.kept.keep(county.text.ref, {"一切正常", "of other words", false}, 0);
    EXPECT_EQ(county.problem(), altered);
    EXPECT_EQ(county.get(county.page, county.county.officer, Lang::Zh).body.find("一切正常"),
              std::string::npos);
    EXPECT_NE(altered.find("已被改动"), altered.npos) << "in both languages";
    EXPECT_NE(altered.find("altered"), altered.npos);
}

TEST(Words, that_are_gone_are_told_from_those_that_are_another_s) {
    County county;
    county.kept.keep(county.text.ref, {"", "", true}, 0);
    EXPECT_EQ(county.problem(), missing);
    EXPECT_NE(missing, altered);
}

TEST(Words, of_one_text_do_not_stand_in_for_those_of_another) {
    WordsKept kept;
    kept.keep("ref", {"words", "commitment", false}, 0);
    Words words(kept);
    EXPECT_EQ(words.of(Text{"", "ref", "commitment"}), "words");
    EXPECT_EQ(words.of(Text{"", "ref", "another"}), altered);
    EXPECT_EQ(words.shown(), 1U) << "what is not shown is no look";
    EXPECT_EQ(words.of(Text{"", "ref2", "its own"}), "");
    EXPECT_EQ(words.wanted(), (WordsWanted{{"ref2", "its own"}}));
}

}  // namespace dudao::console::test
