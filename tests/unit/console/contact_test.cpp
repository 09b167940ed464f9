// Where notices go is shown to the person and to who may set it for others, and to nobody else.
#include <nlohmann/json.hpp>

#include "office.h"

namespace dudao::console::test {
namespace {

struct County : Office {
    const std::string of_village = "/contact?person=" + county.village.text;

    County() {
        using dudao::test::words;
        county.must(ContactRow{county.village, words("li@b.cn"), words("0791 110")},
                    county.village);
        commit();
    }
    void test_notice(NoticeState state, const std::string& detail) {
        const NoticeId id = county.notice_to(county.village).id;
        while (county.state.notices.contains(id) &&
               county.state.notices.at(id).state == NoticeState::Waiting) {
            county.now = county.now + seconds(1);
            county.fire_due();
        }
        if (county.state.notices.contains(id)) {
            county.must_as(NoticeOutcome{id, state, detail}, county.process(KeyKind::Worker));
        }
        commit();
    }
};

TEST(ContactPage, shows_the_own_address_and_to_the_keeper_and_the_administrator_anybodys) {
    County one;
    const Json own = one.data("/contact", one.county.village);
    EXPECT_EQ(own["mail"], "li@b.cn");
    EXPECT_EQ(own["phone"], "0791 110");
    EXPECT_EQ(own["by"], one.county.village.text);
    EXPECT_EQ(own["by_others"], false);
    EXPECT_EQ(own["test"], nullptr);
    for (const PersonId& may : {one.county.keeper, one.admin}) {
        EXPECT_EQ(one.data(one.of_village, may)["mail"], "li@b.cn") << may.text;
    }
    EXPECT_EQ(one.data("/contact", one.county.keeper)["mail"], "");
}

TEST(ContactPage, of_somebody_else_is_not_there_for_all_others) {
    County one;
    for (const auto& [who, person] : one.everybody()) {
        if (who == "keeper" || who == "admin" || who == "village") continue;
        const Answer said = one.get(one.of_village, person);
        EXPECT_EQ(said.status, 404) << who;
        EXPECT_EQ(said.body.find("li@b.cn"), std::string::npos) << who;
    }
}

/// The log has the event for the office; its words are for those alone who may read the page.
TEST(ContactPage, no_page_of_the_log_tells_an_address_to_others) {
    County one;
    for (const auto& [who, person] : one.everybody()) {
        const std::string body = one.get("/log?limit=100", person).body;
        const bool may = who == "keeper" || who == "admin" || who == "village";
        EXPECT_TRUE(may || body.find("li@b.cn") == body.npos) << who;
        EXPECT_TRUE(who != "officer" || body.find("contact.set") != body.npos);
        EXPECT_TRUE(who != "village2" || body.find("contact.set") == body.npos);
    }
}

TEST(ContactPage, says_that_others_changed_it) {
    using dudao::test::words;
    County one;
    one.county.must_both(ContactRow{one.county.village, words("x@b.cn"), {}}, one.county.keeper,
                         one.county.leader);
    one.commit();
    const Json own = one.data("/contact", one.county.village);
    EXPECT_EQ(own["mail"], "x@b.cn");
    EXPECT_EQ(own["by_others"], true);
    EXPECT_EQ(own["by"], one.county.keeper.text);
}

TEST(ContactPage, tells_what_became_of_the_own_test_notice_with_its_reason) {
    County one;
    one.county.must(TestNotices{}, one.county.village);
    one.commit();
    EXPECT_EQ(one.data("/contact", one.county.village)["test"]["state"], "waiting");
    one.test_notice(NoticeState::Failed, "file, mail: recipient refused 550");
    const Json test = one.data("/contact", one.county.village)["test"];
    EXPECT_EQ(test["state"], "failed");
    EXPECT_EQ(test["detail"], "file, mail: recipient refused 550");
    EXPECT_EQ(one.data(one.of_village, one.county.keeper)["test"], nullptr) << "it is one's own";
    const Json listed = one.data("/notices", one.county.village);
    EXPECT_EQ(listed[0]["detail"], "file, mail: recipient refused 550");
}

}  // namespace
}  // namespace dudao::console::test
