// What the rules refuse, as it reaches a reader: decided, over the wire, told by the console.
#include "console/commands/form.h"
#include "office.h"
#include "wire/command_codec.h"
#include "wire/message_codec.h"

namespace dudao::console::test {
namespace {

using Place = dudao::test::County;
using dudao::test::words;

/// The broker's answer to a client that reads `said`, or to one of an earlier release.
wire::Answer heard(const Rejection& no, bool reads_said = true) {
    wire::Answer answer{1,         1,         false,      {}, std::string(name(no.why)),
                        no.what(), no.mend(), no.possible};
    if (reads_said) answer.said = no.said;
    const auto message = wire::decode(wire::encode(wire::Message{"gqc", answer}));
    EXPECT_TRUE(message);
    return message ? std::get<wire::Answer>(message->body) : wire::Answer{};
}

Json told(const Rejection& no, Lang lang = Lang::Zh) {
    return Json::parse(refused(lang, heard(no)).body);
}

std::string told_of(const std::string& command, const Json& args) {
    const auto read = command_of(command, args, [](auto, auto, auto) { return std::uint64_t{0}; });
    EXPECT_FALSE(read);
    if (read) return {};
    return Json::parse(bad(Lang::Zh, read.error().said).body)["what"].get<std::string>();
}

}  // namespace

TEST(Refusals, a_demand_that_was_not_served_is_told_in_the_words_of_demands) {
    Place county;
    const auto id = county.in_progress();
    county.run_until(county.of(id).deadline + hours(1));
    ASSERT_EQ(county.state.demands.size(), 1U);
    const Demand& demand = county.state.demands.begin()->second;
    ASSERT_EQ(demand.state, demand::State::Issued);
    const Json no = told(county.refused(DecideDemand{demand.id, true, {}}, county.officer));
    EXPECT_EQ(no["what"], "“待送达”时不能认可答复");
    EXPECT_EQ(no["mend"], "现在可以：签收督办要求");
}

TEST(Refusals, a_plan_that_was_closed_is_told_in_the_words_of_plans) {
    Place county;
    const ClosePlan close{county.state.plans.begin()->first, words("提前结束")};
    county.must(close, county.leader);
    const Json no = told(county.refused(close, county.leader));
    EXPECT_EQ(no["what"], "“已结束”时不能结束");
    EXPECT_EQ(no["mend"], "此项已了结，不能再办理");
}

TEST(Refusals, what_was_put_into_a_sentence_arrives) {
    Place county;
    const auto id = county.in_progress();
    const RequestExtension ask{id, Budget{400, TimeUnit::WorkingDays}, words("雨季")};
    const Json no = told(county.refused(ask, county.village));
    EXPECT_EQ(no["what"], "填写的内容有误：延期时长不合规");
    EXPECT_EQ(no["mend"], "可延1至366个工作日");
    const Json forbidden = told(county.refused(VerifyRectification{id, {}, {}}, county.village));
    EXPECT_EQ(forbidden["what"], "“核验销号”不属于您的岗位");
    EXPECT_EQ(forbidden["mend"], "由纪检干部办理");
}

TEST(Refusals, an_english_reader_is_told_the_words_of_the_wire) {
    Place county;
    const auto id = county.in_progress();
    const Json no = told(county.refused(VerifyRectification{id, {}, {}}, county.officer), Lang::En);
    EXPECT_EQ(no["what"], "cannot verify while in_progress");
}

TEST(Refusals, a_broker_of_an_earlier_release_is_told_by_the_kind) {
    Place county;
    const auto id = county.in_progress();
    const wire::Answer old =
        heard(county.refused(VerifyRectification{id, {}, {}}, county.officer), false);
    const Json no = Json::parse(refused(Lang::Zh, old).body);
    EXPECT_EQ(no["what"].get<std::string>().find("cannot"), std::string::npos);
    EXPECT_FALSE(no["mend"].get<std::string>().empty());
    EXPECT_EQ(Json::parse(refused(Lang::En, old).body)["what"], "cannot verify while in_progress");
}

TEST(Refusals, a_form_is_told_by_the_words_of_its_fields) {
    EXPECT_EQ(told_of("rectification.submit", {{"rectification", 1}, {"measures", 7}}),
              "填写的内容有误：“提请核验”中“整改措施”填写不对");
    EXPECT_EQ(told_of("finding.record", {{"facts", {{"category", "none"}}}}),
              "填写的内容有误：“记录问题”中“问题情况的类别”填写不对");
    EXPECT_EQ(told_of("plan.draft", {{"more", 1}}), "填写的内容有误：“起草方案”中“more”填写不对");
}

}  // namespace dudao::console::test
