// Refusals about what waits for a second person (domain/proposal/), and about the keys, conflicts
// and grants that do.
#pragma once

#include <array>

#include "messages/refusals/sentence.h"

namespace dudao::messages {

// clang-format off
inline constexpr auto proposal_refusals = std::to_array<Sentence>({
    {"no such proposal, or it does not wait for you", "没有这件待确认事项，或不需由您确认"},
    {"see what waits for you: proposal list", "请在“待确认”中查看需由您确认的事项"},
    {"1,000 proposals wait already", "待确认事项已达1000件上限"},
    {"confirm or refuse those first", "请先处理已有的待确认事项"},
    {"you have proposed this already", "您已提出过同一事项"},
    {"it waits to be confirmed", "该事项正在等待确认"},
    {"100 proposals of yours wait already", "您提出的待确认事项已达100件上限"},
    {"withdraw some of them", "请先撤回一部分"},
    {"who proposed this may do so no longer", "提出人已无权办理此事项"},
    {"somebody who may proposes it anew", "请由有权的人员重新提出"},
    {"this waits for a second person", "此事项须另一人确认"},
    {"nobody else may confirm this", "没有其他人可以确认此事项"},
    {"it takes a second person, who neither proposes it nor gains by it", "须由另一人确认，且既非提出人也非受益人"},
    {"who proposed this cannot confirm it", "提出人不能自己确认"},
    {"a second person confirms it", "须由另一人确认"},
    {"this release cannot read what was proposed", "本版本无法读取所提事项"},
    {"refuse it, and propose it anew", "请不予确认，并重新提出"},
    {"this proposal has lapsed", "此事项已逾期失效"},
    {"propose it anew", "请重新提出"},
    {"nobody confirms what is for themselves", "涉及本人的事项不能由本人确认"},
    {"another person confirms it", "须由他人确认"},
    {"say why it is refused", "请写明不予确认的理由"},
    {"this person's conflicts of interest are not yours to declare", "您不能为该人员申报利害关系"},
    {"your own, as a head those of the own group, as a plan keeper anybody's", "本人可申报本人的，组长可申报本组人员的，方案管理员可申报任何人的"},
    {"a conflict of interest is with a village or a township", "利害关系须针对某个村或乡镇"},
    {"name the village; nobody is in conflict with the whole jurisdiction", "请选择具体的村；不能对全辖区申报"},
    {"this conflict of interest is on record already", "此利害关系已登记"},
    {"no such conflict of interest is on record", "没有登记这项利害关系"},
    {"the person and the very unit that were declared", "应为申报时的人员和单位"},
    {"say why it is over", "请写明解除的理由"},
    {"public_key is no CURVE public key", "公钥不是有效的CURVE公钥"},
    {"the 32 bytes that the key's own device shows", "应为设备所示的32字节公钥"},
    {"the id is not this key's", "编号与密钥不符"},
    {"the first 32 hex digits of SHA-256 of public_key", "应为公钥SHA-256的前32位十六进制数"},
    {"a new key has incarnation 1 and is not revoked", "新密钥的启用代次为1，且未停用"},
    {"leave both out", "这两项请留空"},
    {"group, and the 32 bytes of an X25519 public key", "应有督导组和32字节的X25519公钥"},
    {"this group has 8 devices already", "该组已有8台设备"},
    {"revoke one that is not used", "请先停用不用的设备"},
    {"this sealing key is another device's", "此封存公钥属于另一台设备"},
    {"each device has its own", "每台设备应有自己的公钥"},
    {"a field of another kind of key is filled", "填写了不属于此类密钥的内容"},
    {"person of a person's, group and sealing_key of a device's, signing_key of an engine's, speaks_for of a gateway's",
     "人员密钥填人员，设备密钥填组和封存公钥，抽取引擎填签名公钥，网关填可代为办理的人员"},
    {"an engine has a signing key", "抽取引擎须有签名公钥"},
    {"the 32 bytes of an Ed25519 public key", "应为32字节的Ed25519公钥"},
    {"speaks_for: no such person {person}", "没有这个人员：{person}"},
    {"speaks_for: somebody is named twice", "可代为办理的人员有重复"},
    {"each person once", "每人只列一次"},
    {"nobody gives themselves a role", "不能给本人授权"},
    {"two others give it: one proposes it, one confirms it", "须由另外两人办理：一人提出，一人确认"},
    {"members: somebody is named twice", "人员有重复"},
    {"each member once", "每名组员只列一次"},
});
// clang-format on

}  // namespace dudao::messages
