#include "cli/init/accounts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "disk/file.h"
#include "seal/password.h"

namespace dudao::init {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* demo_password = "gongqing-2026";  // made up, shown to everybody, of no worth

/// The holder of the first post of this role in a unit of this level.
PersonId holder(const County& county, Role role, Level level) {
    for (const auto& post : county.posts) {
        if (post.row.role != role || !post.row.holder) continue;
        const auto unit =
            std::find_if(county.units.begin(), county.units.end(),
                         [&](const auto& each) { return each.row.id == post.row.unit; });
        if (unit != county.units.end() && unit->row.level == level) return post.row.holder;
    }
    return {};
}

PersonId granted(const County& county, Role role) {
    for (const auto& grant : county.grants) {
        if (grant.row.role == role) return grant.row.person;
    }
    return {};
}

PersonId head(const County& county) {
    return county.groups.empty() ? PersonId{} : county.groups.front().row.head;
}

PersonId inspector(const County& county) {
    if (county.groups.empty()) return {};
    const GroupRow& group = county.groups.front().row;
    for (const PersonId& each : group.members) {
        if (each != group.head) return each;
    }
    return {};
}

}  // namespace

std::vector<DemoAccount> demo_accounts(const County& county) {
    const PersonId officer = holder(county, Role::Officer, Level::Department);
    std::vector<DemoAccount> accounts = {
        {"leader", Role::Leader, holder(county, Role::Leader, Level::City),
         "领导：查看全局，批准方案，约谈", "a leader: sees it all, approves plans, interviews"},
        {"officer", Role::Officer, officer ? officer : holder(county, Role::Officer, Level::City),
         "纪检干部：核验、销号、退回、审批延期",
         "an officer: verifies, strikes off, returns, extends"},
        {"authority", Role::Authority, holder(county, Role::Authority, Level::Department),
         "有权机关负责人：批准立案、作出决定",
         "the head of the authority: lets cases start, decides them"},
        {"keeper", Role::PlanKeeper, holder(county, Role::PlanKeeper, Level::Department),
         "方案管理员：方案、对象、人员", "the plan keeper: plans, targets, people"},
        {"head", Role::GroupHead, head(county), "督导组组长：本组任务与问题",
         "a group's head: its tasks and findings"},
        {"inspector", Role::Inspector, inspector(county), "督导员：本组任务与问题",
         "an inspector: the group's tasks and findings"},
        {"village", Role::UnitOfficer, holder(county, Role::UnitOfficer, Level::Village),
         "村级单位：签收、报告进展、提请核验、申请延期；本人案件",
         "a village: acknowledges, reports, submits, asks for time; its official's own case"},
        {"township", Role::UnitOfficer, holder(county, Role::UnitOfficer, Level::Township),
         "乡镇单位：本乡镇及所辖村的整改", "a township: its own and its villages' duties"},
        {"auditor", Role::Auditor, granted(county, Role::Auditor), "审计员：查看并核验全部记录",
         "an auditor: reads and verifies everything"},
        {"admin", Role::Administrator, granted(county, Role::Administrator),
         "系统管理员：系统与账号，不看内容", "the administrator: system and accounts, no content"},
    };
    std::erase_if(accounts, [](const DemoAccount& each) { return !each.person; });
    return accounts;
}

Result<void> save_accounts(const County& county, const StateFolder& folder) {
    Json file{{"accounts", Json::array()}};
    if (county.demo) {
        const auto hash = seal::hash_password(demo_password);
        if (!hash) return tl::unexpected<Error>(hash.error());
        file["demo"] = Json::array();
        for (const DemoAccount& each : demo_accounts(county)) {
            file["accounts"].push_back(
                {{"name", each.name}, {"person", each.person.text}, {"password", *hash}});
            file["demo"].push_back({{"name", each.name},
                                    {"password", demo_password},
                                    {"role", name(each.role)},
                                    {"person", each.person.text},
                                    {"zh", each.zh},
                                    {"en", each.en}});
        }
    }
    return disk::replace(folder.accounts(), file.dump(2) + "\n");
}

}  // namespace dudao::init
