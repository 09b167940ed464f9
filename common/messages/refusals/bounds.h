// Refusals of what is beyond a bound (domain/bounds.cpp): a field by its name, and how much is
// right.
#pragma once

#include <array>

#include "messages/refusals/sentence.h"

namespace dudao::messages {

// clang-format off
inline constexpr auto bound_refusals = std::to_array<Sentence>({
    {"{field}: more than {number} letters", "“{field}”超过{number}个字"},
    {"{field}: more than {number} bytes", "“{field}”超过{number}字节"},
    {"write it shorter", "请写短一些"},
    {"{field}: a character that cannot be printed", "“{field}”含不能显示的字符"},
    {"letters, digits and signs in UTF-8", "只用文字、数字和符号（UTF-8编码）"},
    {"{field}: not a name", "“{field}”不是名称"},
    {"1 to 64 letters, digits and signs", "名称为1至64个文字、数字或符号"},
    {"{field}: not a number from {least} to {most}", "“{field}”不在{least}至{most}之间"},
    {"write a number within these bounds", "请填写范围内的数"},
    {"{field}: a moment before 2000 or after 2199", "“{field}”早于2000年或晚于2199年"},
    {"a date from 2000-01-01 to 2199-12-31", "日期应在2000-01-01至2199-12-31之间"},
    {"start: more than a year ago", "开始时间早于一年以前"},
    {"a date within the last twelve months, or later", "应为最近十二个月以内或以后的日期"},
    {"end: more than ten years after start", "起止相隔超过十年"},
    {"a period of at most 3,660 days", "全期最多3660天"},
    {"{field}: more than {number} entries", "“{field}”超过{number}项"},
    {"leave some out", "请减少项数"},
    {"{field}: {number} are there, nothing more fits", "“{field}”已有{number}个，达到上限"},
    {"end what is not used any more", "请先停用不再使用的"},
    {"skills: a word is too long, holds a comma, or stands twice", "专长过长、含逗号或重复"},
    {"words of 1 to 64 bytes, each once", "每项1至64字节，各写一次"},
    {"theme: not a word of 1 to 16 characters A-Z a-z 0-9 . _ -", "主题应为1至16个字符，只用字母、数字和 . _ -"},
    {"a short word, such as R", "请用短代号，如R"},
    {"this key has had 1,000,000 incarnations", "此密钥的启用代次已达1000000上限"},
    {"enrol another key", "请登记新的密钥"},
    {"calendar.years: not in order, or a day outside its year", "日历的年份次序不对，或有日期不在其年份内"},
    {"years from 2000 to 2199, and days of each, once and ascending", "年份2000至2199，各年日期由早到晚，不重复"},
    {"calendar.zone: an offset beyond 15 hours, or changes out of order", "时区偏移超过15小时，或变更次序不对"},
    {"offsets from -900 to 900 minutes, changes from 1970 on in the order of time",
     "偏移应为-900至900分钟，变更自1970年起按时间先后排列"},
    {"no budget is so long", "延长后的时限过长"},
    {"at most {number} in all", "合计最多{number}"},
});
// clang-format on

}  // namespace dudao::messages
