// Refusals of a group's device to its phones and local clients (agents/).
#pragma once

#include <array>

#include "messages/refusals/sentence.h"

namespace dudao::messages {

// clang-format off
inline constexpr auto device_refusals = std::to_array<Sentence>({
    // The door for phones.
    {"this phone is not paired with the device", "此手机尚未与设备配对"},
    {"a code: dudao agent pair --as PERSON", "请在设备上用dudao agent pair取得配对码"},
    {"not sent by the page of this device", "不是本设备的页面发来的"},
    {"the header X-Dudao-Field: 1, and no other site's Origin", "请刷新页面后再试"},
    {"nothing here", "没有这个地址"},
    {"docs/field.md lists what there is", "可用的地址见docs/field.md"},
    {"no such code, or its ten minutes are over", "配对码不对，或已过10分钟"},
    {"a new one: dudao agent pair --as PERSON", "请在设备上用dudao agent pair重新取码"},
    {"five wrong codes came from this phone", "这部手机已输错5次配对码"},
    {"wait two minutes, then type the code again", "请等待2分钟后重新输入"},
    {"5000 of your commands wait to be sent", "您的待送已满5000条"},
    {"you have attached 1000 files in seven days", "您7天内已附佐证1000件"},
    {"this phone has brought files that are attached to nothing", "这部手机传来的文件还未附到任务或问题"},
    {"finish and attach them first", "请先传完并附上"},
    {"32 phones are paired with this device", "此设备已配对32部手机"},
    {"end one that is out of use: dudao agent unpair ID", "请先用dudao agent unpair解除不用的手机"},
    {"no such phone is paired with this device", "此设备没有配对这部手机"},
    {"`phones` lists those that are", "请用dudao agent phones查看"},
    {"the device begins anew", "设备正在重新启动"},
    {"ask again", "请稍候再试"},
    {"hash: the file is not here whole", "佐证文件尚未传完"},
    {"send its bytes first: files/{hash}", "请先传完文件：files/{hash}"},
    {"not the name of a file", "文件名不合规"},
    {"its SHA-256, 64 lower-case hex digits", "应为文件的SHA-256，64位小写十六进制"},
    {"not a piece of a file", "文件分片不合规"},
    {"?offset=N&size=M, at most 20 MiB, with 1 byte to 256 KiB of it", "应写?offset=N&size=M，文件不超过20MB，每片1字节至256KB"},
    {"the bytes are not those of this name", "文件内容与文件名不符"},
    {"send the file again from its beginning", "请从头重传这个文件"},
    // What is asked of it.
    {"no such task on this device", "本设备没有这项任务"},
    {"`tasks` lists those that have arrived", "请从已收到的任务中选择"},
    {"a finding with this id is recorded already", "这个问题已记录"},
    {"amend it, or record under an id of its own", "请改用“更正”，或另记一个问题"},
    {"the outbox is full: 100000 commands wait to be sent", "待送已满10万条"},
    {"go on line and wait until some have gone", "请联网，待部分送出后再试"},
    {"10000 evidence files on this device", "本设备的佐证文件已满10000件"},
    {"go on line and let them be stored at the office", "请联网，待办公室收存后再试"},
    {"this device serves no page for phones", "本设备没有开通手机页面"},
    {"start dudao-agent with --field-listen", "启动dudao-agent时请加--field-listen"},
    {"who is of this group is not known here yet", "本设备尚不知道组员名单"},
    {"go on line once", "请先联网一次"},
    {"{person} is not of this group", "{person}不是本组成员"},
    {"no row {number} here", "没有第{number}条"},
    {"a number that was given with \"kept\"; answered rows stay 7 days", "请用保存时给出的序号，已答复的保留7天"},
    {"1024 requests wait already", "已有1024项请求在等待"},
    {"wait for one of them", "请待其中一项答复后再试"},
    {"the file was not copied", "文件未能存入"},
    {"try again", "请再试一次"},
    {"gaps: {sentence}", "所缺内容中，{sentence}"},
    {"want the 26 characters that `record` gave", "应为记录问题时给出的26位编号"},
    {"want a ULID", "应为26位编号"},
    {"want a list of {item, reason}", "应为未查项目及原因的列表"},
    {"want a file, or `hash` of one that is here", "应为文件，或本设备已有文件的校验值"},
    {"want 64 lower-case hex digits", "应为64位小写十六进制"},
    {"want a type such as image/jpeg", "应为文件类型，如image/jpeg"},
    {"do: missing", "未写明要办什么"},
    {"do: '{text}' is not known", "没有“{text}”这种办理事项"},
    {"not a request", "不是请求"},
    {"one JSON object a line: {text}", "每行一个JSON对象：{text}"},
    {"not a command with a key", "提交的内容不完整"},
    {"'{field}' is not for a phone to say", "手机不能填“{field}”"},
    {"leave it out", "请去掉这一栏"},
    {"do: not a command", "不是可办理的事项"},
    {"accept, recuse, check_in, answer, pick, record, amend, correct, attach or report",
     "手机可办：接收、申请回避、到场、作答、选定、记录问题、更正、立行立改、附佐证、提交报告"},
    {"key: empty", "未填提交编号"},
    {"a ULID", "应为26位编号"},
});
// clang-format on

}  // namespace dudao::messages
