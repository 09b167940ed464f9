// No free words lie in the log in clear: every plain text of every command is from a list, of a
// form that no sentence has, or a public paper's. A field that is added is not known here, and
// fails.
#include "domain/listed.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "domain/sight.h"
#include "tests/support/county.h"
#include "tests/support/docket.h"
#include "wire/event_codec.h"

namespace dudao::test {
namespace {

enum class Bound { Listed, Public };

/// By command and path. Listed: tried below with words. Public: what the county publishes anyway,
/// written by plan keepers and leaders: names, questions, plans, policy, calendar.
const std::map<std::string, Bound> bounds{
    {"unit.register name_zh", Bound::Public},
    {"unit.register name_en", Bound::Public},
    {"group.form name_zh", Bound::Public},
    {"group.form name_en", Bound::Public},
    {"group.form skills", Bound::Listed},
    {"checklist.adopt theme", Bound::Listed},
    {"checklist.adopt zh", Bound::Public},
    {"checklist.adopt en", Bound::Public},
    {"checklist.adopt items.id", Bound::Public},
    {"checklist.adopt items.zh", Bound::Public},
    {"checklist.adopt items.en", Bound::Public},
    {"checklist.adopt items.how", Bound::Public},
    {"checklist.adopt items.rule", Bound::Public},
    {"checklist.adopt items.note", Bound::Public},
    {"policy.adopt policy.title", Bound::Public},
    {"policy.adopt policy.case_limits.source", Bound::Public},
    {"team.form name_zh", Bound::Public},
    {"team.form name_en", Bound::Public},
    {"calendar.adopt calendar.revision", Bound::Public},
    {"calendar.adopt calendar.years.off.name", Bound::Public},
    {"calendar.adopt calendar.zone.name", Bound::Public},
    {"plan.draft title", Bound::Public},
    {"plan.draft mandate.decided_by", Bound::Public},
    {"plan.draft mandate.number", Bound::Public},
    {"plan.draft mandate.scope", Bound::Public},
    {"plan.draft themes", Bound::Listed},
    {"draw.record draw", Bound::Listed},
    {"task.release draw", Bound::Listed},
    {"task.check_in position.source", Bound::Listed},
    {"task.answer item", Bound::Listed},
    {"task.answer value", Bound::Listed},
    {"task.pick item", Bound::Listed},
    {"task.report gaps.item", Bound::Listed},
    {"evidence.attach mime", Bound::Listed},
    {"assignment.attach mime", Bound::Listed},
    {"finding.record facts.rule", Bound::Listed},
    {"finding.amend facts.rule", Bound::Listed},
    {"invitation.accept code", Bound::Listed},
    {"notice.outcome detail", Bound::Listed},
};

/// Every plain text of a record, by path; `seen` gets it to read or to overwrite.
struct Walk {
    std::function<void(const std::string& path, std::string& value)> seen;
    std::string path = {};

