// Checklists from a file: what is read, what a change of the lists in force is, and that every
// fault is told at once.
#include "office.h"

#include <gmock/gmock.h>

#include "console/api/registry.h"
#include "console/commands/adoption.h"
#include "files/checklist_file.h"
#include "ledger/hash.h"
#include "wire/codec.h"

namespace dudao::console::test {
namespace {

using ::testing::HasSubstr;

ChecklistRow list_of(const std::string& theme, std::vector<ChecklistItem> items) {
    ChecklistRow list{theme, "主题" + theme, "theme " + theme, {}, std::move(items)};
    list.hash = Bytes(to_bytes(sha256(encode(list.items))));
    return list;
}

struct Lists : Office {
    const ChecklistItem door{"T1", "门开着", "door open", "LY", "n:1o RES-2", "e"};
    const ChecklistItem book{"T2", "有\"台账\"", "book there", "DP", "", ""};
    const ChecklistItem fund{"F1", "款已到", "money came", "AY", "", ""};

    Lists() {
        county.must_both(list_of("T", {door, book}), county.keeper, county.leader);
        county.must_both(list_of("F", {fund}), county.keeper, county.leader);
        commit();
    }
    static Json args(const std::vector<ChecklistRow>& lists) {
        return {{"files", {{{"name", "lists.toml"}, {"text", files::checklists_text(lists)}}}}};
    }
    auto from(const std::vector<ChecklistRow>& lists) const {
        return checklists_from(args(lists), county.state, Lang::En);
    }
};

}  // namespace

TEST(Checklists, are_written_as_they_are_read) {
    Lists office;
    const auto read = files::load_checklists(
        files::checklists_text({list_of("T", {office.door, office.book})}), "lists.toml");
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->size(), 1U);
    EXPECT_EQ(encode(read->front().items), encode(std::vector{office.door, office.book}));
    EXPECT_EQ(read->front().zh, "主题T");
}

TEST(Checklists, every_fault_of_a_file_is_told_in_the_readers_language) {
    const std::string text =
        "[[checklists]]\ntheme = \"T\"\nzh = \"题\"\nen = \"t\"\n"
        "[[checklists.items]]\nid = \"T1\"\nzh = \"门\"\nen = \"d\"\nhow = \"XY\"\n"
        "[[checklists.items]]\nid = \"T1\"\nzh = \"门\"\nhow = \"AY\"\nruel = \"\"\n";
    const Json args{{"files", {{{"name", "lists.toml"}, {"text", text}}}}};
    const auto read = checklists_from(args, State{}, Lang::Zh);
    ASSERT_FALSE(read);
    const std::string told = read.error().text();
    EXPECT_THAT(told, HasSubstr("“XY”没有说明怎样作答"));
    EXPECT_THAT(told, HasSubstr("项目“T1”上文已有"));
    EXPECT_THAT(told, HasSubstr("缺少此项"));
    EXPECT_THAT(told, HasSubstr("没有这一项"));
    EXPECT_THAT(told, HasSubstr("第9行"));
    for (const Json& none : {Json::object(), Json{{"files", 7}}, Json{{"files", {7, 7}}}}) {
        EXPECT_FALSE(checklists_from(none, State{}, Lang::En)) << none.dump();
    }
}

TEST(Checklists, what_a_file_changes_is_what_is_not_in_force) {
    Lists office;
    const auto same = office.from({list_of("T", {office.door, office.book})});
    ASSERT_FALSE(same);
    EXPECT_THAT(same.error().text(), HasSubstr("in force already"));

    ChecklistItem open = office.door;
    open.zh = "门开着，有人在";
    const ChecklistItem bell{"T3", "有门铃", "bell", "LY", "", ""};
    const std::vector<ChecklistRow> lists{list_of("F", {office.fund}), list_of("T", {open, bell})};
    const auto changed = office.from(lists);
    ASSERT_TRUE(changed) << changed.error().text();
    ASSERT_EQ(changed->size(), 1U) << "the list of F is as it was";
    const Json told = checklist_changes_in(office.county.state, *changed);
    const Json& list = told["lists"][0];
    EXPECT_EQ(list["theme"], "T");
    EXPECT_EQ(list["items"], 2);
    EXPECT_EQ(list["was"]["zh"], "主题T");
    ASSERT_EQ(list["changes"].size(), 3U) << list;
    EXPECT_EQ(list["changes"][0]["before"]["zh"], "门开着");
    EXPECT_EQ(list["changes"][0]["after"]["zh"], "门开着，有人在");
    EXPECT_TRUE(list["changes"][1]["before"].is_null());
    EXPECT_EQ(list["changes"][1]["after"]["id"], "T3");
    EXPECT_EQ(list["changes"][2]["before"]["id"], "T2");
    EXPECT_TRUE(list["changes"][2]["after"].is_null());

    Json args = Lists::args(lists);
    args["theme"] = "T";
    const auto one = checklist_from(args, office.county.state, Lang::En);
    ASSERT_TRUE(one) << one.error().text();
    office.county.must_both(*one, office.county.keeper, office.county.leader);
    office.commit();
    EXPECT_EQ(checklist_now(office.county.state, "T")->items.size(), 2U);
    EXPECT_FALSE(office.from(lists)) << "now it is in force";
    args["theme"] = "F";
    EXPECT_FALSE(checklist_from(args, office.county.state, Lang::En));
}

TEST(Checklists, an_id_belongs_to_one_theme) {
    Lists office;
    const auto taken = office.from({list_of("N", {office.fund})});
    ASSERT_FALSE(taken);
    EXPECT_THAT(taken.error().text(), HasSubstr("list of theme F already"));
}

TEST(Checklists, in_force_are_told_with_their_hashes_and_as_a_file) {
    Lists office;
    const Json lists = office.data("/checklists", office.county.keeper);
    ASSERT_EQ(lists.size(), office.county.state.checklist_now.size());
    ASSERT_EQ(lists.back()["theme"], "T");
    EXPECT_EQ(lists.back()["hash"], to_hex(list_of("T", {office.door, office.book}).hash));
    EXPECT_EQ(lists.back()["items"][0]["rule"], "n:1o RES-2");
    const auto read = files::load_checklists(
        office.get("/checklists/file", office.county.keeper).body, "checklists.toml");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->size(), lists.size());
}

}  // namespace dudao::console::test
