// One truth for every figure: at random moments of random plays each place that shows one is asked,
// and all must say what common/domain/figures.h counts: the overview, the ledger's lists and its
// table, the map, the boards of tasks and groups, the week's report with its table and paper, the
// lists behind the menu's badges, the views as a worker keeps them and what `dudao status` prints
// of them, the broker's status, and the summary that a drill prints, which counts from the log by
// tables of its own. The wall draws the overview's answer (console/web/test/wall.test.tsx).
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <sstream>

#include "broker/queries.h"
#include "cli/nouns/status_text.h"
#include "cli/report/history.h"
#include "csv/csv_cells.h"
#include "domain/overview.h"
#include "messages/messages.h"
#include "tests/property/surface.h"
#include "tests/unit/console/office.h"
#include "wire/codec.h"
#include "workers/views.h"

namespace dudao::console::test {
namespace {

constexpr int moments_a_play = 10;
constexpr int steps_most = 60;  // from one moment to the next

int moments() {
    const char* given = std::getenv("DUDAO_AGREEMENT_MOMENTS");  // NOLINT(concurrency-mt-unsafe)
    return given ? std::atoi(given) : 30;
}

/// The views as a worker keeps them, commit by commit, and as a reader of Redis has them.
class KeptViews {
 public:
    void load(const State& state, std::uint64_t seq) {
        views_.load(seq);
        write(state, seq);
    }
    void take(const std::vector<Event>& events, const State& state, std::uint64_t seq) {
        views_.apply(events, state, seq);
        write(state, seq);
    }
    const views::Rows& rows() const { return rows_; }

 private:
    void write(const State& state, std::uint64_t seq) {
        for (const ViewWrite& each : views_.writes(state, seq)) {
            for (const auto& [id, row] : each.rows) put(each.view, id, row);
            views_.answered(each.view, seq);
        }
    }
    template <class Row>
    static Row read(const std::string& bytes) {
        auto row = decode<Row>(bytes);
        EXPECT_TRUE(row) << (row ? "" : row.error().text());
        return row ? *row : Row{};
    }
    void put(View view, const std::string& id, const std::string& row) {
        switch (view) {
            case View::Jurisdiction:
                rows_.jurisdiction = read<views::JurisdictionRow>(row);
                break;
            case View::Units:
                rows_.units[UnitId{id}] = read<views::UnitRow>(row);
                break;
            case View::Tasks:
                rows_.tasks[TaskId{id_number(id)}] = read<views::TaskRow>(row);
                break;
            case View::Findings:
                rows_.findings[FindingId{id}] = read<views::FindingRow>(row);
                break;
            case View::Ledger:
                rows_.ledger[RectificationId{id_number(id)}] = read<views::LedgerRow>(row);
                break;
        }
    }

    workers::Views views_;
    views::Rows rows_;
};

std::int64_t sum_of(const Json& list, const char* field) {
    std::int64_t sum = 0;
    for (const Json& each : list) sum += each.at(field).get<std::int64_t>();
    return sum;
}

std::int64_t sum_of(const Json& counts) {
    std::int64_t sum = 0;
    for (const auto& [name, n] : counts.items()) {
        if (n.is_number()) sum += n.get<std::int64_t>();
    }
    return sum;
}

/// A play, followed by a console, and what it showed as overdue at each moment looked at.
struct Play {
    explicit Play(std::uint64_t seed)
        : random(std::make_shared<std::mt19937_64>(seed)),
          story([random = random](std::uint64_t n) { return (*random)() % n; }) {
        office.replica = {};
        office.record.clear();
        office.logged = 0;
        office.county.log.clear();
        auto& county = story.county;
        county.must_both(
            GiveGrant{county.keeper, Role::Auditor, county.city, county.now + days(3650)},
            county.leader, county.mayor);
    }

    void go_on(int steps) {
        for (int i = 0; i < steps; ++i) {
            story.step();
            if (pick(3) == 0) work();
            follow();
        }
    }

