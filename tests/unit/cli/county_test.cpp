// What a county folder says, and what is said of one that is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/init/init.h"
#include "files/faults.h"
#include "tests/unit/cli/county_folder.h"

namespace dudao::test {
namespace {

using ::testing::HasSubstr;

std::string faults_of(const CountyFolder& folder, init::Options options = {}) {
    options.county = folder.path();
    options.dry_run = true;
    options.now = founding_day();
    const auto done = init::init(options);
    return done ? "no fault" : done.error().text();
}

TEST(County, the_demo_county_is_read_whole) {
    const auto county = init::read_county(DUDAO_COUNTY, {founding_day()});
    ASSERT_TRUE(county) << county.error().text();
    const auto villages =
        std::count_if(county->units.begin(), county->units.end(),
                      [](const auto& unit) { return unit.row.level == Level::Village; });
    EXPECT_EQ(villages, 40);
    EXPECT_EQ(county->groups.size(), 5U);
    EXPECT_EQ(county->teams.size(), 4U);
    EXPECT_EQ(county->devices.size(), 9U) << "one a group, one a case team";
    EXPECT_EQ(county->devices.back().row.team, TeamId{"c4"});
    EXPECT_FALSE(county->devices.back().row.group);
    EXPECT_TRUE(county->demo);
    EXPECT_EQ(county->plan.windows.at(0).from, 480);
    EXPECT_EQ(county->plan.expected_visits, 150);
}

TEST(County, without_case_teams_is_read_and_one_that_is_called_like_a_group_is_refused) {
    const CountyFolder none;
    none.replace("devices.csv", "dev-c1,c1\ndev-c2,c2\ndev-c3,c3\ndev-c4,c4\n", "");
    std::filesystem::remove(none.path() / "teams.csv");
    const auto county = init::read_county(none.path(), {founding_day()});
    ASSERT_TRUE(county) << county.error().text();
    EXPECT_TRUE(county->teams.empty());
    const CountyFolder alike;
    alike.replace("teams.csv", "c1,", "g1,");
    EXPECT_THAT(faults_of(alike), HasSubstr("teams.csv: line 2, id: \"g1\" is not new"));
}

TEST(County, a_demo_speaks_its_readers_language_and_a_real_county_its_own) {
    const CountyFolder folder;
    const auto read = [&folder](Lang lang) {
        const auto county = init::read_county(folder.path(), {founding_day(), false, lang});
        if (!county) throw std::runtime_error(county.error().text());
        return std::tuple(county->policy.title, county->plan.title, county->plan.mandate.decided_by,
                          county->plan.mandate.number, county->conflicts.at(0).row.reason.value);
    };
    const std::tuple zh("共青城市督导规则（演示）※", "2026年秋季督导方案", "共青城市人民政府※",
                        "督授〔2026〕1号※", "曾在本村驻村");
    EXPECT_EQ(read(Lang::Zh), zh);
    EXPECT_EQ(read(Lang::En),
              std::tuple("Supervision policy of Gongqingcheng City (demo)※",
                         "Supervision plan, autumn 2026", "Gongqingcheng City Government※",
                         "Mandate 2026-1※", "was once posted here"));
    folder.replace("jurisdiction.toml", "demo = true", "demo = false");
    const auto without_marks = [](std::string text) {
        for (auto at = text.find("※"); at != text.npos; at = text.find("※")) text.erase(at, 3);
        return text;
    };
    for (const char* file : {"people.csv", "units.csv", "policy.toml", "plan.toml"}) {
        folder.write(file, without_marks(folder.read(file)));
    }
    EXPECT_EQ(read(Lang::En), std::tuple("共青城市督导规则（演示）", "2026年秋季督导方案",
                                         "共青城市人民政府", "督授〔2026〕1号", "曾在本村驻村"));
}

TEST(County, a_dry_run_goes_through_every_rule_and_writes_nothing) {
    const TempDir folder;
    init::Options options{DUDAO_COUNTY, folder / "state", "unix:/nowhere", true, founding_day()};
    const auto done = init::init(options);
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_EQ(done->villages, 40U);
    EXPECT_EQ(done->plan, "adopted");
    EXPECT_FALSE(std::filesystem::exists(folder / "state"));
}

TEST(County, a_wrong_cell_is_named_by_file_line_and_column) {
    const CountyFolder folder;
    std::string people = folder.read("people.csv");
    const auto lines = std::count(people.begin(), people.end(), '\n');
    for (auto line = lines + 1; line < 1723; ++line) {
        people += "p-extra" + std::to_string(line) + ",甲※,Jia※,v01\n";
    }
    folder.write("people.csv", people + "p-wrong,乙※,Yi※,v99\n");
    EXPECT_THAT(faults_of(folder),
                HasSubstr("people.csv: line 1723, unit: \"v99\" is not an id in units.csv"));
}

/// The folder with these columns after the others of people.csv, and these cells in its first row.
void with_contact(const CountyFolder& folder, const std::string& columns,
                  const std::string& cells) {
    std::string people = folder.read("people.csv");
    std::size_t line = 0;
    for (std::size_t end = people.find('\n'); end != people.npos;
         end = people.find('\n', end + 1), ++line) {
        const auto commas = std::count(columns.begin(), columns.end(), ',');
        const std::string none(static_cast<std::size_t>(commas), ',');
        const std::string more = line == 0 ? columns : line == 1 ? cells : none;
        people.insert(end, more);
        end += more.size();
    }
    folder.write("people.csv", people);
}

TEST(County, says_where_peoples_notices_go_in_columns_that_may_be_left_out) {
    const CountyFolder both;
    with_contact(both, ",mail,phone", ",li@example.cn,+86 791 110");
    const auto county = init::read_county(both.path(), {founding_day()});
    ASSERT_TRUE(county) << county.error().text();
    ASSERT_EQ(county->contacts.size(), 1U);
    EXPECT_EQ(county->contacts[0].row.person, county->people[0].row.id);
    EXPECT_EQ(county->contacts[0].row.mail.value, "li@example.cn");
    EXPECT_EQ(county->contacts[0].row.phone.value, "+86 791 110");
    EXPECT_EQ(faults_of(both), "no fault");
    const CountyFolder one;
    with_contact(one, ",phone", ",110");
    EXPECT_EQ(faults_of(one), "no fault");
    const CountyFolder wrong;
    with_contact(wrong, ",mail,phone", ",li@example.cn@,call me");
    const std::string faults = faults_of(wrong);
    EXPECT_THAT(faults, HasSubstr("people.csv: line 2, mail: mail is not an address"));
    EXPECT_THAT(faults, HasSubstr("people.csv: line 2, phone: phone is not a number"));
}

TEST(County, a_row_with_a_cell_too_many_is_named_by_line) {
    const CountyFolder folder;
    folder.write("devices.csv", "id,group\ndev-g1,g1,extra\n");
    EXPECT_THAT(faults_of(folder),
                HasSubstr("devices.csv: line 2: 3 cells where the header has 2"));
}

TEST(County, every_fault_of_every_file_is_reported_in_one_run) {
    const CountyFolder folder;
    folder.replace("units.csv", ",township,", ",hamlet,");
    folder.replace("devices.csv", "dev-g2,g2", "dev-g2,g9");
    folder.replace("policy.toml", "contest = \"5wd\"", "contest = \"5 days\"");
    folder.replace("plan.toml", "p-jvgrs9jw", "p-nobody");
    const std::string faults = faults_of(folder);
    EXPECT_THAT(faults, HasSubstr("units.csv: line 3, level: \"hamlet\" is not one of city"));
    EXPECT_THAT(faults, HasSubstr("devices.csv: line 3, group: \"g9\" is not an id in groups.csv"));
    EXPECT_THAT(faults, HasSubstr("policy.toml: line 17, column"));
    EXPECT_THAT(faults, HasSubstr("plan.toml: line 14, column"));
    EXPECT_THAT(faults, HasSubstr("nothing was founded"));
}

TEST(County, a_file_that_is_missing_is_named) {
    const CountyFolder folder;
    std::filesystem::remove(folder.path() / "posts.csv");
    EXPECT_THAT(faults_of(folder), HasSubstr("posts.csv: cannot be read"));
}

TEST(County, a_file_that_cannot_be_read_is_one_fault_whatever_refers_to_it) {
    for (const char* file : {"units.csv", "people.csv", "groups.csv", "posts.csv", "devices.csv",
                             "jurisdiction.toml", "plan.toml"}) {
        const CountyFolder folder;
        std::filesystem::remove(folder.path() / file);
        EXPECT_EQ(faults_of(folder), std::string(file) + ": cannot be read in " +
                                         folder.path().string() +
                                         "; the county's folder has it\nnothing was founded");
    }
    const CountyFolder folder;  // as a spreadsheet in Chinese saves it: 村 in GB18030
    folder.replace("units.csv", "共青城市", "\xB4\xE5");
    const std::string faults = faults_of(folder);
    EXPECT_THAT(faults, testing::StartsWith("units.csv: line 2: not UTF-8"));
    EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 1) << faults;
}

TEST(County, files_as_spreadsheets_save_them_found_the_same_county) {
    const CountyFolder folder;
    for (const char* file : {"units.csv", "people.csv", "posts.csv", "grants.csv", "groups.csv",
                             "devices.csv", "conflicts.csv"}) {
        std::string saved = "\xEF\xBB\xBF";
        for (const char c : folder.read(file)) saved += c == '\n' ? ",,\r\n" : std::string(1, c);
        folder.write(file, saved + ",,,,,,,,,,\r\n \u3000,\r\n\r\n");
    }
    EXPECT_EQ(faults_of(folder), "no fault");
}

TEST(County, names_are_held_to_the_rules_of_the_wire) {
    const CountyFolder folder;
    folder.replace("units.csv", "茶山街道", "茶\u200B山街道");
    folder.replace("units.csv", "江益镇", "\u202E江益镇");
    folder.replace("groups.csv", "督导一组", "\u3164");
    folder.replace("people.csv", "郑辛卯※", "郑\x1B[2J※");
    folder.replace("conflicts.csv", "曾在本村驻村", "\u2800\u200B");
    const std::string faults = faults_of(folder);
    EXPECT_THAT(faults,
                HasSubstr("units.csv: line 3, name_zh: \"茶<U+200B>山街道\" is not a name"));
    EXPECT_THAT(faults, HasSubstr("units.csv: line 5, name_zh: \"<U+202E>江益镇\" is not a name"));
    EXPECT_THAT(faults, HasSubstr("groups.csv: line 2, name_zh"));
    EXPECT_THAT(faults, HasSubstr("people.csv: line 2, name_zh: \"郑<U+001B>[2J※\""));
    EXPECT_THAT(faults, HasSubstr("conflicts.csv: line 2, reason: is empty"));
    EXPECT_EQ(faults.find('\x1B'), faults.npos) << "a fault shows no raw control character";
}

TEST(County, an_id_is_no_way_in_a_file_system) {
    const CountyFolder folder;
    folder.write("devices.csv", "id,group\n..,g1\n.,g2\ndev/g3,g3\n");
    const std::string faults = faults_of(folder);
    for (const char* id : {"..", ".", "dev/g3"}) {
        EXPECT_THAT(faults, HasSubstr("\"" + std::string(id) + "\" is not an id of 1 to 64"));
    }
}

TEST(County, the_path_of_every_devices_socket_is_checked_before_the_founding) {
    const CountyFolder folder;
    init::Options options;
    options.state = "/srv/dudao/" + std::string(60, 'x');
    folder.replace("devices.csv", "dev-g3", "dev-" + std::string(40, 'g'));
    const std::string faults = faults_of(folder, options);
    EXPECT_THAT(faults, HasSubstr("devices.csv: line 4, id: the path /srv/dudao/xxx"));
    EXPECT_THAT(faults, HasSubstr("a socket's at most 107"));
    EXPECT_THAT(faults, testing::Not(HasSubstr("line 3")));
}

TEST(County, two_villages_of_one_name_in_a_township_are_asked_about) {
    const CountyFolder folder;
    folder.write("units.csv", folder.read("units.csv") +
                                  "v98,t1,village,,玄黄 村※,Xuanhuang ※\n"
                                  "v99,t2,village,,玄黄※,Xuanhuang ※\n");
    EXPECT_THAT(faults_of(folder), HasSubstr("name_zh: \"玄黄 村※\" stands in line 9 too"));
    EXPECT_THAT(faults_of(folder), testing::Not(HasSubstr("\"玄黄※\""))) << "another township";
    folder.replace("plan.toml", "longest_gap_days = 90", "longest_gap_days = 92");  // of 42
    init::Options confirmed;
    confirmed.same_names = true;
    EXPECT_EQ(faults_of(folder, confirmed), "no fault");
}

TEST(County, faults_are_told_in_the_readers_language) {
    const CountyFolder folder;
    folder.replace("units.csv", ",township,", ",hamlet,");
    folder.replace("policy.toml", "contest = \"5wd\"", "contest = 5");
    folder.replace("plan.toml", "p-jvgrs9jw", "p-nobody");
    init::Options chinese;
    chinese.lang = Lang::Zh;
    const std::string faults = faults_of(folder, chinese);
    EXPECT_THAT(faults, HasSubstr("units.csv第3行“level”列：“hamlet”不是其中之一："));
    EXPECT_THAT(faults, HasSubstr("policy.toml第17行第11列“contest”：应为加引号的文字"));
    EXPECT_THAT(faults, HasSubstr("people.csv中没有“p-nobody”"));
    EXPECT_THAT(faults, testing::EndsWith("以上改正前不建立任何内容"));
}

TEST(County, a_name_without_the_mark_of_the_made_up_is_refused_in_a_demo) {
    const CountyFolder folder;
    folder.replace("people.csv", "郑辛卯※", "郑辛卯");
    EXPECT_THAT(faults_of(folder), HasSubstr("people.csv: line 2: a name without"));
}

TEST(County, a_term_that_has_ended_is_left_out_by_its_maker) {
    const CountyFolder folder;
    folder.replace("posts.csv", "2026-01-01,2027-12-31", "2024-01-01,2025-12-31");
    EXPECT_THAT(faults_of(folder), HasSubstr("posts.csv: line 2, to: \"2025-12-31\""));
}

TEST(County, a_file_that_is_not_toml_says_where) {
    const CountyFolder folder;
    folder.replace("plan.toml", "[mandate]", "[mandate");
    EXPECT_THAT(faults_of(folder), HasSubstr("plan.toml: line 19, column"));
}

TEST(County, what_is_beyond_its_bound_is_named_by_its_place) {
    const CountyFolder folder;
    std::string long_name;
    for (int i = 0; i < 65; ++i) long_name += "村";
    folder.write("units.csv", folder.read("units.csv") + "v99,t1,village,," + long_name + ",V※\n");
    folder.replace("jurisdiction.toml", "name_zh = \"", "name_zh = \"" + long_name);
    folder.replace("jurisdiction.toml", "demo_start = 2026", "demo_start = 1066");
    const std::string faults = faults_of(folder);
    EXPECT_THAT(faults, HasSubstr("is not a name of 1 to 64 letters"));
    EXPECT_THAT(faults, HasSubstr("name_zh: is not a name"));
    EXPECT_THAT(faults, HasSubstr("demo_start: is beyond the years of a county"));
}

TEST(County, a_plan_beyond_its_bounds_founds_nothing) {
    const CountyFolder folder;
    std::string plan = folder.read("plan.toml");
    const auto end = plan.find("\nend = ") + 7;
    plan.replace(end, plan.find('\n', end) - end, "9999-12-30");
    folder.write("plan.toml", plan);
    EXPECT_THAT(faults_of(folder), HasSubstr("end: a moment before 2000 or after 2199"));
    folder.replace("plan.toml", "9999-12-30", "2099-12-30");
    folder.replace("plan.toml", "until = 2026-12-31", "until = 2099-12-30");
    EXPECT_THAT(faults_of(folder), HasSubstr("end: more than ten years after start"));
}

TEST(County, a_plan_that_cannot_work_is_told_whole_in_one_run) {
    const CountyFolder folder;
    for (const auto& [from, to] :
         {std::pair("until = 2026-12-31", "until = 2026-11-30"),
          {"\"M\", \"C\"]", "\"M\", \"C\", \"Q\"]"},
          {"themes_a_task = 2", "themes_a_task = 9"},
          {"tick_seconds = 1800", "tick_seconds = 5"},
          {"expected_visits = 150", "expected_visits = 9999"},
          {"longest_gap_days = 90", "longest_gap_days = 1"},
          {"to = 18:00:00", "to = 07:00:00"},
          {"decided_by_en = \"Gongqingcheng City Government※\"", "decided_by_en = \"　\""}}) {
        folder.replace("plan.toml", from, to);
    }
    const std::string faults = faults_of(folder);
    for (const char* said :
         {"mandate.until: the mandate ends before the plan",
          "themes: the theme \"Q\" is not in checklists.toml",
          "themes: no group has the skill \"Q\"", "themes_a_task: 9 is not 1 to 8",
          "tick_seconds: 5 is not 60 to 86400",
          "expected_visits: 9999 visits to 40 villages are more than 6 a year each; 240 or fewer",
          "longest_gap_days: 1 days cannot be promised", "windows[1].to: is not after `from`",
          "mandate.decided_by: is empty"}) {
        EXPECT_THAT(faults, HasSubstr(said));
    }
}

TEST(County, a_gap_is_promised_from_three_mean_intervals_on) {
    const CountyFolder folder;  // 40 villages, 109 days, 150 visits: 29.1 days on the mean
    folder.replace("plan.toml", "longest_gap_days = 90", "longest_gap_days = 87");
    EXPECT_THAT(faults_of(folder), HasSubstr("88 or more, or 0 for no promise"));
    folder.replace("plan.toml", "longest_gap_days = 87", "longest_gap_days = 88");
    EXPECT_TRUE(init::read_county(folder.path(), {founding_day()}));
    folder.replace("plan.toml", "longest_gap_days = 88", "longest_gap_days = 0");
    EXPECT_TRUE(init::read_county(folder.path(), {founding_day()}));
    folder.replace("plan.toml", "expected_visits = 150", "expected_visits = 0");
    EXPECT_THAT(faults_of(folder), HasSubstr("expected_visits: 0 is too small; 1 or more"));
}

TEST(County, a_group_is_two_people_with_a_device) {
    const CountyFolder folder;
    folder.replace("groups.csv", "p-zfae0667;p-cyhe3vpz;p-vdt0h01f;p-0xtgt28p;p-atv9bbne",
                   "p-zfae0667");
    folder.replace("devices.csv", "dev-g2,g2", "dev-g2,g3");
    const std::string faults = faults_of(folder);
    EXPECT_THAT(faults, HasSubstr("groups.csv: line 2, members: 1 in the group; 2 or more"));
    EXPECT_THAT(faults, HasSubstr("groups.csv: line 3, id: no device of the group"));
}

TEST(County, a_copied_demo_is_no_real_county_and_is_told_so_in_a_line_a_file) {
    const CountyFolder folder;
    folder.replace("jurisdiction.toml", "demo = true", "demo = false");
    const std::string faults = faults_of(folder);
    EXPECT_THAT(faults, HasSubstr("people.csv: 274 lines have the mark ※: 2-275"));
    EXPECT_THAT(faults, HasSubstr("units.csv: 40 lines have the mark ※: 9-48"));
    EXPECT_THAT(faults, HasSubstr("policy.toml: 2 lines have the mark ※: 11-12"));
    EXPECT_THAT(faults, HasSubstr("plan.toml: 4 lines have the mark ※: 20-23"))
        << "its comments are not counted";
    folder.replace("plan.toml", "title = \"2026年秋季督导方案\"", "title = \"第#1号※\"  # ※");
    EXPECT_THAT(faults_of(folder), HasSubstr("plan.toml: 5 lines have the mark ※: 3, 20-23"));
    EXPECT_THAT(faults, HasSubstr("this is the sample county, or a copy of it; dudao found"));
    EXPECT_THAT(faults, HasSubstr("a trial has demo = true in jurisdiction.toml"));
    EXPECT_LT(std::count(faults.begin(), faults.end(), '\n'), 8) << faults;
}

TEST(County, faults_alike_are_the_first_three_and_the_lines_of_the_others) {
    const CountyFolder folder;
    std::string posts = folder.read("posts.csv");
    const auto lines = std::count(posts.begin(), posts.end(), '\n');
    for (auto at = posts.find("2027-12-31"); at != posts.npos; at = posts.find("2027-12-31", at)) {
        posts.replace(at, 10, "2026-01-31");
    }
    folder.write("posts.csv", posts);
    folder.replace("units.csv", ",township,", ",hamlet,");
    const std::string faults = faults_of(folder);
    for (const char* line : {"line 2, to:", "line 3, to:", "line 4, to:"}) {
        EXPECT_THAT(faults, HasSubstr("posts.csv: " + std::string(line)));
    }
    EXPECT_THAT(faults, testing::Not(HasSubstr("posts.csv: line 5, to:")));
    EXPECT_THAT(faults, HasSubstr("posts.csv, to: the same in " + std::to_string(lines - 4) +
                                  " more lines: 5-" + std::to_string(lines)));
    EXPECT_THAT(faults, HasSubstr("units.csv: line 3, level"))
        << "the others are told all the same";
}

TEST(County, lines_are_told_in_runs_and_at_last_not_all_of_them) {
    EXPECT_EQ(files::runs_of({2, 3, 4, 7, 9, 10}), "2-4, 7, 9-10");
    std::vector<std::size_t> apart;
    for (std::size_t i = 0; i < 60; ++i) apart.push_back(2 * i);
    EXPECT_THAT(files::runs_of(apart), testing::EndsWith("98, …"));
}

TEST(County, of_a_newer_release_is_one_fault_whatever_else_is_read_wrong) {
    const CountyFolder folder;
    folder.write("jurisdiction.toml", "format = 2\nsomething = \"new\"\n");
    folder.write("units.csv", "another,table\n");
    EXPECT_THAT(faults_of(folder), testing::MatchesRegex("jurisdiction.toml: line 1, column 10, "
                                                         "format: 2 is that of a newer release.*\n"
                                                         "nothing was founded"));
}

TEST(County, a_file_of_toml_says_of_a_key_that_stands_twice_what_it_is) {
    const CountyFolder folder;
    folder.replace("plan.toml", "tick_seconds = 1800", "tick_seconds = 1800\ntick_seconds = 60");
    EXPECT_THAT(faults_of(folder), HasSubstr("stands above already; each key once"));
}

TEST(County, the_author_of_a_plan_cannot_approve_it) {
    const CountyFolder folder;
    folder.replace("plan.toml", "p-5p6mrtms", "p-jvgrs9jw");
    EXPECT_THAT(faults_of(folder), HasSubstr("approver: is the author too; a leader other"));
}

}  // namespace
}  // namespace dudao::test
