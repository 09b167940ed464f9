// Who may send what, held against a list of its own: a row that is widened or narrowed, in the
// table or on the way to it, is seen here. The list is written from docs/architecture.md's roles,
// not made of the product's table.
#include "domain/permission.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/county.h"

namespace dudao::test {
namespace {

struct Senders {
    std::set<std::string> people;     // by what they are in the county below
    std::set<std::string> processes;  // kinds of keys, without a person
    std::set<std::string> confirm;    // roles of the second person
};

const std::set<std::string> whoever{"leader",        "township_leader", "officer", "plan_keeper",
                                    "group_head",    "inspector",       "unit",    "auditor",
                                    "administrator", "nobody"};
// Where a unit speaks too, the command asks whose the matter is: a township's leader may ask.
const std::set<std::string> unit_or_leader{"unit", "leader", "township_leader"};
const std::set<std::string> of_the_group{"group_head", "inspector"};

const std::map<std::string, Senders> senders{
    {"unit.register", {{"plan_keeper"}, {}, {"leader"}}},
    {"person.register", {{"plan_keeper"}, {}, {"leader"}}},
    {"post.set", {{"plan_keeper", "officer"}, {}, {"leader"}}},
    {"grant.give", {{"leader"}, {}, {"leader"}}},
    {"grant.withdraw", {{"leader"}, {}, {"leader"}}},
    {"group.form", {{"plan_keeper"}, {}, {"leader"}}},
    {"conflict.declare",
     {{"plan_keeper", "group_head", "inspector"}, {}, {"plan_keeper", "leader"}}},
    {"conflict.withdraw",
     {{"plan_keeper", "group_head", "inspector"}, {}, {"plan_keeper", "leader"}}},
    // A person's key, as the blank command is; those of processes are asked for below.
    {"key.enrol", {{"officer"}, {}, {"leader", "administrator", "group_head"}}},
    {"checklist.adopt", {{"plan_keeper"}, {}, {"leader"}}},
    {"key.revoke", {{"officer", "administrator"}, {}, {"leader"}}},
    {"incarnation.grant", {{"officer"}, {}, {"leader"}}},
    {"invitation.give", {{"plan_keeper", "officer", "administrator"}, {}, {"leader", "officer"}}},
    {"invitation.accept", {{}, {"gateway"}, {}}},
    {"access.end", {{"plan_keeper", "officer", "administrator"}, {}, {}}},
    {"policy.adopt", {{"leader"}, {}, {"leader"}}},
    {"calendar.adopt", {{"plan_keeper"}, {}, {"leader"}}},
    {"proposal.confirm", {whoever, {}, {}}},
    {"proposal.refuse", {whoever, {}, {}}},
    {"plan.draft", {{"plan_keeper"}, {}, {}}},
    {"plan.propose", {{"plan_keeper"}, {}, {}}},
    {"plan.approve", {{"leader"}, {}, {}}},
    {"plan.withdraw", {{"plan_keeper", "leader"}, {}, {}}},
    {"plan.close", {{"leader"}, {}, {}}},
    {"draw.record", {{}, {"engine"}, {}}},
    {"task.release", {{"plan_keeper"}, {"engine"}, {}}},
    {"task.reseal", {{}, {"engine"}, {}}},
    {"task.delivered", {{}, {"device"}, {}}},
    {"task.accept", {{"group_head"}, {}, {}}},
    {"task.recuse", {{"group_head"}, {}, {}}},
    {"task.check_in", {of_the_group, {}, {}}},
    {"task.leave", {of_the_group, {}, {}}},
    {"task.answer", {of_the_group, {}, {}}},
    {"task.pick", {{"group_head"}, {}, {}}},
    {"evidence.attach", {{"group_head", "inspector", "unit"}, {}, {}}},
    {"evidence.stored", {{}, {"broker"}, {}}},
    {"task.report", {{"group_head"}, {}, {}}},
    {"task.review", {{"officer", "leader"}, {}, {}}},
    {"task.withdraw", {{"leader"}, {}, {"leader"}}},
    {"finding.record", {of_the_group, {}, {}}},
    {"finding.amend", {of_the_group, {}, {}}},
    {"finding.correct", {of_the_group, {}, {}}},
    {"finding.dismiss", {{"officer"}, {}, {}}},
    {"finding.contest", {{"unit"}, {}, {}}},
    {"finding.decide", {{"officer"}, {}, {}}},
    {"rectification.issue", {{"officer"}, {}, {}}},
    {"rectification.acknowledge", {{"unit"}, {}, {}}},
    {"rectification.remind", {{"officer"}, {}, {}}},
    {"rectification.serve_on_paper", {{"officer"}, {}, {}}},
    {"rectification.progress", {{"unit"}, {}, {}}},
    {"rectification.submit", {{"unit"}, {}, {}}},
    {"rectification.verify", {{"officer"}, {}, {}}},
    {"rectification.return", {{"officer"}, {}, {}}},
    {"rectification.extend", {{"unit"}, {}, {}}},
    {"rectification.decide_extension", {{"officer", "leader"}, {}, {}}},
    {"rectification.suspend", {{"officer"}, {}, {}}},
    {"rectification.resume", {{"officer"}, {}, {}}},
    {"rectification.refer_up", {{"officer"}, {}, {}}},
    {"rectification.take_referral", {unit_or_leader, {}, {}}},
    {"rectification.transfer", {{"officer"}, {}, {}}},
    {"rectification.assign", {{"officer"}, {}, {}}},
    {"rectification.recheck", {{"officer"}, {}, {}}},
    {"rectification.climb", {{"officer", "leader"}, {}, {}}},
    {"demand.acknowledge", {unit_or_leader, {}, {}}},
    {"demand.answer", {unit_or_leader, {}, {}}},
    {"demand.decide", {{"officer", "leader"}, {}, {}}},
    {"lead.open", {{"officer"}, {}, {}}},
    {"case.dispose", {{"officer"}, {}, {"officer"}}},
    {"case.name", {{"officer"}, {}, {}}},
    {"case.team", {{"officer"}, {}, {}}},
    {"case.authorise", {{"officer"}, {}, {"authority"}}},
    {"case.step", {{"officer"}, {}, {}}},
    {"case.decide", {{"officer"}, {}, {"authority"}}},
    {"case.defend", {whoever, {}, {}}},
    {"case.appeal", {whoever, {}, {}}},
    {"case.recuse", {{"officer"}, {}, {"authority", "superior"}}},
    {"case.extend", {{"officer"}, {}, {"authority", "superior"}}},
    {"team.form", {{"officer"}, {}, {"authority"}}},
    {"assignment.issue", {{"officer"}, {}, {}}},
    {"assignment.delivered", {{}, {"device"}, {}}},
    {"assignment.step", {whoever, {}, {}}},
    {"case.look", {whoever, {}, {}}},
    {"assignment.attach", {whoever, {}, {}}},
    {"assignment.review", {{"officer"}, {}, {}}},
    {"timer.fire", {{}, {"worker"}, {}}},
    {"notice.outcome", {{}, {"worker"}, {}}},
    {"contact.set", {whoever, {}, {"leader"}}},
    {"notice.test", {whoever, {}, {}}},
};

struct Offices : County {
    const PersonId admin{"p-admin"}, auditor{"p-auditor"}, nobody{"p-nobody"};
    const std::map<std::string, PersonId> people{
        {"leader", leader},       {"township_leader", township_leader},
        {"officer", officer},     {"plan_keeper", keeper},
        {"group_head", head},     {"inspector", inspector},
        {"unit", village},        {"auditor", auditor},
        {"administrator", admin}, {"nobody", nobody}};