    /// What a diligent county would do next, where it may: a random crowd seldom ends anything.
    void work() {
        using dudao::test::proof;
        using dudao::test::words;
        auto& county = story.county;
        if (pick(6) == 0 && county.state.plans.begin()->second.state == plan::State::Running) {
            county.on_site();
        }
        for (const auto& [id, task] : county.state.tasks) {
            if (task.state != task::State::OnSite || pick(4) != 0) continue;
            say(ReportTask{id, true, words("毕"), {Gap{"F1", words("故")}, Gap{"F2", words("故")}}},
                county.head);
            break;
        }
        if (county.state.rectifications.empty()) return;
        auto at = county.state.rectifications.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(pick(county.state.rectifications.size())));
        const RectificationId id = at->first;
        const FindingId finding = at->second.finding;
        switch (pick(5)) {
            case 0:
                say(SubmitRectification{id, words("已修"), proof}, county.village);
                break;
            case 1:
                say(VerifyRectification{id, true, words("属实")}, county.officer);
                break;
            case 2:
                say(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                    county.village);
                break;
            case 3:
                say(ContestFinding{finding, words("不是本村"), proof}, county.village);
                break;
            default:
                say(DecideContest{finding, finding::Verb::Dismiss, {}, words("属实")},
                    county.officer);
        }
    }

    void say(const Command& command, const PersonId& person) {
        auto& county = story.county;
        if (county.decide_only(command, county.as(person))) county.must(command, person);
    }

    void follow() {
        const auto& log = story.county.log;
        std::vector<Event> news;
        for (std::size_t i = office.county.log.size(); i < log.size(); ++i) {
            office.county.log.push_back(log[i]);
            news.push_back(log[i]);
        }
        office.county.state = story.county.state;
        office.county.now = story.county.now;
        office.commit();
        if (kept) {
            kept->take(news, office.county.state, office.replica.seq);
        } else {
            kept.emplace().load(office.county.state, office.replica.seq);
        }
    }

    std::uint64_t pick(std::uint64_t n) { return (*random)() % n; }

    std::shared_ptr<std::mt19937_64> random;
    dudao::test::Surface story;
    Office office;
    std::optional<KeptViews> kept;
    std::vector<std::pair<Moment, std::set<RectificationId>>> overdue;
};

class Agreement {
 public:
    Agreement(Play& play, const PersonId& person)
        : play_(play),
          office_(play.office),
          person_(person),
          state_(play.office.county.state),
          now_(play.office.county.now),
          asker_(play.office.county.as(person)),
          figures_(figures(Sight(state_, asker_), now_)) {}

    void all() {
        overview();
        ledger();
        map();
        tasks();
        broker();
        badges();
    }

    std::int64_t counted(Figure figure) const {
        const auto at = figures_.find(figure);
        return at == figures_.end() ? 0 : at->second;
    }
    bool knows(Figure figure) const { return figures_.contains(figure); }

    /// Whoever reads the views or the log sees all: the whole office's figures.
    void views() const {
        const views::Rows& rows = play_.kept->rows();
        const Figures told = figures(rows, now_);
        EXPECT_GE(told.size(), 21U);
        for (const auto& [figure, n] : told) EXPECT_EQ(n, counted(figure)) << name(figure);
        const dudao::Overview status = dudao::overview(rows, now_);
        EXPECT_EQ(status.overdue.size(), at(Figure::Overdue));
        EXPECT_EQ(status.due_this_week.size(), at(Figure::DueInWeek));
        EXPECT_EQ(status.in_field.size(), at(Figure::InTheVillage));
        std::int64_t found = 0;
        for (const auto& [severity, n] : status.found_yesterday) found += n;
        EXPECT_EQ(found, counted(Figure::FoundYesterday));
        for (const auto& [figure, n] : told) {
            EXPECT_EQ(status.figures.at(std::string(name(figure))), n) << name(figure);
        }
        this->status(rows, status);
    }

    /// What `dudao status` prints, by the words before each number.
    void status(const views::Rows& rows, const dudao::Overview& view) const {
        for (const Lang lang : {Lang::Zh, Lang::En}) {
            std::ostringstream out;
            print_status(out, rows, view, counted(Figure::Leads), lang);
            int printed = 0;
            for (const auto& [figure, word] : Names<Figure>::table) {
                const std::string label =
                    std::string(text(lang, "figure." + std::string(word))) + ": ";
                const auto from = out.str().find(label);
                if (from == std::string::npos) continue;
                ++printed;
                EXPECT_EQ(std::stoll(out.str().substr(from + label.size())), counted(figure))
                    << word;
            }
            EXPECT_GE(printed, 14) << out.str();
        }
    }

