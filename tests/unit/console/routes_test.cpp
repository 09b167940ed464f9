// Every route for everybody: who is answered, who is refused, and who is not told that there is
// anything to refuse.
#include "office.h"

#include <fstream>
#include <set>

#include "domain/roles.h"

namespace dudao::console::test {
namespace {

using Who = std::set<std::string>;
const Who office{"leader", "officer", "keeper", "auditor"};
const Who leads{"officer", "auditor"};

Who with(Who base, const Who& more) {
    base.insert(more.begin(), more.end());
    return base;
}

struct County2 : Office {
    TaskId task;
    RectificationId rectification;
    FindingId finding;
    CaseId lead;

    County2() {
        rectification = county.in_progress();
        finding = county.of(rectification).finding;
        task = county.state.findings.at(finding).task;
        OpenLead petition;
        petition.unit = county.v1;
        petition.matter = Text{"信", "ref-信", "c"};
        lead = CaseId{county.must(petition, county.officer).id};
        commit();
    }

    std::string path_of(const Route& route) const {
        std::string path(route.path);
        const auto hole = path.find("{id}");
        if (hole == path.npos) return path;
        path.erase(hole);
        if (path == "/tasks/") return path + id_text(task);
        if (path == "/findings/") return path + finding.text;
        if (path == "/rectifications/") return path + id_text(rectification);
        if (path == "/papers/") return path + notice_of(rectification);
        return path + id_text(lead);
    }
};

/// Who is answered 200; all others get `otherwise`.
struct Right {
    Who who;
    int otherwise;
};

Right right_of(const std::string& path) {
    const Who everybody{"leader",    "officer", "keeper",   "auditor",  "admin",   "head",
                        "inspector", "village", "village2", "township", "tleader", "stranger"};
    static const std::map<std::string, Right> rights{
        {"/foresee/{id}", {{}, 404}},  // foresee_test asks with args
        {"/tasks/{id}", {with(office, {"head", "inspector"}), 404}},
        {"/findings/{id}",
         {with(office, {"head", "inspector", "village", "township", "tleader"}), 404}},
        {"/rectifications/{id}", {with(office, {"village", "township", "tleader"}), 404}},
        {"/papers/check", {office, 403}},
        {"/papers/{id}", {with(office, {"village", "township", "tleader"}), 404}},
        {"/own-papers/{id}", {{}, 404}},  // case_papers_test has the person concerned
        {"/cases", {leads, 403}},
        {"/cases/{id}", {leads, 403}},
        {"/case-figures", {with(leads, {"leader"}), 403}},
        {"/plans", {office, 403}},
        {"/draws", {office, 403}},
        {"/policy/file", {office, 403}},
        {"/checklists", {office, 403}},
        {"/checklists/file", {office, 403}},
        {"/conflicts", {with(office, {"admin", "head", "inspector"}), 403}},
        {"/people", {with(office, {"admin"}), 403}},
        {"/verifiers", {office, 403}},
        {"/groups", {with(office, {"admin", "head", "inspector"}), 403}},
    };
    const auto at = rights.find(path);
    return at == rights.end() ? Right{everybody, 0} : at->second;
}

}  // namespace

TEST(Routes, each_answers_those_it_is_for_and_no_others) {
    County2 office_now;
    int asked = 0;
    for (const Route& route : routes()) {
        if (route.special != Special::None) continue;
        const Right right = right_of(std::string(route.path));
        for (const auto& [who, person] : office_now.everybody()) {
            const Answer said = office_now.get(office_now.path_of(route), person);
            const int wanted = right.who.contains(who) ? 200 : right.otherwise;
            EXPECT_EQ(said.status, wanted) << route.path << " for " << who << ": " << said.body;
            ++asked;
        }
    }
    EXPECT_GT(asked, 200);
}

TEST(Routes, what_is_not_there_and_what_is_not_yours_look_alike) {
    County2 county;
    const PersonId other = county.village2;
    const auto absent = county.get("/rectifications/999999", other);
    const auto hidden = county.get("/rectifications/" + id_text(county.rectification), other);
    EXPECT_EQ(absent.status, 404);
    EXPECT_EQ(hidden.status, 404);
    EXPECT_EQ(absent.body, hidden.body);
    EXPECT_EQ(county.get("/rectifications/" + id_text(county.rectification), county.county.village)
                  .status,
              200)
        << "it is there";
}

TEST(Routes, leads_are_counted_for_nobody_who_may_not_know_of_them) {
    County2 county;
    EXPECT_EQ(county.data("/overview", county.county.officer)["figures"]["leads"], 1);
    for (const char* who :
         {"keeper", "head", "village", "township", "tleader", "admin", "stranger"}) {
        const PersonId person = county.everybody().at(who);
        EXPECT_TRUE(county.data("/overview", person)["figures"]["leads"].is_null()) << who;
        const std::string log = county.get("/log?limit=500", person).body;
        EXPECT_EQ(log.find("lead.opened"), log.npos) << who;
        EXPECT_EQ(county.data("/log?type=lead.opened", person)["entries"].size(), 0U) << who;
        EXPECT_EQ(county.data("/log?matter=case:" + id_text(county.lead), person)["entries"].size(),
                  0U)
            << who;
    }
    EXPECT_EQ(county.data("/log?type=lead", county.county.officer)["entries"].size(), 1U);
}

TEST(Routes, a_lead_about_ones_own_unit_is_neither_row_count_nor_search_hit) {
    County2 county;
    OpenLead about;
    about.unit = county.county.city;
    about.matter = Text{"举", "ref-举", "c"};
    const CaseId lead{county.county.must(about, county.county.officer).id};
    county.commit();
    // The auditor belongs to the city itself; the officer of the test county does not.
    ASSERT_EQ(county.county.state.people.at(county.auditor).unit, county.county.city);
    for (const PersonId& person : {county.county.officer, county.auditor}) {
        const bool own = belongs_to(county.county.state, person, county.county.city);
        const std::size_t seen = own ? 1 : 2;
        const std::string matter = "/log?matter=case:" + id_text(lead);
        EXPECT_EQ(county.data("/cases", person).size(), seen) << person.text;
        EXPECT_EQ(county.data("/overview", person)["figures"]["leads"], seen) << person.text;
        EXPECT_EQ(county.get("/cases/" + id_text(lead), person).status, own ? 404 : 200);
        EXPECT_EQ(county.data(matter, person)["entries"].empty(), own) << person.text;
        EXPECT_EQ(county.data("/log?type=lead", person)["entries"].size(), seen) << person.text;
    }
}

TEST(Routes, photos_are_shown_to_those_who_read_the_words) {
    County2 county;
    const TaskId visit = county.county.on_site();
    const FindingId found = county.county.recorded(visit);
    const EvidenceHash photo{std::string(64, 'b')};
    county.county.must(AttachEvidence{visit, found, photo, 9, "image/jpeg"},
                       county.county.inspector);
    county.commit();
    const auto photos = [&](const char* who) {
        const Json page = county.data("/findings/" + found.text, county.everybody().at(who));
        const std::string whole = page.dump();
        EXPECT_EQ(whole.find(photo.text) == whole.npos, page["evidence"].empty()) << who;
        return page["evidence"].size();
    };
    for (const char* who : {"officer", "leader", "head", "inspector"}) EXPECT_EQ(photos(who), 1U);
    for (const char* who : {"keeper", "auditor"}) EXPECT_EQ(photos(who), 0U) << who;
}

TEST(Routes, a_unit_reads_a_finding_as_it_stands_and_no_former_version) {
    County2 county;
    auto& c = county.county;
    const TaskId visit = c.on_site();
    const FindingId found = c.recorded(visit);
    FindingFacts facts = c.state.findings.at(found).facts();
    facts.text = Text{"账目不清※", "ref-账目不清※", "c"};
    facts.severity = Severity::Minor;
    c.must(AmendFinding{found, facts}, c.inspector);
    c.must(AnswerItem{visit, "F1", "n", {}}, c.head);
    c.must(AnswerItem{visit, "F2", "1", {}}, c.head);
    c.must(ReportTask{visit, true, Text{"总", "ref-总", "c"}, {}}, c.head);
    c.must(ReviewTask{visit, true, {}}, c.officer);
    county.commit();
    const auto page = [&](const PersonId& who) {
        return county.data("/findings/" + found.text, who);
    };
    const std::string unit = page(c.village).dump();
    EXPECT_EQ(unit.find("工作室关着※"), unit.npos) << unit;
    EXPECT_NE(unit.find("账目不清※"), unit.npos);
    EXPECT_EQ(page(c.village)["versions"], 1);
    const std::string office_page = page(c.officer).dump();
    EXPECT_NE(office_page.find("工作室关着※"), office_page.npos);
    EXPECT_EQ(page(c.officer)["versions"], 2);
}

TEST(Routes, words_are_masked_for_those_who_do_not_need_them) {
    County2 county;
    const std::string path = "/rectifications/" + id_text(county.rectification);
    const auto problem = [&](const char* who) {
        return county.data(path, county.everybody().at(who))["problem"].get<std::string>();
    };
    EXPECT_EQ(problem("officer"), "工作室关着※");
    EXPECT_EQ(problem("village"), "工作室关着※");
    EXPECT_EQ(problem("keeper"), masked);
    EXPECT_EQ(problem("auditor"), masked);
}

TEST(Routes, no_answer_carries_references_or_commitments_of_words) {
    County2 county;
    for (const Route& route : routes()) {
        if (route.special != Special::None) continue;
        const std::string body = county.get(county.path_of(route), county.county.officer).body;
        EXPECT_EQ(body.find("ref-"), body.npos) << route.path;
        EXPECT_EQ(body.find("salt"), body.npos) << route.path;
    }
}

TEST(Routes, the_description_for_strangers_has_the_same_paths) {
    std::ifstream in(DUDAO_OPENAPI);
    ASSERT_TRUE(in);
    std::set<std::string> described;
    std::string path;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("  /api/v1")) path = line.substr(2, line.size() - 3);
        if (line == "    get:" || line == "    post:") {
            described.insert((line == "    get:" ? "GET " : "POST ") + path);
        }
    }
    std::set<std::string> known;
    for (const Route& route : routes()) {
        known.insert(std::string(route.method) + " /api/v1" + std::string(route.path));
    }
    EXPECT_EQ(described, known);
}

TEST(Routes, another_method_is_told_from_no_route) {
    EXPECT_TRUE(match("POST", "/api/v1/overview").other_method);
    EXPECT_FALSE(match("GET", "/api/v1/nothing").other_method);
    EXPECT_EQ(match("GET", "/api/v1/nothing").route, nullptr);
    EXPECT_EQ(match("GET", "/api/v1/tasks/12/x").route, nullptr);
    EXPECT_EQ(match("GET", "/api/v1/policy/simulate").route->path, "/policy/simulate");
    EXPECT_EQ(match("GET", "/api/v1/findings/01J%2A").id, "01J*");
}

}  // namespace dudao::console::test