    Offices() {
        for (const PersonId& each : {admin, auditor, nobody}) {
            must(PersonRow{each, words("辛※"), city}, keeper);
        }
        must_both(GiveGrant{admin, Role::Administrator, city, now + days(9)}, leader, mayor);
        must_both(GiveGrant{auditor, Role::Auditor, city, now + days(9)}, leader, mayor);
    }
    std::set<std::string> people_who_may(const Command& command) const {
        std::set<std::string> may;
        for (const auto& [word, person] : people) {
            if (may_send(state, as(person), command)) may.insert(word);
        }
        return may;
    }
    std::set<std::string> processes_that_may(const Command& command) const {
        std::set<std::string> may;
        for (const auto& [kind, word] : Names<KeyKind>::table) {
            if (may_send(state, process(kind), command)) may.insert(std::string(word));
        }
        return may;
    }
};

std::set<std::string> roles_in(std::uint32_t bits) {
    std::set<std::string> words;
    for (const auto& [role, word] : Names<Role>::table) {
        if ((bits & bit(role)) != 0) words.insert(std::string(word));
    }
    return words;
}

}  // namespace

TEST(Permission, every_command_is_sent_by_those_on_the_list_and_by_nobody_else) {
    const Offices county;
    std::set<std::string> asked;
    for (std::size_t i = 0; i < command_names.size(); ++i) {
        const Command command = blank_command(i);
        const std::string word(name(command));
        asked.insert(word);
        ASSERT_TRUE(senders.contains(word)) << word << ": who sends it?";
        EXPECT_EQ(county.people_who_may(command), senders.at(word).people) << word;
        EXPECT_EQ(county.processes_that_may(command), senders.at(word).processes) << word;
        EXPECT_EQ(roles_in(declaration_of(command).right.confirm), senders.at(word).confirm)
            << word;
    }
    EXPECT_EQ(asked.size(), senders.size()) << "a command on the list is there no more";
}

TEST(Permission, keys_of_processes_are_proposed_by_leaders_alone) {
    const Offices county;
    for (const KeyKind kind :
         {KeyKind::Engine, KeyKind::Worker, KeyKind::Broker, KeyKind::Gateway}) {
        EXPECT_EQ(county.people_who_may(County::key("x", kind)), (std::set<std::string>{"leader"}))
            << name(kind);
    }
}

}  // namespace dudao::test