    void drill() const {
        report::History history;
        for (const Event& event : office_.county.log) history.add(event);
        const Report report = history.report(now_, {});
        EXPECT_EQ(report.rectifications.open, counted(Figure::Open));
        EXPECT_EQ(report.rectifications.overdue, counted(Figure::Overdue));
        EXPECT_EQ(report.rectifications.struck_off, counted(Figure::StruckOff));
        EXPECT_EQ(report.rectifications.fallen_away, counted(Figure::FallenAway));
        EXPECT_EQ(report.villages, counted(Figure::Villages));
        EXPECT_EQ(report.villages_reached, counted(Figure::VillagesVisited));
        // As it is printed at the end of a play.
        const std::string told = summary(report, Lang::En);
        for (const auto& [words, figure] :
             {std::pair{": struck off ", Figure::StruckOff},
              std::pair{", fallen away ", Figure::FallenAway}, std::pair{", open ", Figure::Open},
              std::pair{" (overdue ", Figure::Overdue},
              std::pair{"villages reached ", Figure::VillagesVisited}}) {
            const auto from = told.find(words);
            ASSERT_NE(from, told.npos) << words << " in " << told;
            EXPECT_EQ(std::stoll(told.substr(from + std::string_view(words).size())),
                      counted(figure))
                << words;
        }
    }

    /// The week's report so far: its page, its table and its paper.
    void report() {
        const Json page = office_.data("/reports?kind=week", person_);
        const Json& total = page["total"]["now"];
        EXPECT_EQ(total["open"], counted(Figure::Open));
        EXPECT_EQ(total["overdue"], counted(Figure::Overdue));
        EXPECT_EQ(total["closed"], counted(Figure::StruckOffThisWeek));
        EXPECT_EQ(page["total"]["trend"].back(), counted(Figure::Overdue));
        const Answer table = office_.get("/reports?kind=week&csv=rows", person_);
        const auto cells = last_line(table.body);
        ASSERT_GT(cells.size(), 8U) << table.body;
        EXPECT_EQ(cells[4], std::to_string(counted(Figure::StruckOffThisWeek)));
        EXPECT_EQ(cells[6], std::to_string(counted(Figure::Open)));
        EXPECT_EQ(cells[7], std::to_string(counted(Figure::Overdue)));
        const Answer trend = office_.get("/reports?kind=week&csv=trend", person_);
        EXPECT_EQ(last_line(trend.body).back(), std::to_string(counted(Figure::Overdue)));
        std::string monday = page["from"];
        std::erase(monday, '-');
        const Json paper = office_.data("/papers/W" + monday, person_);
        const Json& row = paper["table"]["rows"].back();
        EXPECT_EQ(row[4], cells[4]);
        EXPECT_EQ(row[5], cells[6]);
        EXPECT_EQ(row[6], cells[7]);
    }

    /// What the badges of the menu show, each from the answer that its page takes it from
    /// (console/web/src/parts/tallies.ts): it is as long as the list behind it.
    void badges() {
        const Json todo = office_.data("/todo", person_);
        EXPECT_EQ(todo["total"], todo["rows"].size());
        if (knows(Figure::Leads)) {
            std::int64_t leads = 0;
            const Json figures = office_.data("/case-figures", person_);
            for (const Json& each : figures["by"]) {
                if (each["state"] == "lead") leads += each["n"].get<std::int64_t>();
            }
            EXPECT_EQ(leads, counted(Figure::Leads));
            // To a leader there are no rows.
            if (office_.get("/cases", person_).status == 200) {
                const Json cases = office_.data("/cases", person_);
                EXPECT_EQ(std::count_if(cases.begin(), cases.end(),
                                        [](const Json& each) { return each["state"] == "lead"; }),
                          leads);
            }
        }
        std::int64_t waiting = 0;
        std::string next;
        do {
            const std::string join = next.empty() ? "" : "?after=" + next;
            const Json page = Json::parse(office_.get("/notices" + join, person_).body);
            for (const Json& each : page["data"]) waiting += each["at"] == 0 ? 1 : 0;
            next = page["next"];
        } while (!next.empty());
        EXPECT_EQ(waiting, counted(Figure::NoticesWaiting) + counted(Figure::NoticesUnderWay));
    }

