// What the console says when it does not do what was asked: what was wrong, and what would be
// right.
#pragma once

#include <array>
#include <string_view>

namespace dudao::console {

struct ProblemWords {
    std::string_view key;
    int status;
    std::string_view why;  // the contract's word for programs
    std::string_view zh_what;
    std::string_view zh_mend;
    std::string_view en_what;
    std::string_view en_mend;
};

// clang-format off
inline constexpr auto problems = std::to_array<ProblemWords>({
    {"signed_out", 401, "signed_out", "尚未登录或登录已过期", "请重新登录",
     "nobody is signed in, or the session has ended", "sign in again"},
    {"wrong_login", 401, "signed_out", "用户名、密码或验证码不正确", "请核对后再试",
     "name, password or code is not right", "check them and try again"},
    {"no_code", 400, "bad_input", "验证码应为六位数字", "请输入验证器显示的六位数字；尚未启用的请留空",
     "the code is not six digits", "the six digits the authenticator shows; none where it is not set up"},
    {"wrong_current", 403, "forbidden", "当前密码或验证码不正确，未作更改", "请核对后再试",
     "the present password or code is not right; nothing was changed", "check them and try again"},
    {"weak_password", 400, "bad_input", "新密码不能使用", "至少8个字符，最长256字节；不能与当前密码或用户名相同",
     "the new password will not do", "8 letters or more, at most 256 bytes; neither the present one nor your name"},
    {"wrong_new_code", 400, "bad_input", "验证器显示的验证码不符，未启用", "请核对密钥和手机时间，再输入新的验证码",
     "the new authenticator's code does not fit; nothing was changed", "compare the key and the phone's clock, then type the next code"},
    {"shared_account", 403, "forbidden", "演示账户人人共用，不能更改密码和验证器", "正式账户可在此更改",
     "a demo's account is everybody's: its password and second factor stay", "on an account of your own this page changes them"},
    {"accounts_refused", 503, "busy", "账号文件有误，暂不能使用", "请联系管理员：在服务器上运行 dudao doctor 可见原因，改正后立即生效",
     "the file of accounts has faults and is not used", "tell an administrator: `dudao doctor` on the server names them, and what is mended holds at once"},
    {"no_access", 403, "forbidden", "此账号尚未开通，或已停用", "请向纪检、方案管理或系统管理人员申领开通码",
     "this account is not opened yet, or its access has ended", "ask an officer, a plan keeper or an administrator for an invitation"},
    {"no_invitation", 404, "not_found", "没有与此开通码相符的邀请", "请核对24位开通码；每个开通码只能用一次，补发后旧码作废",
     "no invitation has this code", "read its 24 letters again; it is good once, and a later one takes its place"},
    {"invitation_over", 409, "refused", "此开通码已过有效期", "请重新申领",
     "this invitation has ended", "ask for another one"},
    {"no_device_keys", 400, "bad_input", "不是设备的公钥", "应为32字节的公钥和封存公钥，各写成64位十六进制",
     "these are not a device's public keys", "public_key and sealing_key, 32 bytes each, in 64 hex digits"},
    {"no_device_code", 400, "bad_input", "code不是终端编码", "应为设备屏幕上的12位字母和数字", "code is no code of a device",
     "the 12 letters and digits on its screen"},
    {"other_county", 409, "refused", "此设备要加入的是别的县", "请核对县的地址",
     "this device wants to join another county", "check the county's address that it was given"},
    {"device_revoked", 409, "refused", "此设备的密钥已停用", "请在设备上另建密钥后再试",
     "this device's key was revoked", "make new keys on it, in another folder, and try again"},
    {"too_many_devices", 429, "too_many", "等待登记的设备过多", "请先登记已在等待的设备，或半小时后再试",
     "too many devices wait to be enrolled", "enrol those that wait first, or try again in half an hour"},
    {"no_waiting_device", 404, "not_found", "没有显示此编码的设备在等待", "请核对设备屏幕上的12位编码和县名；编码半小时内有效，期间设备须保持等待",
     "no device with this code waits here", "read the 12 letters on its screen again, and whose county it names; it waits for half an hour"},
    {"account_name", 400, "bad_input", "用户名不能使用", "请填1至64字节，不含看不见的字符",
     "this name to sign in with will not do", "up to 64 bytes, nothing hidden in them"},
    {"name_taken", 409, "bad_input", "这个用户名已有人使用", "请换一个",
     "somebody else signs in with this name", "choose another one"},
    {"wants_second_factor", 400, "bad_input", "您的岗位须启用验证器", "请用手机验证器扫码，并输入它显示的六位数字",
     "your post needs a second factor", "scan the code with an authenticator and type the six digits it shows"},
    {"too_many", 429, "too_many", "尝试次数过多", "请稍候再试",
     "too many attempts", "wait a little, then try again"},
    {"forbidden", 403, "forbidden", "您的岗位无权查看或办理此项", "如需办理，请联系相应岗位人员",
     "this is not for your post to see or do", "ask whoever holds the post it is for"},
    {"no_upkeep", 409, "refused", "这里没有由dudao up运行，无法从网页办理", "请在本机运行dudao doctor、dudao log verify或dudao backup",
     "no dudao up runs this, so that it cannot be done from the page", "run dudao doctor, dudao log verify or dudao backup on the machine"},
    {"upkeep_busy", 409, "refused", "上一项维护还在进行", "请等它结束再办",
     "something else is still being done", "wait until it has ended"},
    {"no_noted_head", 400, "bad_input", "不是一次核对给出的链首", "应为“提交号:链首”，照上次核对后抄下的填写",
     "this is no head as a verification gave it", "COMMIT:HEAD, as it was noted down after the last one"},
    {"csrf", 403, "forbidden", "页面与登录不匹配，未办理", "请刷新页面后再试",
     "the page does not belong to this session; nothing was done", "reload the page, then try again"},
    {"not_found", 404, "not_found", "没有这一项，或不在您的可见范围内", "请核对编号",
     "no such item, or not yours to see", "check its number"},
    {"no_route", 404, "not_found", "没有这个接口", "接口清单见 console/openapi.yaml",
     "no such route", "console/openapi.yaml lists them"},
    {"method", 405, "bad_input", "不支持这种请求方式", "查询用 GET，办理用 POST",
     "this route does not take that method", "GET to look, POST to act"},
    {"bad_input", 400, "bad_input", "填写的内容有误", "请按提示修改后再提交",
     "something in the input is wrong", "mend it and send it again"},
    {"too_long", 413, "bad_input", "提交的内容过长", "办理内容不超过64 KiB，材料每次上传不超过256 KiB",
     "the body is too long", "a command has at most 64 KiB, a piece of evidence 256 KiB"},
    {"key_reused", 409, "bad_input", "这个提交编号已用于另一项办理", "请刷新页面后重新填写",
     "this key was used for another command", "reload the page and fill it in again"},
    {"busy", 503, "busy", "系统繁忙，未能及时得到答复", "请稍后再试；重复提交不会办理两次",
     "no answer in time", "try again; the same key is not done twice"},
    {"not_kept", 503, "busy", "材料未能存入，请重新上传", "系统会从已收到的部分接着传；如反复出现请联系管理员",
     "the evidence was not taken", "send it again from what is there; if it happens again, ask an administrator"},
    {"not_attached", 403, "forbidden", "这份材料由他人登记，由登记人上传", "请登记自己的材料后上传",
     "another attached this file, and brings its bytes", "attach a file of your own, then send it"},
    {"altered", 409, "refused", "材料与登记时的校验值不符，已被改动，不予显示", "请报告系统管理员和审计人员",
     "this file is not what was attached: it was altered, and is not shown", "tell an administrator and an auditor"},
    {"no_disk", 503, "busy", "未能办理：本机磁盘写不下，没有发出", "请联系管理员腾出磁盘空间，然后再提交",
     "not done: this machine's disk does not take it; nothing was sent", "an administrator frees disk; then send it again"},
    {"no_broker", 503, "busy", "暂时无法办理：受理系统未连接", "可继续查看；连接恢复后再提交",
     "the broker cannot be reached just now", "look on; send it again when the connection is back"},
    {"broken", 500, "broken", "这一项暂时无法显示", "其余内容不受影响；请将时间告知管理员",
     "this cannot be shown just now", "all else can; tell an administrator the time"},
    {"starting", 503, "busy", "系统正在启动，记录尚未读完", "请稍候再试",
     "the record is still being read", "try again in a moment"},
    // What the rules say no to, by the broker's word.
    {"rule.not_found", 404, "not_found", "没有这一项，或不在您的可见范围内", "请核对编号",
     "no such item, or not yours to see", "check its number"},
    {"rule.forbidden", 403, "forbidden", "此项办理不属于您的岗位", "请由相应岗位人员办理",
     "this command is not for your post", "whoever holds the post may send it"},
    {"rule.own_matter", 409, "refused", "您或您的单位参与过此事，应当回避", "请由其他人员办理",
     "you or your unit worked on it", "another must act"},
    {"rule.not_now", 409, "refused", "当前状态下不能这样办理", "请刷新后查看当前可办理的事项",
     "not possible in its present state", "look at what is possible now"},
    {"rule.too_late", 409, "refused", "已超过办理期限", "请按其他途径办理",
     "the time for it has passed", "there may be another way"},
    {"rule.full", 409, "refused", "已达到数量上限", "请先办结已有事项",
     "a bound is reached", "close what is open first"},
    {"rule.other", 409, "refused", "未能办理", "请刷新后再试，仍有问题请联系管理员",
     "it was not done", "reload and try again, or ask an administrator"},
});
// clang-format on

}  // namespace dudao::console