    void put(std::string& value) { seen(path, value); }
    void put(Bytes&) {}
    template <class T>
    void put(std::vector<T>& list) {
        if (list.empty()) list.emplace_back();  // what a list would hold
        for (T& each : list) put(each);
    }
    template <Record T>
    void put(T& record) {
        for_each_field(record, [&](std::string_view field, auto& member) {
            const std::string before = path;
            path += (path.empty() ? "" : ".") + std::string(field);
            put(member);
            path = before;
        });
    }
    template <class T>
    void put(T&) {}  // numbers, enums, moments; ids, which are codes; words of people
};

std::set<std::string> plain_fields_of(Command command) {
    std::set<std::string> paths;
    const std::string of(name(command));
    Walk walk{[&](const std::string& path, std::string&) { paths.insert(of + " " + path); }};
    std::visit([&](auto& body) { walk.put(body); }, command);
    return paths;
}

/// The command with words in one field, decided on; whether its events have them in clear.
bool reaches_the_log(const County& county, Command command, const Context& who,
                     const std::string& field, const std::string& said) {
    Walk walk{[&](const std::string& path, std::string& value) {
        if (path == field) value = said;
    }};
    std::visit([&](auto& body) { walk.put(body); }, command);
    const auto decided = county.decide_only(command, who);
    if (!decided) return false;
    for (const Event& event : decided->events) {
        if (encode_event(event).find(said) != std::string::npos) return true;
    }
    return false;
}

struct Sample {
    Command command;
    Context who;
};

/// A command of each kind that has a listed field, and that the rules take as it is.
std::vector<Sample> samples(Docket& county) {
    std::vector<Sample> all;
    county.staff();
    const AssignmentId verification = county.issue_assignment(
        county.verifying(cases::Track::Discipline), assignment::Kind::Verify, county.investigators);
    const PersonId hand{"p-i1"};
    county.must(StepAssignment{verification, assignment::Verb::Accept, {}, {}, {}}, hand);
    county.must(
        StepAssignment{verification, assignment::Verb::Begin, {hand, PersonId{"p-i2"}}, {}, {}},
        hand);
    all.push_back(
        {AttachToAssignment{verification, EvidenceHash{std::string(64, 'c')}, 9, "image/png"},
         county.as(hand)});
    const Context engine = county.process(KeyKind::Engine);
    const PlanId plan = county.state.plans.begin()->first;
    const Bytes hash(std::string(32, 'h'));
    all.push_back({RecordDraw{"gqc:77", plan, hash, hash, hash}, engine});
    county.must_as(RecordDraw{"gqc:76", plan, hash, hash, hash}, engine);
    ReleaseTask announced;
    announced.plan = plan;
    announced.group = county.group;
    announced.kind = TaskKind::Announced;
    announced.target = county.v2;
    announced.checklists = {Bytes(std::string(32, 'f'))};
    all.push_back({announced, county.as(county.keeper)});
    const TaskId visit{county.must(announced, county.keeper).id};
    county.must(AcceptTask{visit}, county.head);
    all.push_back({CheckIn{visit, {}, county.v2, {county.head}, {}}, county.as(county.head)});
    GroupRow group = county.state.groups.begin()->second;
    group.skills = {"F"};
    all.push_back({group, county.as(county.keeper)});
    all.push_back({county.state.checklists.begin()->second, county.as(county.keeper)});
    all.push_back({county.state.plans.begin()->second.draft, county.as(county.keeper)});
    const TaskId task = county.on_site();
    const FindingId finding = county.recorded(task);
    FindingFacts facts = county.state.findings.at(finding).facts();
    facts.rule = "F1";
    const FindingId ulid{"01J8YYYYYY0000000000000000"};
    county.must(AnswerItem{task, "F1", "n", {}}, county.head);
    const Context inspector = county.as(county.inspector);
    const Context head = county.as(county.head);
    const Gap gap{"F2", words("无人")};
    all.push_back({AnswerItem{task, "F1", "y", {}}, inspector});
    all.push_back({PickAnswer{task, "F1", 0}, head});
    all.push_back({ReportTask{task, true, words("总体"), {gap}}, head});
    all.push_back(
        {AttachEvidence{task, {}, EvidenceHash{std::string(64, 'a')}, 9, "image/png"}, inspector});
    all.push_back({RecordFinding{task, ulid, facts}, inspector});
    all.push_back({AmendFinding{finding, facts}, inspector});
    county.invite(county.village);
    all.push_back({AcceptInvitation{county.village, invitation_code}, county.pages()});
    return all;
}

}  // namespace

TEST(Listed, every_plain_text_of_every_command_is_bounded) {
    std::set<std::string> found;
    for (std::size_t i = 0; i < command_names.size(); ++i) {
        found.merge(plain_fields_of(blank_command(i)));
    }
    for (const std::string& field : found) {
        EXPECT_TRUE(bounds.contains(field)) << field << ": from a list, a form, or a Text?";
    }
    for (const auto& [field, bound] : bounds) {
        EXPECT_TRUE(found.contains(field)) << field << " is there no more";
    }
}

TEST(Listed, no_words_reach_the_log_through_a_listed_field) {
    Docket county;
    std::set<std::string> tried;
    for (const Sample& sample : samples(county)) {
        const std::string of(name(sample.command));
        ASSERT_TRUE(county.decide_only(sample.command, sample.who)) << of;
        for (const std::string& field : plain_fields_of(sample.command)) {
            if (bounds.at(field) != Bound::Listed) continue;
            tried.insert(field);
            for (const char* said : {"张三拿了五万元", "Zhang San took it", "张三"}) {
                EXPECT_FALSE(reaches_the_log(county, sample.command, sample.who,
                                             field.substr(of.size() + 1), said))
                    << field << ": " << said;
            }
        }
    }
    tried.insert("notice.outcome detail");  // below: it takes an attempt
    for (const auto& [field, bound] : bounds) {
        EXPECT_TRUE(bound == Bound::Public || tried.contains(field)) << field << " was not tried";
    }
}

TEST(Listed, what_a_channel_says_of_a_notice_is_in_its_own_words) {
    for (const char* known :
         {"file", "webhook", "file, webhook", "webhook: answer 500", "webhook: error 7",
          "no channel is set up", "the worker stopped", "file, webhook, mail",
          "file, mail: no address", "mail: recipient refused 550", "mail: refused 451"}) {
        EXPECT_EQ(listed_outcome(known), known);
    }
    for (const char* other :
         {"张三收到", "file, 张三", "webhook: answer five", "file, file, file, file",
          "mail: recipient refused p@x.cn", "webhook: answer 5000", ""}) {
        EXPECT_EQ(listed_outcome(other), "other") << other;
    }
    County county;
    county.issued();
    const Context worker = county.process(KeyKind::Worker);
    NoticeId id;
    for (const auto& [timer, row] : std::map(county.state.timers)) {
        if (row.kind != TimerKind::NoticeSend) continue;
        county.now = std::max(county.now, row.due);
        county.must_as(FireTimer{timer}, county.process(KeyKind::Worker));
        id = NoticeId{row.matter.id};
        break;
    }
    ASSERT_TRUE(id);
    Context by = worker;
    by.now = county.now;
    EXPECT_FALSE(reaches_the_log(county, NoticeOutcome{id, NoticeState::Sent, "file"}, by, "detail",
                                 "张三"));
}

TEST(Listed, an_answer_is_what_its_item_asks_for) {
    const auto item = [](const char* how, const char* en = "", const char* zh = "") {
        return ChecklistItem{"X1", zh, en, how, "", ""};
    };
    struct Case {
        ChecklistItem item;
        std::vector<std::string> good;
        std::vector<std::string> bad;
    };
    const std::vector<Case> all{
        {item("AY"), {"y", "n", ""}, {"yes", "张三", "1"}},
        {item(""), {"y", "n"}, {"maybe"}},
        {item("LP"), {"y", "n"}, {"photo"}},
        {item("CN"), {"0", "123456789", "3/5"}, {"1234567890", "3/", "-1", "三", "3 5", "3/5/5"}},
        {item("AT"), {"y", "none"}, {"n", "张三"}},
        {item("AS", "team members known (0, 1, 2+)"), {"0", "1", "2+"}, {"2", "y", "张三"}},
        {item("AS", "satisfied, so-so, not, silent", "满意、一般、不满、不答"),
         {"satisfied", "silent"},
         {"满意", "y"}},
        {item("AS", "help fits the cause", "帮的对得上难处"), {"y", "n"}, {"help fits the cause"}},
    };
    for (const Case& each : all) {
        for (const std::string& good : each.good) EXPECT_TRUE(is_answer(each.item, good)) << good;
        for (const std::string& bad : each.bad) EXPECT_FALSE(is_answer(each.item, bad)) << bad;
    }
}

TEST(Listed, evidence_of_another_type_is_kept_as_a_file_and_not_refused) {
    EXPECT_EQ(listed_type("image/jpeg"), "image/jpeg");
    EXPECT_EQ(listed_type("image/heic"), "application/octet-stream");
    EXPECT_EQ(listed_type(""), "application/octet-stream");
    EXPECT_EQ(listed_source(""), "none");
    EXPECT_EQ(listed_source("gps"), "gps");
    EXPECT_EQ(listed_source("张三家门口"), "other");
}

TEST(Listed, proofs_and_supporting_units_are_named_by_what_they_are) {
    County county;
    const FindingId finding = county.confirmed();
    const std::vector<EvidenceHash> no_hash{EvidenceHash{"ZhangSanTookIt"}};
    EXPECT_EQ(county.refused(ContestFinding{finding, words("不实"), no_hash}, county.village).why,
              Why::BadInput);
    IssueRectification order{finding,     county.v1,  county.village, {UnitId{"ZhangSan"}},
                             words("改"), words("验")};
    EXPECT_EQ(county.refused(order, county.officer).why, Why::BadInput);
    const RectificationId id = county.in_progress();
    EXPECT_EQ(county.refused(SubmitRectification{id, words("已修"), no_hash}, county.village).why,
              Why::BadInput);
}

}  // namespace dudao::test
