// The numbers of matters: written in one way, read in all ways that people type them.
#include <gtest/gtest.h>

#include "domain/folded.h"
#include "domain/number.h"
#include "messages/number_text.h"

namespace dudao {
namespace {

constexpr auto kinds = std::to_array({MatterKind::Task, MatterKind::Rectification, MatterKind::Case,
                                      MatterKind::Plan, MatterKind::Proposal});

TypedNumber whole(std::optional<MatterKind> kind, std::int32_t year, std::int32_t number) {
    return {kind, year, number, true, false};
}

TEST(Numbers, what_is_written_reads_as_what_it_is_in_both_languages) {
    for (const MatterKind kind : kinds) {
        EXPECT_TRUE(has_numbers(kind));
        for (const Lang lang : {Lang::Zh, Lang::En}) {
            const std::string written = number_text(lang, kind, 2026, 30);
            auto read = whole_number(written);
            ASSERT_TRUE(read) << written;
            read->ended = false;
            EXPECT_EQ(*read, whole(kind, 2026, 30)) << written;
        }
    }
    EXPECT_FALSE(has_numbers(MatterKind::Finding));
    EXPECT_EQ(number_text(Lang::Zh, MatterKind::Rectification, 2026, 3), "改字〔2026〕3号");
    EXPECT_EQ(number_text(Lang::En, MatterKind::Rectification, 2026, 3), "Rectification 2026-3");
    EXPECT_EQ(number_text(Lang::Zh, MatterKind::Task, 2026, 0), "");
}

TEST(Numbers, any_bracket_dash_width_and_blank_is_the_same_number) {
    for (const char* typed : {"改字〔2026〕3号",
                              "改字[2026]3号",
                              "改字(2026)3号",
                              "改字【2026】3号",
                              "改字（2026）3号",
                              "改字﹝2026﹞3号",
                              "改字〔２０２６〕３号",
                              "改字〔2026〕3",
                              "改〔2026〕3号",
                              "整改〔2026〕3号",
                              "改字〔2026〕第3号",
                              "改字〔2026〕03号",
                              " 改字 〔 2026 〕 3 号 ",
                              "改字\u3000〔2026〕\u00A03号",
                              "改字\u200B〔2026〕3号",
                              "改字2026-3",
                              "改字2026—3号",
                              "改字2026年3号",
                              "〔2026〕改字3号",
                              "Rectification 2026-3",
                              "rectification 2026/3",
                              "ＲＥＣＴＩＦＩＣＡＴＩＯＮ　２０２６－３",
                              "rectification no. 2026-3"}) {
        auto read = whole_number(typed);
        ASSERT_TRUE(read) << typed;
        read->ended = false;
        EXPECT_EQ(*read, whole(MatterKind::Rectification, 2026, 3)) << typed;
    }
    for (const char* typed : {"〔2026〕3号", "2026-3", "2026–3", "2026—3", "2026－3", "2026−3",
                              "２０２６-３", "[2026]3", "2026年第3号", "2026 - 3"}) {
        auto read = whole_number(typed);
        ASSERT_TRUE(read) << typed;
        read->ended = false;
        EXPECT_EQ(*read, whole(std::nullopt, 2026, 3)) << typed;
    }
}

TEST(Numbers, a_kind_is_told_from_another) {
    EXPECT_EQ(whole_number("督字〔2026〕3号")->kind, MatterKind::Task);
    EXPECT_EQ(whole_number("督方〔2026〕3号")->kind, MatterKind::Plan);
    EXPECT_EQ(whole_number("方字〔2026〕3号")->kind, MatterKind::Plan);
    EXPECT_EQ(whole_number("线字〔2026〕3号")->kind, MatterKind::Case);
    EXPECT_EQ(whole_number("Lead 2026-3")->kind, MatterKind::Case);
    EXPECT_EQ(whole_number("确字〔2026〕3号")->kind, MatterKind::Proposal);
}

TEST(Numbers, what_is_no_number_is_none) {
    for (const char* typed :
         {"", " ", "12", "2026", "2026-0", "2026-11-18", "0026-3", "1-3", "2026--3", "改字",
          "改字〔2026〕", "改字〔2026〕3号楼", "望字〔2026〕3号", "v-2026", "2026-3a", "号",
          "2026-9999999999", "\xFF\xFE"}) {
        EXPECT_FALSE(whole_number(typed)) << typed;
    }
}

TEST(Numbers, a_number_is_read_from_its_beginning_on) {
    EXPECT_EQ(read_number("改字")->kind, MatterKind::Rectification);
    EXPECT_EQ(read_number("改字〔2026")->year, 2026);
    EXPECT_EQ(read_number("改字〔20")->year, 0);
    EXPECT_EQ(read_number("〔2026〕")->year, 2026);
    EXPECT_EQ(read_number("改字〔2026〕1")->number, 1);
    EXPECT_FALSE(read_number("改字〔2026〕1")->ended);
    EXPECT_TRUE(read_number("改字〔2026〕1号")->ended);
    EXPECT_EQ(read_number("12")->number, 12);
    EXPECT_EQ(read_number("改字12号")->number, 12);
    EXPECT_FALSE(read_number("改字12号")->whole);
    EXPECT_FALSE(read_number("暑往村"));
}

TEST(Folded, text_becomes_what_people_mean_by_it) {
    EXPECT_EQ(folded("ＡｂＣ　１２③"), "abc 123");
    EXPECT_EQ(folded("\u2F00\u2F8F行"), "一行行");  // as it comes out of a PDF
    EXPECT_EQ(folded("暑\u200B往\uFEFF村"), "暑往村");
    EXPECT_EQ(folded("É"), "é");
    EXPECT_EQ(folded("\xFF"
                     "a"),
              "\xFF"
              "a");
    EXPECT_EQ(folded("\u00A0\u3000\t"), "   ");
}

}  // namespace
}  // namespace dudao
