#include "domain/folded.h"

#include "utf8.h"

namespace dudao {
namespace {

/// U+2F00 to U+2FD5: radicals, which text copied out of a PDF has in place of the characters.
constexpr std::u32string_view radicals =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土"
    U"士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手"
    U"支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉"
    U"瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳"
    U"聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
    U"辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯"
    U"鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

bool is_unseen(char32_t c) {
    return c == 0x00AD || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

bool is_blank(char32_t c) {
    return c == 0x09 || c == 0x0A || c == 0x0D || c == 0x00A0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x2800 || c == 0x3000 || c == 0x3164;
}

/// In its usual form, by NFKC.
char32_t usual(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // full width
    if (c >= 0x2F00 && c < 0x2F00 + radicals.size()) return radicals[c - 0x2F00];
    if (c >= 0x2460 && c <= 0x2468) return c - 0x2460 + U'1';  // ① to ⑨
    if (c >= 0x2080 && c <= 0x2089) return c - 0x2080 + U'0';  // below the line
    if (c >= 0x1D7CE && c <= 0x1D7FF) return (c - 0x1D7CE) % 10 + U'0';
    switch (c) {
        case 0x00B2:
            return U'2';
        case 0x00B3:
            return U'3';
        case 0x00B9:
            return U'1';
        case 0x2011:
            return 0x2010;
        case 0xFE58:
            return 0x2014;
        case 0xFE63:
            return U'-';
        case 0xFE59:
            return U'(';
        case 0xFE5A:
            return U')';
        case 0xFE5D:
            return U'〔';
        case 0xFE5E:
            return U'〕';
        case 0xFE55:
            return U':';
        default:
            return c;
    }
}

char32_t small(char32_t c) {
    const bool latin = (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
                       (c >= 0x410 && c <= 0x42F);
    return (c >= U'A' && c <= U'Z') || latin ? c + 0x20 : c;
}

}  // namespace

char32_t take_character(std::string_view& text) {
    const auto byte = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[at]));
    };
    const char32_t lead = byte(0);
    if (!begins_with_utf8(text)) {
        text.remove_prefix(1);
        return lead;
    }
    const std::size_t length = utf8_length(static_cast<unsigned char>(lead));
    char32_t character = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) character = (character << 6U) | (byte(at) & 0x3FU);
    text.remove_prefix(length);
    return character;
}

void put_character(std::string& text, char32_t c) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    const auto rest = [&](unsigned shift) { put(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        rest(0);
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        rest(6);
        rest(0);
    } else {
        put(0xF0 | (c >> 18));
        rest(12);
        rest(6);
        rest(0);
    }
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (!begins_with_utf8(text)) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        const char32_t c = take_character(text);
        if (is_unseen(c)) continue;
        put_character(out, is_blank(c) ? U' ' : small(usual(c)));
    }
    return out;
}

}  // namespace dudao
