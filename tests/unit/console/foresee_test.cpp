// What is told before a deed is what the deed then does: each is asked for, done, and compared.
#include "office.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

struct Before : Office {
    std::string escaped(const std::string& text) {
        std::string out;
        for (const char c : text) {
            const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
            if (plain) {
                out += c;
            } else {
                constexpr std::string_view digits = "0123456789ABCDEF";
                const auto byte = static_cast<unsigned char>(c);
                out += {'%', digits[byte / 16], digits[byte % 16]};
            }
        }
        return out;
    }

    Json asked(const PersonId& person, const std::string& command, const Json& args) {
        commit();
        return data("/foresee/" + command + "?args=" + escaped(args.dump()), person);
    }

    /// The effects of one kind.
    std::vector<Json> effects(const Json& told, std::string_view kind) {
        EXPECT_TRUE(told["refused"].is_null()) << told.dump();
        std::vector<Json> found;
        for (const Json& each : told["effects"]) {
            if (each["kind"] == kind) found.push_back(each);
        }
        return found;
    }

    Json effect(const Json& told, std::string_view kind) {
        const auto found = effects(told, kind);
        EXPECT_EQ(found.size(), 1U) << kind << ": " << told.dump();
        return found.empty() ? Json::object() : found.front();
    }

    void hand_in(RectificationId id) {
        county.must(SubmitRectification{id, words("已改"), proof}, county.village);
    }
};

}  // namespace

TEST(Foresee, a_second_return_climbs_and_sets_a_new_date_and_says_so) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    const Json args{{"rectification", id_text(id)}, {"hollow", false}, {"gaps", ""}};
    desk.hand_in(id);
    county.run_for(days(2));
    const Json first = desk.asked(county.officer, "rectification.return", args);
    EXPECT_EQ(desk.effects(first, "step").size(), 0U);
    county.must(ReturnRectification{id, false, words("缺")}, county.officer);
    EXPECT_EQ(desk.effect(first, "deadline")["at"], county.of(id).deadline.ms);

    desk.hand_in(id);
    county.run_for(days(2));
    const Json second = desk.asked(county.officer, "rectification.return", args);
    const std::int32_t stood = county.of(id).step;
    const Moment was = county.of(id).deadline;
    county.must(ReturnRectification{id, false, words("缺")}, county.officer);
    EXPECT_EQ(desk.effect(second, "step")["step"], county.of(id).step);
    EXPECT_EQ(county.of(id).step, stood + 1);
    EXPECT_EQ(desk.effect(second, "deadline")["at"], county.of(id).deadline.ms);
    EXPECT_EQ(desk.effect(second, "deadline")["was"], was.ms);
    EXPECT_NE(county.of(id).deadline, was);
    EXPECT_EQ(desk.effect(second, "told")["to"], county.village.text);
}

TEST(Foresee, takes_a_number_of_what_the_reader_sees) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    const Json args{{"rectification", "改字〔2026〕1号"}, {"budget", "5wd"}, {"reason", "雨季"}};
    const Json by_id{{"rectification", id_text(id)}, {"budget", "5wd"}, {"reason", "雨季"}};
    EXPECT_EQ(desk.asked(county.village, "rectification.extend", args),
              desk.asked(county.village, "rectification.extend", by_id));
    const std::string question = "/foresee/rectification.extend?args=" + desk.escaped(args.dump());
    EXPECT_EQ(desk.get(question, county.village).status, 200);
    const Answer other = desk.get(question, desk.village2);
    EXPECT_EQ(other.status, 400) << "another village's number tells it nothing";
    EXPECT_NE(other.body.find("not yours to see"), std::string::npos) << other.body;
}

TEST(Foresee, a_hollow_submission_gives_no_new_date) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    const Moment was = county.of(id).deadline;
    desk.hand_in(id);
    county.run_for(days(1));
    const Json told = desk.asked(county.officer, "rectification.return",
                                 {{"rectification", id_text(id)}, {"hollow", true}, {"gaps", ""}});
    EXPECT_EQ(desk.effect(told, "deadline")["at"], was.ms);
    EXPECT_EQ(desk.effect(told, "deadline")["was"], was.ms);
}

TEST(Foresee, whoever_decides_on_an_extension_reads_what_was_asked_and_the_new_date) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    const Moment was = county.of(id).deadline;
    const Json asks =
        desk.asked(county.village, "rectification.extend",
                   {{"rectification", id_text(id)}, {"budget", "5wd"}, {"reason", ""}});
    EXPECT_EQ(desk.effect(asks, "if_granted")["was"], was.ms);
    county.must(RequestExtension{id, {5, TimeUnit::WorkingDays}, words("等新门锁※")},
                county.village);
    EXPECT_EQ(desk.effect(asks, "limit")["what"], "extension_decision");
    EXPECT_EQ(desk.effect(asks, "limit")["at"],
              county.timers(matter(id), TimerKind::ExtensionDecision).front()->due.ms);

    const auto decides = [&](bool grant) {
        return desk.asked(county.officer, "rectification.decide_extension",
                          {{"rectification", id_text(id)}, {"grant", grant}, {"reason", ""}});
    };
    const Json no = decides(false);
    EXPECT_EQ(desk.effect(no, "asked")["text"], "等新门锁※");
    EXPECT_EQ(desk.effect(no, "holds")["at"], was.ms);
    EXPECT_EQ(desk.effects(no, "deadline").size(), 0U);
    const Json yes = decides(true);
    EXPECT_EQ(desk.effect(yes, "asked")["budget"], "5wd");
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(desk.effect(yes, "deadline")["at"], county.of(id).deadline.ms);
    EXPECT_GT(county.of(id).deadline, was);
}