 private:
    /// Of a table: the cells of the line of totals.
    static std::vector<std::string> last_line(const std::string& table) {
        std::vector<std::string> cells(1);
        const auto from = table.rfind("\r\n", table.size() - 3);
        for (const char c : table.substr(from + 2, table.size() - from - 4)) {
            if (c == ',') {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        return cells;
    }

    std::size_t at(Figure figure) const { return static_cast<std::size_t>(counted(figure)); }

    void overview() {
        const Json page = office_.data("/overview", person_);
        for (const auto& [figure, word] : Names<Figure>::table) {
            const Json& shown = page["figures"][std::string(word)];
            if (knows(figure)) {
                EXPECT_EQ(shown, counted(figure)) << word;
            } else {
                EXPECT_TRUE(shown.is_null()) << word << " is not theirs to know";
            }
        }
        EXPECT_EQ(sum_of(page["due_days"], "n"), counted(Figure::DueInWeek));
        EXPECT_EQ(page["overdue"].size(), std::min<std::size_t>(50, at(Figure::Overdue)));
        EXPECT_EQ(page["in_field"].size(), at(Figure::InTheVillage));
        EXPECT_EQ(sum_of(page["found_today"]), counted(Figure::FoundToday));
        EXPECT_EQ(sum_of(page["found_yesterday"]), counted(Figure::FoundYesterday));
        EXPECT_EQ(sum_of(page["townships"], "open"), counted(Figure::Open));
        EXPECT_EQ(sum_of(page["townships"], "overdue"), counted(Figure::Overdue));
        std::int64_t ages = 0;
        for (const Json& age : page["ageing"]) ages += sum_of(age);
        EXPECT_EQ(ages, counted(Figure::Open));
        EXPECT_EQ(page["weeks"].back()["overdue"], counted(Figure::Overdue));
        EXPECT_EQ(page["weeks"].back()["closed"], counted(Figure::StruckOffThisWeek));
        EXPECT_EQ(page["record"]["events"], counted(Figure::Records));
        for (const Json& row : page["overdue"]) {
            EXPECT_EQ(row["overdue"], true) << row;
            EXPECT_LE(row["days_left"], -1) << row;
        }
        EXPECT_EQ(page["on_the_way"].size(), std::min<std::size_t>(20, at(Figure::OnTheWay)));
        // What bears a slip is late or is not: the wall tells the two apart, and together all.
        if (at(Figure::Overdue) > 50) return;
        std::map<std::string, std::size_t> slips;
        for (const char* part : {"overdue", "slips_in_time"}) {
            for (const Json& row : page[part]) ++slips[row["slip"]];
        }
        EXPECT_EQ(slips["yellow"], at(Figure::Yellow));
        EXPECT_EQ(slips["orange"], at(Figure::Orange));
        EXPECT_EQ(slips["red"], at(Figure::Red));
    }

    /// Each figure of rectifications is a list as long as it says, and as many lines of a table.
    void ledger() {
        for (const auto& [figure, word] : Names<Figure>::table) {
            if (!is_of_rectifications(figure)) continue;
            const std::string path = "/rectifications?limit=500&state=" + std::string(word);
            const Json list = office_.data(path, person_);
            EXPECT_EQ(list["total"], counted(figure)) << word;
            EXPECT_EQ(list["rows"].size(), at(figure)) << word;
            if (!knows(figure)) continue;
            const Answer table = office_.get(path + "&csv=1", person_);
            std::size_t lines = 0;
            for (std::size_t i = 0; (i = table.body.find("\r\n", i)) != table.body.npos; i += 2) {
                ++lines;
            }
            EXPECT_EQ(lines, 1 + at(figure)) << word;
            for (const Json& row : list["rows"]) {
                const Moment due{row["deadline"].get<std::int64_t>()};
                const std::string text = deadline_text(state_.calendar.zone, due);
                EXPECT_NE(table.body.find(text), table.body.npos) << text << " in " << table.body;
            }
        }
        const Json all = office_.data("/rectifications?state=all", person_);
        EXPECT_EQ(sum_of(all["by_slip"]), counted(Figure::Open)) << "one colour each";
        EXPECT_EQ(all["by_slip"]["none"], counted(Figure::Uncoloured));
        EXPECT_EQ(all["by_slip"]["blue"], counted(Figure::Blue));
        EXPECT_EQ(all["by_slip"]["yellow"], counted(Figure::Yellow));
        EXPECT_EQ(all["by_slip"]["orange"], counted(Figure::Orange));
        EXPECT_EQ(all["by_slip"]["red"], counted(Figure::Red));
        EXPECT_EQ(all["clock_stands"], counted(Figure::ClockStands));
        for (const char* slip : {"blue", "yellow", "orange", "red"}) {
            const Json list = office_.data(std::string("/rectifications?slip=") + slip, person_);
            EXPECT_EQ(list["total"], all["by_slip"][slip]) << slip;
        }
    }

    void map() {
        const Json page = office_.data("/map", person_);
        EXPECT_EQ(sum_of(page["townships"], "overdue"), counted(Figure::Overdue));
        EXPECT_EQ(sum_of(page["villages"], "overdue") + sum_of(page["townships"], "own_overdue"),
                  counted(Figure::Overdue));
        EXPECT_EQ(sum_of(page["villages"], "open") + sum_of(page["townships"], "own_open"),
                  counted(Figure::Open));
        EXPECT_EQ(page["villages"].size(), at(Figure::Villages));
    }

    void tasks() {
        if (!knows(Figure::TasksOpen)) return;
        const Json groups = office_.data("/groups", person_);
        EXPECT_EQ(sum_of(groups, "tasks_open"), counted(Figure::TasksOpen));
        // The board: a task that is open stays on it, however long ago it was released.
        std::map<Figure, std::size_t> on_board;
        for (const Json& row : office_.data("/tasks?days=1", person_)) {
            const auto state = find_name<task::State>(row["state"].get<std::string>());
            const auto kind = find_name<TaskKind>(row["kind"].get<std::string>());
            ASSERT_TRUE(state && kind) << row;
            for (const auto& [figure, word] : Names<Figure>::table) {
                on_board[figure] += counts(figure, {*state, *kind, row["left_at"] != 0}) ? 1 : 0;
            }
        }
        for (const Figure each : {Figure::TasksOpen, Figure::InTheVillage, Figure::OnTheWay,
                                  Figure::Sealed, Figure::AwaitingReview}) {
            EXPECT_EQ(on_board[each], at(each)) << name(each);
        }
    }

    void broker() {
        const auto said =
            dudao::broker::answer(state_, asker_, wire::Query{1, person_, "status", "", ""});
        ASSERT_TRUE(said) << said.error().text();
        const Json status = Json::from_msgpack(*said);
        EXPECT_EQ(status["rectifications_open"], counted(Figure::Open));
        EXPECT_EQ(status["overdue"], counted(Figure::Overdue));
        EXPECT_EQ(status["tasks_open"], counted(Figure::TasksOpen));
        EXPECT_EQ(status["on_site"], counted(Figure::InTheVillage));
        EXPECT_EQ(status["leads"], counted(Figure::Leads));
    }

    Play& play_;
    Office& office_;
    PersonId person_;
    const State& state_;
    Moment now_;
    Context asker_;
    Figures figures_;
};

/// What was overdue at a moment is remembered as it was shown then, whatever came after.
void remember(Play& play) {
    std::set<RectificationId> now;
    const State& state = play.office.county.state;
    for (const auto& [id, r] : state.rectifications) {
        if (is_overdue(duty_of(state, r), play.office.county.now)) now.insert(id);
    }
    play.overdue.emplace_back(play.office.county.now, now);
    for (const auto& [then, shown] : play.overdue) {
        for (const auto& [id, r] : state.rectifications) {
            EXPECT_EQ(play.office.record.was_overdue(id, then), shown.contains(id))
                << "rectification " << id.value << " at " << to_text(then, 480);
        }
    }
    // What is said next is said later.
    play.story.county.run_for(minutes(1));
}

}  // namespace

TEST(Figures, are_the_same_in_every_place_at_every_moment) {
    const int wanted = moments();
    std::map<Figure, int> seen;  // at how many moments each was more than none
    int looked = 0;
    for (std::uint64_t seed = 1; looked < wanted; ++seed) {
        Play play(seed);
        std::mt19937_64 random(seed);
        for (int i = 0; i < moments_a_play && looked < wanted; ++i, ++looked) {
            play.go_on(1 + static_cast<int>(random() % steps_most));
            SCOPED_TRACE("play " + std::to_string(seed) + ", moment " + std::to_string(i));
            const auto& county = play.office.county;
            Agreement office(play, county.officer);
            office.all();
            // An officer is kept out of a case whose matter they struck off, and a leader sees
            // none: the keeper audits.
            Agreement(play, county.keeper).views();
            office.drill();
            office.report();
            for (const PersonId& each : {county.leader, county.village, county.township,
                                         county.township_leader, county.head, play.office.admin}) {
                SCOPED_TRACE(each.text);
                Agreement(play, each).all();
            }
            remember(play);
            for (const auto& [figure, word] : Names<Figure>::table) {
                seen[figure] += office.counted(figure) > 0 ? 1 : 0;
            }
            if (HasFatalFailure() || HasNonfatalFailure()) return;
        }
    }
    EXPECT_EQ(looked, wanted);
    for (const auto& [figure, word] : Names<Figure>::table) {
        EXPECT_GT(seen[figure], 0) << word << " was never more than none: nothing was compared";
    }
}

}  // namespace dudao::console::test
