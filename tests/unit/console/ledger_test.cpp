// The ledger: what the filter lets through, in which order, and a table that no spreadsheet takes
// for a formula.
#include "office.h"

#include "console/api/ledger.h"
#include "csv/csv_cells.h"

namespace dudao::console::test {

TEST(Ledger, filters_sorts_and_pages_here) {
    Office office;
    office.county.in_progress(Severity::Minor);
    office.county.in_progress(Severity::Grave);
    office.county.issued(Severity::Ordinary);
    office.commit();
    const PersonId officer = office.county.officer;
    EXPECT_EQ(office.data("/rectifications", officer)["total"], 3);
    EXPECT_EQ(office.data("/rectifications?severity=grave", officer)["total"], 1);
    EXPECT_EQ(office.data("/rectifications?unit=t1", officer)["total"], 3);
    EXPECT_EQ(office.data("/rectifications?unit=v2", officer)["total"], 0);
    EXPECT_EQ(office.data("/rectifications?state=overdue", officer)["total"], 0);
    EXPECT_EQ(office.data("/rectifications?q=2026-2", officer)["total"], 1);
    const Json page = office.data("/rectifications?sort=-severity&limit=1", officer);
    ASSERT_EQ(page["rows"].size(), 1U);
    EXPECT_EQ(page["rows"][0]["severity"], "grave");
    EXPECT_EQ(page["total"], 3);
    EXPECT_EQ(page["ageing"].size(), 5U);
    EXPECT_EQ(office.data("/rectifications?age=0-3", officer)["total"], 3);
    EXPECT_EQ(office.data("/rectifications?age=4-7", officer)["total"], 0);
    // The most pressing first; what has no clock last.
    const Json first = office.data("/rectifications", officer)["rows"];
    EXPECT_EQ(first[0]["severity"], "minor");
    EXPECT_TRUE(first[2]["days_left"].is_null());
}

TEST(Ledger, filters_by_each_state_and_by_what_is_special) {
    using dudao::test::proof;
    using dudao::test::words;
    Office office;
    auto& county = office.county;
    county.issued();
    const RectificationId submitted = county.in_progress();
    county.must(SubmitRectification{submitted, words("已改"), proof}, county.village);
    const RectificationId returned = county.in_progress();
    county.must(SubmitRectification{returned, words("已改"), proof}, county.village);
    county.must(ReturnRectification{returned, false, words("缺")}, county.officer);
    const RectificationId suspended = county.in_progress();
    county.must(SuspendRectification{suspended, SuspendCode::Season, words("汛")}, county.officer);
    const RectificationId referred = county.in_progress();
    county.must(ReferUp{referred, words("权限外")}, county.officer);
    const RectificationId asked = county.in_progress();
    county.must(RequestExtension{asked, {5, TimeUnit::WorkingDays}, words("雨")}, county.village);
    const RectificationId contested = county.in_progress();
    county.must(ContestFinding{county.of(contested).finding, words("不实"), {}}, county.village);
    office.commit();
    const auto numbers = [&](const std::string& filter) {
        std::vector<std::string> found;
        const std::string target = "/rectifications?sort=number&" + filter;
        const Json page = office.data(target, county.officer);
        for (const Json& row : page["rows"]) {
            found.push_back(row["number"].get<std::string>());
        }
        return found;
    };
    using List = std::vector<std::string>;
    EXPECT_EQ(numbers("state=issued"), List{"2026-1"});
    EXPECT_EQ(numbers("state=submitted"), List{"2026-2"});
    EXPECT_EQ(numbers("state=in_progress"), (List{"2026-3", "2026-6", "2026-7"}));
    EXPECT_EQ(numbers("state=suspended"), List{"2026-4"});
    EXPECT_EQ(numbers("state=referred_up"), List{"2026-5"});
    EXPECT_EQ(numbers("mark=returned"), List{"2026-3"});
    EXPECT_EQ(numbers("mark=extension_asked"), List{"2026-6"});
    EXPECT_EQ(numbers("mark=contested"), List{"2026-7"});
    EXPECT_EQ(numbers("mark=listed"), List{});
    EXPECT_EQ(numbers("state=in_progress&mark=extension_asked&responsible=p-village&unit=v1"),
              List{"2026-6"});
    EXPECT_EQ(numbers("state=suspended&mark=contested"), List{});
    EXPECT_EQ(numbers("state=all&ids=" + id_text(referred) + "," + id_text(submitted)),
              (List{"2026-2", "2026-5"}));
    const Answer table =
        office.get("/rectifications?csv=1&ids=" + id_text(referred), county.officer);
    EXPECT_EQ(std::count(table.body.begin(), table.body.end(), '\n'), 2) << table.body;
}

TEST(Ledger, says_what_is_wrong_with_a_filter) {
    Office office;
    for (const char* wrong :
         {"state=late", "severity=huge", "sort=name", "limit=-1", "after=x", "slip=pink",
          "category=9", "age=5", "mark=x", "ids=7,x", "verifier=%2F", "unit=%2F..%2F"}) {
        const Answer said =
            office.get(std::string("/rectifications?") + wrong, office.county.officer);
        EXPECT_EQ(said.status, 400) << wrong;
        EXPECT_EQ(Json::parse(said.body)["why"], "bad_input") << wrong;
    }
}

TEST(Ledger, counts_overdue_in_working_days) {
    Office office;
    const RectificationId id = office.county.in_progress(Severity::Minor);
    office.county.run_until(office.county.of(id).deadline + hours(10));
    office.commit();
    const Json row = office.data("/rectifications?state=overdue", office.county.officer)["rows"][0];
    EXPECT_EQ(row["days_left"], -1);
    EXPECT_EQ(row["slip"], "yellow");
    EXPECT_EQ(row["step"], 3);
    EXPECT_EQ(row["next"]["step"], 4);
}

TEST(Ledger, the_days_over_are_those_of_its_own_calendar) {
    Office office;
    const RectificationId id = office.county.in_progress(Severity::Minor);
    const Zone& zone = office.county.state.calendar.zone;
    const Day last = zone.local_day(office.county.of(id).deadline - Span{1});
    int over = 0;
    for (int after = 1; after <= 10; ++after) {
        const Day day = last + after;
        over += office.county.state.calendar.is_working(day) ? 1 : 0;
        office.county.run_until(zone.local_moment(day, 9 * 60));
        office.commit();
        const Json row =
            office.data("/rectifications?state=overdue", office.county.officer)["rows"][0];
        EXPECT_EQ(row["days_left"], -std::max(1, over)) << to_text(day);
        EXPECT_EQ(row["overdue"], true);
    }
    EXPECT_GE(over, 5);
}

TEST(Ledger, every_figure_of_rectifications_is_a_filter) {
    Office office;
    office.county.issued();
    const RectificationId id = office.county.in_progress(Severity::Minor);
    office.county.must(SuspendRectification{id, SuspendCode::Season, dudao::test::words("汛")},
                       office.county.officer);
    office.commit();
    const PersonId officer = office.county.officer;
    const Json figures = office.data("/overview", officer)["figures"];
    for (const auto& [figure, word] : Names<Figure>::table) {
        if (!is_of_rectifications(figure)) continue;
        const Json list = office.data("/rectifications?state=" + std::string(word), officer);
        EXPECT_EQ(list["total"], figures[std::string(word)]) << word;
    }
    EXPECT_EQ(office.data("/rectifications?state=clock_stands", officer)["total"], 1);
    const Json all = office.data("/rectifications?state=all", officer);
    std::int64_t colours = 0;
    for (const auto& [slip, n] : all["by_slip"].items()) colours += n.get<std::int64_t>();
    EXPECT_EQ(colours, 2) << "each matter has one colour";
    EXPECT_EQ(all["clock_stands"], 1);
}

TEST(Csv, a_deadline_at_midnight_is_the_end_of_its_day) {
    Office office;
    const RectificationId id = office.county.in_progress();
    office.commit();
    const Answer table = office.get("/rectifications?csv=1", office.county.officer);
    const Zone& zone = office.county.state.calendar.zone;
    const std::string day = to_text(zone.local_day(office.county.of(id).deadline - Span{1}));
    EXPECT_NE(table.body.find(",'" + day + " 24:00,"), table.body.npos)
        << "a spreadsheet takes the bare text for the day after: " << table.body;
    EXPECT_EQ(table.body.find("T00:00"), table.body.npos);
}

TEST(Ledger, a_page_of_one_explains_its_date) {
    Office office;
    const RectificationId id = office.county.in_progress(Severity::Minor);
    office.commit();
    const Json page = office.data("/rectifications/" + id_text(id), office.county.village);
    EXPECT_EQ(page["clock"]["derivation"]["due"], office.county.of(id).deadline.ms);
    EXPECT_EQ(page["clock"]["served_how"], "acknowledged");
    EXPECT_EQ(page["clock"]["served_at"], office.county.now.ms);
    EXPECT_EQ(page["ladder"].size(), 6U);
    EXPECT_EQ(page["ladder"][0]["state"], "next");
    const auto may = page["may"].get<std::vector<std::string>>();
    EXPECT_NE(std::find(may.begin(), may.end(), "rectification.submit"), may.end());
    EXPECT_EQ(std::find(may.begin(), may.end(), "rectification.verify"), may.end());
}

TEST(Csv, guards_cells_that_a_spreadsheet_would_run) {
    EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
    EXPECT_EQ(csv_cell("+86 791"), "'+86 791");
    EXPECT_EQ(csv_cell("@x"), "'@x");
    EXPECT_EQ(csv_cell("\tx"), "\"'\tx\"");
    EXPECT_EQ(csv_cell("-1+2"), "'-1+2");
    for (const std::string each : {"1/2", "3-4", "2026-3", "12:30", "1 - 2", "2026-10-21 24:00"}) {
        EXPECT_EQ(csv_cell(each), "'" + each) << "no other day";
    }
    for (const std::string each : {"2026-10-21", "2026-10-21 09:42", "1234", "3月4日", "1-a"}) {
        EXPECT_EQ(csv_cell(each), each);
    }
    EXPECT_EQ(csv_cell("-12"), "-12");  // overdue by twelve days is a number
    EXPECT_EQ(csv_cell("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
    EXPECT_EQ(csv_cell("两行\n字"), "\"两行\n字\"");
    EXPECT_EQ(csv_cell("a;b"), "\"a;b\"");  // a separator, where the machine's language says so
    EXPECT_EQ(csv_line({"", "a"}), ",a\r\n");
}

TEST(Csv, a_formula_is_none_behind_what_is_not_seen_nor_in_a_later_line) {
    for (const std::string unseen :
         {" ", "\u00A0", "\u3000", "\u200B", "\uFEFF", "\u2060", "\uFE0F", " \u200B "}) {
        EXPECT_EQ(csv_cell(unseen + "=1+1"), "'" + unseen + "=1+1") << unseen;
        EXPECT_EQ(csv_cell(unseen + "字=1"), unseen + "字=1") << unseen;
    }
    EXPECT_EQ(csv_cell("说明\n=1+1"), "\"说明\n'=1+1\"");
    EXPECT_EQ(csv_cell("说明\r\n \u200B@x"), "\"说明\r\n' \u200B@x\"");
    EXPECT_EQ(csv_cell("说明\r-1+1"), "\"说明\r'-1+1\"");
    EXPECT_EQ(csv_cell("说明\u2028+1"), "说明\u2028'+1");
    EXPECT_EQ(csv_cell("\n=1+1"), "\"\n'=1+1\"");
    EXPECT_EQ(csv_cell("-12\n-3"), "\"'-12\n'-3\"");  // lines are words, one number is a number
}

TEST(Csv, a_formula_in_full_width_is_none) {
    for (const std::string sign : {"＝", "＋", "－", "＠"}) {
        EXPECT_EQ(csv_cell(sign + "1"), "'" + sign + "1");
        EXPECT_EQ(csv_cell("字" + sign), "字" + sign);
    }
}

TEST(Csv, a_long_table_comes_in_pieces_and_each_has_its_words) {
    Office office;
    for (std::size_t i = 0; i < csv_piece_lines + 1; ++i) {
        office.county.in_progress();
        office.commit();
    }
    const Answer table = office.get("/rectifications?csv=1", office.county.officer, Lang::Zh);
    EXPECT_EQ(table.rest.size(), 2U);
    std::size_t with_words = 0;
    for (auto at = table.body.find("※"); at != table.body.npos; at = table.body.find("※", at + 1)) {
        ++with_words;
    }
    EXPECT_GE(with_words, csv_piece_lines + 1);
}

TEST(Csv, the_ledger_as_a_table_begins_with_a_mark_and_has_a_row_each) {
    Office office;
    office.county.in_progress();
    office.commit();
    const Answer table = office.get("/rectifications?csv=1", office.county.officer, Lang::Zh);
    EXPECT_TRUE(table.type.starts_with("text/csv"));
    EXPECT_TRUE(table.body.starts_with(byte_order_mark));
    EXPECT_EQ(std::count(table.body.begin(), table.body.end(), '\n'), 2);
    EXPECT_NE(table.body.find("整改中"), table.body.npos);
}

TEST(Csv, a_number_is_no_month_a_midnight_is_24_hours_and_no_code_stands_in_a_cell) {
    Office office;
    office.county.in_progress();
    office.county.issued();  // its clock has not begun
    office.commit();
    const auto rows = [&](Lang lang) {
        return office.get("/rectifications?csv=1&sort=number", office.county.officer, lang).body;
    };
    const std::string zh = rows(Lang::Zh);
    EXPECT_NE(zh.find("\r\n改字〔2026〕1号,整改中,镇,村※,丁※,,帮扶工作,一般,工作室关着※,F1 工作室,"
                      "'2026-10-16 24:00,20,无,,0,0,2026-09-14 09:00,\r\n"),
              zh.npos)
        << zh;
    EXPECT_NE(
        zh.find(
            "改字〔2026〕2号,待签收,镇,村※,丁※,,帮扶工作,一般,工作室关着※,F1 工作室,,,无,,0,0,"),
        zh.npos)
        << zh;
    const std::string en = rows(Lang::En);
    EXPECT_NE(en.find("\r\nRectification 2026-1,in progress,Town,Village※,"), en.npos) << en;
    for (const char* never : {"1970", ",none,", ",blue,", "in_progress"}) {
        EXPECT_EQ(en.find(never), en.npos) << never;
        EXPECT_EQ(zh.find(never), zh.npos) << never;
    }
}

}  // namespace dudao::console::test
