// Refusals of what is beyond a bound (domain/bounds.cpp): a field by its name, and how much is
// right.
#pragma once

#include <array>

#include "refusals/sentence.h"

namespace dudao::refusals {

// clang-format off
inline constexpr auto of_bounds = std::to_array<Sentence>({
    {"number_out_of_bounds", {"{field}: not a number from {least} to {most}", "write a number within these bounds"},
     {"“{field}”不在{least}至{most}之间", "请填写范围内的数"}},
    {"too_many_entries", {"{field}: more than {number} entries", "leave some out"},
     {"“{field}”超过{number}项", "请减少项数"}},
    {"no_room", {"{field}: {number} are there, nothing more fits", "end what is not used any more"},
     {"“{field}”已有{number}个，达到上限", "请先停用不再使用的"}},
    {"not_printable", {"{field}: a character that cannot be printed", "letters, digits and signs in UTF-8"},
     {"“{field}”含不能显示的字符", "只用文字、数字和符号（UTF-8编码）"}},
    {"too_many_letters", {"{field}: more than {number} letters", "write it shorter"},
     {"“{field}”超过{number}个字", "请写短一些"}},
    {"too_many_bytes", {"{field}: more than {number} bytes", "write it shorter"},
     {"“{field}”超过{number}字节", "请写短一些"}},
    {"moment_out_of_bounds", {"{field}: a moment before 2000 or after 2199", "a date from 2000-01-01 to 2199-12-31"},
     {"“{field}”早于2000年或晚于2199年", "日期应在2000-01-01至2199-12-31之间"}},
    {"field_no_id", {"{field} is not an id", "1 to 64 characters of A-Z a-z 0-9 . _ -"},
     {"{field}的编号不合规", "编号为1至64个字符，只用字母、数字和 . _ -"}},
    {"field_no_name", {"{field}: not a name", "1 to 64 letters, digits and signs"},
     {"“{field}”不是名称", "名称为1至64个文字、数字或符号"}},
    {"no_skills", {"skills: a word is too long, holds a comma, or stands twice", "words of 1 to 64 bytes, each once"},
     {"专长过长、含逗号或重复", "每项1至64字节，各写一次"}},
    {"no_theme", {"theme: not a word of 1 to 16 characters A-Z a-z 0-9 . _ -", "a short word, such as R"},
     {"主题应为1至16个字符，只用字母、数字和 . _ -", "请用短代号，如R"}},
    {"calendar_years_out_of_order", {"calendar.years: not in order, or a day outside its year", "years from 2000 to 2199, and days of each, once and ascending"},
     {"日历的年份次序不对，或有日期不在其年份内", "年份2000至2199，各年日期由早到晚，不重复"}},
    {"start_too_long_ago", {"start: more than a year ago", "a date within the last twelve months, or later"},
     {"开始时间早于一年以前", "应为最近十二个月以内或以后的日期"}},
    {"zone_out_of_bounds", {"calendar.zone: an offset beyond 15 hours, or changes out of order", "offsets from -900 to 900 minutes, changes from 1970 on in the order of time"},
     {"时区偏移超过15小时，或变更次序不对", "偏移应为-900至900分钟，变更自1970年起按时间先后排列"}},
    {"plan_too_long", {"end: more than ten years after start", "a period of at most 3,660 days"},
     {"起止相隔超过十年", "全期最多3660天"}},
});
// clang-format on

}  // namespace dudao::refusals
