// Two counties that differ in nothing but the target of a sealed task answer everybody alike, on
// every route and in every frame: so no answer says, or lets one guess, what the target is.
#include "office.h"

#include "console/live/hub.h"

namespace dudao::console::test {
namespace {

/// The commitment differs by nature, and with it the hash of the log: they are on record for all,
/// and open with a salt nobody has.
std::string without_hashes(std::string body) {
    for (const std::string field : {"\"commitment\":\"", "\"head\":\""}) {
        for (auto at = body.find(field); at != body.npos; at = body.find(field, at + 1)) {
            const auto from = at + field.size();
            body.erase(from, body.find('"', from) - from);
        }
    }
    return body;
}

/// Where two texts part, for people.
std::string parting(const std::string& a, const std::string& b) {
    const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    return a.substr(static_cast<std::size_t>(std::max<std::ptrdiff_t>(at - 80, 0)), 160);
}

struct Sealed : Office {
    TaskId task;

    explicit Sealed(const char* target) {
        task = release(UnitId{target});
        county.must(AcceptTask{task}, county.head);
        commit();
    }

    std::string all(const PersonId& person) {
        std::string out;
        for (const Route& route : routes()) {
            if (route.special != Special::None) continue;
            std::string path(route.path);
            const auto hole = path.find("{id}");
            if (hole != path.npos) path = path.substr(0, hole) + id_text(task);
            out += path + " " + get(path, person).body + "\n";
        }
        for (const char* more : {"/tasks?state=accepted", "/log?limit=500&type=task",
                                 "/rectifications?state=all&csv=1"}) {
            out += get(more, person).body + "\n";
        }
        Hub hub;
        const Hub::Made made = hub.open(facts(), kept, {1, "s", person}, 1);
        for (const Hub::Out& each : made.out) out += each.text;
        return without_hashes(out);
    }
};

}  // namespace

TEST(Secrecy, no_answer_depends_on_a_target_that_is_still_sealed) {
    Sealed one("v1");
    Sealed other("v3");
    for (const auto& [who, person] : one.everybody()) {
        const std::string a = one.all(person);
        const std::string b = other.all(person);
        EXPECT_TRUE(a == b) << who << ": " << parting(a, b);
    }
}

TEST(Secrecy, even_the_group_sees_no_target_here_before_the_check_in) {
    Sealed county("v1");
    const std::string path = "/tasks/" + id_text(county.task);
    EXPECT_EQ(county.data(path, county.county.head)["target"], "");
    EXPECT_EQ(county.data("/overview", county.county.head)["figures"]["sealed"], 1);
    EXPECT_EQ(county.data("/overview", county.county.village)["figures"]["sealed"], nullptr);
    county.county.must(CheckIn{county.task,
                               Bytes(county.county.salt),
                               county.county.v1,
                               {county.county.head, county.county.inspector},
                               {}},
                       county.county.head);
    county.commit();
    EXPECT_EQ(county.data(path, county.county.leader)["target"], "v1");
    EXPECT_EQ(county.data("/overview", county.county.leader)["figures"]["sealed"], 0);
}

TEST(Secrecy, an_announced_target_waits_for_the_check_in_too) {
    Office county;
    ReleaseTask release;
    release.plan = county.county.state.plans.begin()->first;
    release.group = county.county.group;
    release.kind = TaskKind::Announced;
    release.target = county.county.v2;
    release.checklists = {Bytes(std::string(32, 'f'))};
    const TaskId task{county.county.must(release, county.county.keeper).id};
    county.commit();
    EXPECT_EQ(county.data("/tasks/" + id_text(task), county.county.leader)["target"], "");
    const std::string log = county.get("/log?type=task.released", county.county.leader).body;
    EXPECT_EQ(log.find("\"target\":\"v2\""), log.npos);
}

}  // namespace dudao::console::test