TEST(Foresee, a_clock_that_will_stand_and_one_that_will_run_again) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    county.run_for(days(3));
    const Json stop =
        desk.asked(county.officer, "rectification.suspend",
                   {{"rectification", id_text(id)}, {"code", "season"}, {"reason", ""}});
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    EXPECT_EQ(desk.effect(stop, "stands")["used"], county.of(id).consumed);
    EXPECT_EQ(desk.effect(stop, "limit")["what"], "suspension_review");
    county.run_for(days(5));
    const Json go = desk.asked(county.officer, "rectification.resume",
                               {{"rectification", id_text(id)}, {"reason", ""}});
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_EQ(desk.effect(go, "deadline")["at"], county.of(id).deadline.ms);
}

TEST(Foresee, a_transfer_and_a_step_by_hand_tell_whom_they_reach) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    const Json climb = desk.asked(county.officer, "rectification.climb",
                                  {{"rectification", id_text(id)}, {"step", 3}, {"reason", ""}});
    EXPECT_EQ(desk.effect(climb, "step")["slip"], "yellow");
    EXPECT_EQ(desk.effect(climb, "demand")["demand"], "explanation");
    EXPECT_EQ(desk.effect(climb, "demand")["person"], county.village.text);
    EXPECT_GE(desk.effects(climb, "told").size(), 2U);
    const Json move = desk.asked(county.officer, "rectification.transfer",
                                 {{"rectification", id_text(id)},
                                  {"unit", "v2"},
                                  {"responsible", desk.village2.text},
                                  {"reason", ""}});
    county.must(TransferRectification{id, county.v2, desk.village2, words("误")}, county.officer);
    EXPECT_EQ(desk.effect(move, "deadline")["at"], county.of(id).deadline.ms);
    EXPECT_EQ(desk.effect(move, "told")["to"], desk.village2.text);
}

TEST(Foresee, a_strike_off_ends_the_ladder_and_a_failed_recheck_opens_a_new_order) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    desk.hand_in(id);
    const Json off = desk.asked(county.officer, "rectification.verify",
                                {{"rectification", id_text(id)}, {"on_site", true}, {"note", ""}});
    EXPECT_EQ(desk.effects(off, "struck_off").size(), 1U);
    county.must(VerifyRectification{id, true, words("属实")}, county.officer);
    const Json again =
        desk.asked(county.officer, "rectification.recheck",
                   {{"rectification", id_text(id)}, {"upheld", false}, {"note", ""}});
    EXPECT_EQ(desk.effect(again, "order")["severity"], "serious");
}

TEST(Foresee, what_the_rules_refuse_is_told_and_nothing_is_done) {
    Before desk;
    auto& county = desk.county;
    const RectificationId id = county.issued();
    const Json told = desk.asked(county.officer, "rectification.verify",
                                 {{"rectification", id_text(id)}, {"on_site", true}, {"note", ""}});
    EXPECT_FALSE(told["refused"]["what"].get<std::string>().empty());
    EXPECT_TRUE(told["effects"].empty());
    const Json others =
        desk.asked(desk.village2, "rectification.acknowledge", {{"rectification", id_text(id)}});
    EXPECT_FALSE(others["refused"].is_null());
    EXPECT_EQ(county.of(id).state, rectification::State::Issued);
    EXPECT_EQ(desk.get("/foresee/rectification.verify?args=x", county.officer).status, 400);
    EXPECT_EQ(desk.get("/foresee/no.such?args=%7B%7D", county.officer).status, 404);
}

TEST(Foresee, a_lead_and_who_is_told_are_for_those_who_may_know) {
    Before desk;
    auto& county = desk.county;
    OpenLead petition;
    petition.unit = county.v1;
    petition.matter = words("群众来信※");
    const CaseId lead{county.must(petition, county.officer).id};
    const Json told = desk.asked(
        county.officer, "case.dispose",
        {{"lead", id_text(lead)}, {"how", "close_no_case"}, {"track", "none"}, {"reason", ""}});
    ASSERT_EQ(told["second"].size(), 1U);
    EXPECT_EQ(told["second"][0], Json::array({county.second.text}));

    const RectificationId id = county.in_progress(Severity::Minor);
    county.run_until(county.of(id).deadline);
    const DemandId demand = county.state.demands.begin()->first;
    const Json own =
        desk.asked(county.village, "demand.acknowledge", {{"demand", id_text(demand)}});
    EXPECT_EQ(desk.effects(own, "told").size(), 0U);
    EXPECT_EQ(desk.effect(own, "limit")["what"], "demand_due");
}

}  // namespace dudao::console::test
