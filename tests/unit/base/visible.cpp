// What of a text can be seen.
#include "visible.h"

#include <gtest/gtest.h>

namespace dudao {
namespace {

TEST(Visible, a_text_of_blanks_and_of_signs_that_draw_nothing_is_empty) {
    for (const char* nothing :
         {"", " ", "\t\r\n", "\u00A0", "\u3000\u2003\u200A", "\u200B\u200D\uFEFF", "\u2800",
          "\u3164", "\u115F\uFFA0", "\u202E", "\u00AD", "\U000E0041", "\uFE0F", "\x1B"}) {
        EXPECT_TRUE(is_blank(nothing)) << printable(nothing);
    }
    for (const char* something : {"x", " 无 ", "。", "\u2801", "\U0001F4F7", "\xFF"}) {
        EXPECT_FALSE(is_blank(something)) << something;
    }
}

TEST(Visible, what_hides_in_a_name_is_found_and_blanks_are_not) {
    for (const char* hiding : {"张\u200B三", "a\u202Eb", "\u2066x", "张\t三", "x\x7F", "x\u0085",
                               "李\uFE00", "\u2800村", "a\u2028b"}) {
        EXPECT_TRUE(hides_something(hiding)) << printable(hiding);
    }
    for (const char* plain : {"张三", "Ganlu Town", "买买提·吐尔逊", "欧阳\u3000明", "𠮷野家"}) {
        EXPECT_FALSE(hides_something(plain)) << plain;
    }
}

TEST(Visible, blanks_go_at_the_ends_alone) {
    EXPECT_EQ(trimmed("  a b\u3000\t"), "a b");
    EXPECT_EQ(trimmed("a"), "a");
    EXPECT_EQ(trimmed("\u200B \u3000"), "");
    EXPECT_EQ(trimmed("\u200Ba "), "\u200Ba") << "what hides is told, not taken away";
}

TEST(Visible, a_terminal_is_shown_what_hides) {
    EXPECT_EQ(printable("督导 ok"), "督导 ok");
    EXPECT_EQ(printable("a\x1B[2Jb"), "a<U+001B>[2Jb");
    EXPECT_EQ(printable("\u009B\n\u202Ex"), "<U+009B><U+000A><U+202E>x");
    EXPECT_EQ(printable("\U000E0041"), "<U+E0041>");
    EXPECT_EQ(printable("a\xFF"), "a\uFFFD");
}

}  // namespace
}  // namespace dudao
