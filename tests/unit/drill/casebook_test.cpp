// The play's texts speak of one thing: the answer, the finding beside it, its picture, what is
// demanded and what was done; and an act's words fit the act, whatever the seed.
#include "cli/drill/casebook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "cli/drill/chance.h"
#include "cli/drill/phrases.h"
#include "cli/drill/rule.h"

namespace dudao::drill {
namespace {

constexpr std::uint64_t seeds = 50;

std::string read(const std::string& name) {
    std::ifstream in(std::filesystem::path(DUDAO_COUNTY) / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The items of the county's checklists, with what the drill reads of them.
std::vector<ChecklistItem> items() {
    std::vector<ChecklistItem> all;
    std::ifstream in(std::filesystem::path(DUDAO_COUNTY) / "checklists.toml");
    for (std::string line; std::getline(in, line);) {
        if (line == "[[checklists.items]]") all.emplace_back();
        const auto from = line.find(" = \"");
        if (all.empty() || from == line.npos) continue;
        const std::string value = line.substr(from + 4, line.rfind('"') - from - 4);
        if (line.starts_with("id ")) all.back().id = value;
        if (line.starts_with("zh ")) all.back().zh = value;
        if (line.starts_with("how ")) all.back().how = value;
        if (line.starts_with("rule ")) all.back().rule = value;
    }
    return all;
}

bool has(std::string_view text, std::string_view words) { return text.find(words) != text.npos; }

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char each) { return static_cast<unsigned char>(each) < 0x80; });
}

}  // namespace

TEST(Casebook, every_item_that_can_be_a_finding_has_its_own_words) {
    std::size_t seen = 0;
    std::set<std::string_view> found;
    for (const ChecklistItem& item : items()) {
        if (!parse_rule(item.rule)) continue;
        ++seen;
        const Lack* lack = lack_of(item.id);
        ASSERT_NE(lack, nullptr) << item.id << " " << item.zh;
        EXPECT_TRUE(found.insert(lack->found.zh).second)
            << item.id << " says what another one says";
        EXPECT_FALSE(lack->demanded.zh.empty() || lack->done.zh.empty()) << item.id;
    }
    EXPECT_GT(seen, 50U);
    EXPECT_EQ(seen, all_lacks().size()) << "nothing is said of items that are not there";
}

TEST(Casebook, a_wrong_answer_is_never_the_right_one) {
    std::size_t seen = 0;
    for (const ChecklistItem& item : items()) {
        if (!parse_rule(item.rule)) continue;
        EXPECT_NE(answer_to(item, true), answer_to(item, false)) << item.id;
        ++seen;
    }
    EXPECT_GT(seen, 50U);
}

TEST(Casebook, a_picture_shows_what_its_words_say) {
    const std::map<std::string_view, std::vector<std::string_view>> speaks_of = {
        {"board", {"公示", "张贴"}},
        {"well", {"水井"}},
        {"road", {"道路"}},
        {"meeting", {"工作室", "会"}},
        {"book", {"册", "责任状", "记录", "帮扶人", "空白表", "村册"}},
        {"house", {"户", "住", "房", "销号"}},
        {"field", {"事", "公益岗"}},
    };
    std::size_t seen = 0;
    for (const Lack& lack : all_lacks()) {
        for (const std::string_view picture : {lack.picture, lack.mended}) {
            if (picture.empty()) continue;
            ++seen;
            EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(DUDAO_COUNTY) / "pictures" /
                                                (std::string(picture) + ".jpg")))
                << lack.item;
            const auto words = speaks_of.find(picture);
            ASSERT_NE(words, speaks_of.end()) << lack.item << ": " << picture;
            bool said = false;
            for (const std::string_view each : words->second)
                said = said || has(lack.found.zh, each) || has(lack.done.zh, each);
            EXPECT_TRUE(said) << lack.item << ": " << picture << " beside " << lack.found.zh;
        }
    }
    EXPECT_GT(seen, 20U);
}

TEST(Casebook, an_acceptance_asks_for_nothing_and_a_return_says_what_is_missing) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const std::uint64_t drawn = Chance(seed).draw("words", "task/2026/1");
        for (const Saying good : {Saying::AnswerAccepted, Saying::VerifiedOnPaper,
                                  Saying::VerifiedOnSite, Saying::Granted, Saying::RecheckHolds}) {
            const std::string said = phrase(good, Lang::Zh, drawn);
            for (const char* asks : {"请补充", "不足", "缺", "不同意", "反复", "又出现"})
                EXPECT_FALSE(has(said, asks)) << said;
        }
        EXPECT_TRUE(has(phrase(Saying::AnswerLacks, Lang::Zh, drawn), "请补充"));
        EXPECT_TRUE(has(phrase(Saying::Returned, Lang::Zh, drawn), "请补充"));
        EXPECT_TRUE(has(phrase(Saying::Interview, Lang::Zh, drawn), "约谈"));
        EXPECT_FALSE(has(phrase(Saying::VerifiedOnPaper, Lang::Zh, drawn), "现场"));
        EXPECT_FALSE(has(phrase(Saying::RecheckFails, Lang::Zh, drawn), "属实"));
    }
}

/// Everything that a play may say.
std::vector<Said> all_said() {
    std::vector<Said> all;
    const auto add = [&all](std::span<const Said> more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    for (const Lack& lack : all_lacks()) add(std::array{lack.found, lack.demanded, lack.done});
    for (int i = 0; i <= static_cast<int>(Saying::Answer); ++i)
        add(phrases(static_cast<Saying>(i)));
    for (const auto& [category, word] : Names<Category>::table) add(finding_phrases(category));
    return all;
}

TEST(Casebook, in_english_not_a_word_is_chinese) {
    std::set<std::string_view> english;
    std::size_t seen = 0;
    for (const Said& said : all_said()) {
        EXPECT_FALSE(said.zh.empty() || said.en.empty()) << said.zh << said.en;
        EXPECT_TRUE(is_ascii(said.en)) << said.en;
        EXPECT_FALSE(is_ascii(said.zh)) << said.zh;
        english.insert(said.en);
        ++seen;
    }
    EXPECT_GT(seen, 200U);
    EXPECT_GT(english.size() * 10, seen * 9) << "as different from one another as the Chinese";
}

TEST(Casebook, the_county_of_today_uses_the_words_of_today) {
    for (const char* file : {"units.csv", "posts.csv", "checklists.toml", "plan.toml"}) {
        const std::string text = read(file);
        ASSERT_FALSE(text.empty()) << file;
        for (const char* former : {"扶贫", "贫困户", "贫困村", "脱贫攻坚"})
            EXPECT_FALSE(has(text, former)) << file << " has " << former;
    }
    for (const Lack& lack : all_lacks()) {
        for (const std::string_view text : {lack.found.zh, lack.demanded.zh, lack.done.zh})
            EXPECT_FALSE(has(text, "扶贫") || has(text, "贫困")) << lack.item;
    }
}

}  // namespace dudao::drill
