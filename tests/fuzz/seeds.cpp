// Writes the first inputs of each corpus, from the real encoders: `seeds FOLDER`. Fuzzing goes on
// from them; what it learns is kept beside them (tests/fuzz/run --keep).
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>

#include "draw/encoding.h"
#include "draw/manifest.h"
#include "draw/params.h"
#include "replica/replica.h"
#include "seal/seal.h"
#include "step_message.h"
#include "tests/property/surface.h"
#include "wire/codec.h"
#include "wire/command_codec.h"
#include "wire/event_codec.h"
#include "wire/message_codec.h"

namespace dudao::fuzz {
namespace {

namespace fs = std::filesystem;

class Corpus {
 public:
    Corpus(const fs::path& folder, const std::string& target) : folder_(folder / target) {
        fs::create_directories(folder_);
    }
    void add(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / ("seed-" + name), std::ios::binary | std::ios::trunc) << bytes;
    }

 private:
    fs::path folder_;
};

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Something in every field, so that each is in some input.
struct Filler {
    void operator()(bool& v) const { v = true; }
    void operator()(std::int32_t& v) const { v = 3; }
    void operator()(std::int64_t& v) const { v = 2; }
    void operator()(std::uint64_t& v) const { v = 1; }
    void operator()(std::string& v) const { v = "F1"; }
    void operator()(Bytes& v) const { v = Bytes(std::string(32, 's')); }
    void operator()(Moment& v) const { v = test::at("2026-11-02T10:00"); }
    void operator()(Span& v) const { v = hours(48); }
    void operator()(Day& v) const { v = Day{20'000}; }
    void operator()(Text& v) const { v = Text{"因故", "0123456789abcdef", std::string(32, 'c')}; }
    template <class Tag>
    void operator()(Code<Tag>& v) const {
        v.text = "v1";
    }
    void operator()(PersonId& v) const { v.text = "p-officer"; }
    void operator()(GroupId& v) const { v.text = "g1"; }
    template <class Tag>
    void operator()(Id<Tag>& v) const {
        v.value = 16;
    }
    template <NamedEnum E>
    void operator()(E& v) const {
        v = Names<E>::table.back().first;
    }
    template <class T>
    void operator()(std::vector<T>& v) const {
        fill(v.emplace_back());
    }
    template <class T>
    void operator()(std::deque<T>& v) const {
        fill(v.emplace_back());
    }
    template <class T>
    void operator()(std::set<T>& v) const {
        T one{};
        fill(one);
        v.insert(one);
    }
    template <class K, class T>
    void operator()(std::map<K, T>& v) const {
        K key{};
        fill(key);
        fill(v[key]);
    }
    template <Record T>
    void operator()(T& record) const {
        for_each_field(record, [](std::string_view, auto& member) { Filler{}(member); });
    }
    template <class T>
    void fill(T& value) const {
        (*this)(value);
    }
};

/// Every alternative, its fields filled.
template <class Types, class Visit>
void for_each_alternative(Visit visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (
            [&] {
                std::variant_alternative_t<I, Types> body{};
                Filler{}(body);
                visit(std::move(body));
            }(),
            ...);
    }(std::make_index_sequence<std::variant_size_v<Types>>{});
}

void messages(const Corpus& corpus) {
    for (const char* type : {"\xff", "0123456789abcdef0123456789abcde名"}) {
        std::string frame;
        Packer pack(frame);
        pack.array(4);
        pack.integer(wire::protocol_version);
        pack.text(type);
        pack.text("gqc");
        pack.map(0);
        corpus.add("type-" + std::to_string(frame.size()), frame);
    }
    for_each_alternative<wire::Body>([&](const wire::Body& body) {
        corpus.add(std::string(wire::name(body)), wire::encode({"gqc", body}));
    });
}

/// MessagePack of {name: nil}.
std::string a_map_with(const std::string& name) {
    std::string out;
    Packer pack(out);
    pack.map(1);
    pack.text(name);
    pack.nil();
    return out;
}

// Names that are cut for a message about them: never in the middle of a character.
const std::string long_name = std::string(63, 'a') + "名";

void commands(const Corpus& corpus) {
    corpus.add("long-name", long_name + "\n\x80");
    corpus.add("long-field", "task.accept\n" + a_map_with(long_name));
    corpus.add("field-not-utf8", "task.accept\n" + a_map_with("\xff"));
    for_each_alternative<Commands>([&](const Command& command) {
        corpus.add(std::string(name(command)),
                   std::string(name(command)) + "\n" + encode_args(command));
    });
}

void events(const Corpus& corpus) {
    for_each_alternative<EventBodies>([&](const EventBody& body) {
        Event event;
        event.body = body;
        event.actor = {"p-officer"};
        corpus.add(std::string(name(body)), encode_event(event));
    });
}

/// A story of a random crowd; the same seed, the same story.
test::Surface a_story(std::uint64_t seed, int steps) {
    auto random = std::make_shared<std::mt19937_64>(seed);
    test::Surface story([random](std::uint64_t n) { return (*random)() % n; });
    for (int i = 0; i < steps; ++i) story.step();
    return story;
}

void commits(const Corpus& corpus) {
    const test::Surface story = a_story(7, 60);
    const auto& log = story.county.log;
    for (std::size_t first = 0, n = 0; first < log.size() && n < 30; first += 4, ++n) {
        Commit commit{first, {}, {}};
        for (std::size_t i = first; i < std::min(first + 4, log.size()); ++i) {
            std::string event = encode_event(log[i]);
            if (event.size() < 2000) commit.events.push_back(std::move(event));
        }
        Receipt receipt;
        Filler{}(receipt);
        commit.receipts.push_back(receipt);
        corpus.add(std::to_string(n), encode_commit(commit));
    }
}

void snapshots(const Corpus& corpus) {
    for (const int steps : {0, 20, 60}) {
        test::Surface story = a_story(7, steps);
        story.county.state.calendar.years.resize(1);  // the rest is much of the same
        const std::string bytes = snapshot::to_bytes("gqc", Replica{story.county.state, 9, Hash{}});
        corpus.add(std::to_string(steps), bytes.substr(0, bytes.size() - 32));
    }
}

void tables(const Corpus& corpus) {
    corpus.add("plain", "id,name,unit\n1,甲,v1\n2,乙,v2\n");
    corpus.add("quoted", "id,name,unit\r\n1,\"a \"\"b\"\", c\",\"two\nlines\"\r\n");
    corpus.add("bom", "\xEF\xBB\xBFid,name,unit\n1,,\n");
    corpus.add("empty", "id,name,unit\n");
    corpus.add("torn", "id,name,unit\n1,\"never closed\n");
}

std::string a_county() {
    return "== jurisdiction.toml\nid = \"gqc\"\nname_zh = \"城\"\nname_en = \"City\"\n"
           "root = \"c\"\ntime_zone = \"Asia/Shanghai\"\ncalendar = \"CN\"\ndemo = true\n"
           "demo_start = 2026-09-14T08:00:00+08:00\n"
           "== units.csv\nid,parent,level,kind,name_zh,name_en\nc,,city,county_city,城,City\n"
           "t1,c,township,town,镇※,Town※\nv1,t1,village,village,村※,Village※\n"
           "== people.csv\nid,name_zh,name_en,unit\np1,甲※,A※,c\np2,乙※,B※,c\np3,丙※,C※,v1\n"
           "== posts.csv\nid,unit,role,title_zh,title_en,holder,deputy,from,to\n"
           "lead-1,c,leader,长,head,p1,p2,2026-01-01,2027-12-31\n"
           "== grants.csv\nperson,role,scope,from,to,approver1,approver2\n"
           "p2,auditor,c,2026-01-01,2027-12-31,p1,p3\n"
           "== groups.csv\nid,name_zh,name_en,head,members,skills\ng1,一组,One,p2,p2;p3,R;F\n"
           "== devices.csv\nid,group\ndev-1,g1\n"
           "== conflicts.csv\nperson,unit,reason\np2,v1,原籍\n"
           "== checklists.toml\n[[checklists]]\ntheme = \"F\"\nzh = \"帮扶\"\nen = \"Help\"\n"
           "[[checklists.items]]\nid = \"F1\"\nzh = \"在\"\nen = \"there\"\nhow = \"LY\"\n"
           "rule = \"n:3o\"\n"
           "== plan.toml\ntitle = \"方案\"\nscope = \"c\"\nstart = 2026-09-14\nend = 2026-12-31\n"
           "themes = [\"F\"]\nthemes_a_task = 1\ntick_seconds = 1800\nexpected_visits = 10\n"
           "visits_a_year_max = 6\nauthor = \"p2\"\napprover = \"p1\"\n[mandate]\n"
           "decided_by = \"府\"\nnumber = \"1\"\nscope = \"c\"\nuntil = 2026-12-31\n[[windows]]\n"
           "from = 08:00:00\nto = 18:00:00\n";
}

void counties(const Corpus& corpus, const fs::path& county) {
    corpus.add("small", a_county());
    corpus.add("whole", a_county() + "== policy.toml\n" + read(county / "policy.toml"));
}

void policies(const Corpus& corpus, const fs::path& county) {
    corpus.add("demo", read(county / "policy.toml"));
}

void calendars(const Corpus& corpus, const fs::path& calendars) {
    corpus.add("2026", "o\n" + read(calendars / "CN-2026.json"));
    std::string other = read(calendars / "CN-2027-provisional.json");
    for (auto at = other.find("2027"); at != other.npos; at = other.find("2027")) {
        other.replace(at, 4, "2026");
    }
    corpus.add("provisional", "p\n" + other);
    corpus.add("open",
               "o\n{\"year\":2026,\"status\":\"official\",\"off\":[],\"work\":"
               "[{\"date\":\"2026-01-04\"}],\"open_tail\":{\"from\":\"2026-12-30\"}}");
}

void zones(const Corpus& corpus) {
    int number = 0;
    for (const char* name : {"Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe",
                             "America/Caracas", "Etc/GMT+5"}) {
        corpus.add(std::to_string(number++), read(fs::path("/usr/share/zoneinfo") / name));
    }
}

std::string prefixed(const std::string& part) {
    return draw::u32(static_cast<std::uint32_t>(part.size())) + part;
}

/// What the engine signs (seal.h).
std::string inner(char type, const std::string& device, std::uint64_t expires,
                  const std::string& body) {
    return prefixed("dudao/task1") + type + prefixed("gqc:7") + prefixed(device) + draw::u64(0) +
           draw::u64(expires) + prefixed(body);
}

void sealed(const Corpus& corpus) {
    const std::string device = "0123456789abcdef";
    const seal::TaskBody body{Bytes(std::string(32, 's')), {"v1"}, "村", "Village", {"F", "R"}};
    corpus.add("task", inner(1, device, 9000, encode(body)));
    corpus.add("dummy", inner(0, device, 9000, ""));
    corpus.add("expired", inner(1, device, 10, encode(body)));
    corpus.add("other", inner(1, "fedcba9876543210", 9000, "x"));
    corpus.add("blob", std::string(seal::blob_bytes, '\0'));
}

void draws(const Corpus& params, const Corpus& manifests) {
    draw::Params rules;
    rules.quota = {draw::certainty, draw::certainty / 2, 7, 0};
    rules.needed = {"R", "F"};
    rules.stratum_caps = {{"town", 1}, {"hill", 0}};
    params.add("full", *draw::params_text(rules));
    params.add("least", "quota\t1\nteam\t1\t1\t\ntick\t1\n");
    draw::Manifest manifest;
    manifest.draw_id = "gqc:7";
    manifest.persons = {{"p1", "u1", 1, {"R", "F"}}, {"p2", "u2", 255, {}}};
    manifest.targets = {{"v1", "town", 1, 0}, {"v2", "hill", 9, 30}};
    manifest.conflicts = {{"p1", "v1"}, {"p9", "v9"}};
    manifests.add("full", *draw::manifest_text(manifest));
    manifests.add("empty", *draw::manifest_text({"gqc:8", {}, {}, {}, {}}));
}

void requests(const Corpus& corpus) {
    const std::string lines[] = {
        R"({"id":1,"do":"status"})",
        R"({"do":"tasks"})",
        R"({"id":2,"do":"checklists"})",
        R"({"id":3,"do":"outbox","from":4,"limit":10})",
        R"({"id":4,"do":"uplink","online":false})",
        R"({"id":5,"do":"wait","n":7})",
        R"({"id":6,"do":"changes","since":0})",
        R"({"id":7,"do":"attach","as":"p1","task":16,"path":"/a.jpg","mime":"image/jpeg"})",
        R"({"id":8,"do":"accept","as":"p1","task":16})",
        R"({"id":9,"do":"recuse","as":"p1","task":16,"reason":"亲属"})",
        R"({"id":10,"do":"check_in","as":"p1","task":16,"members":["p1","p2"],"latitude_e6":29000000,)"
        R"("longitude_e6":115000000,"accuracy_m":9,"source":"gps"})",
        R"({"id":11,"do":"answer","as":"p1","task":16,"item":"F1","value":"n","text":"无"})",
        R"({"id":12,"do":"pick","as":"p1","task":16,"item":"F1","index":2})",
        R"({"id":13,"do":"record","as":"p1","task":16,"category":"help","severity":"serious",)"
        R"("rule":"F1","unit":"v1","text":"空","suspected_breach":true})",
        R"({"id":14,"do":"amend","as":"p1","finding":"01J9ZZZZZZ0000000000000001","category":"help",)"
        R"("severity":"minor","unit":"v1","text":"改"})",
        R"({"id":15,"do":"correct","as":"p1","finding":"01J9ZZZZZZ0000000000000001","how":"当场",)"
        R"("evidence":["ab12"]})",
        R"({"id":16,"do":"report","as":"p1","task":16,"final":true,"summary":"毕","gaps":)"
        R"([{"item":"F2","reason":"锁门"}]})",
    };
    int number = 0;
    for (const std::string& line : lines) corpus.add(std::to_string(number++), line);
}

void steps(const Corpus& corpus) {
    corpus.add("hello", step::to_text(step::Hello{"worker-1", step::Role::Tail}));
    corpus.add("time", step::to_text(step::Time{3, Moment{1'800'000'000'000}}));
    corpus.add("ask", step::to_text(step::Ask{4, Moment{-1}}));
    corpus.add("idle", step::to_text(step::Idle{5, 6, 7, Moment{8}}));
    corpus.add("idle-none", step::to_text(step::Idle{5, 6, {}, {}}));
}

void conversations(const Corpus& corpus) {
    const auto piece = [](char what, const std::string& bytes = {}) {
        return std::string(1, what) + static_cast<char>(bytes.size() / 256) +
               static_cast<char>(bytes.size() % 256) + bytes;
    };
    const auto frame = [&](const wire::Body& body) {
        return piece(0, wire::encode({"gqc", body}));
    };
    wire::Answer busy{1, 1, false, {}, "busy", "full", "again", {}};
    wire::Answer taken{1, 1, true, {}, "", "", "", {}};
    const std::string begin = piece(4) + piece(5) + frame(wire::Welcome{1, 0, 2, 9, {}, false});
    const std::string rows = piece(1) + piece(1) + piece(1) + piece(5);
    const std::string later = piece(2, std::string(30, '.'));
    corpus.add("kept", std::string(1, '\0') + begin + rows + frame(busy) + later + piece(5) +
                           frame(taken) + piece(5) + piece(3) + begin);
    corpus.add("adopting", std::string(1, '\1') + begin +
                               frame(wire::Welcome{2, 7, 64, 9, {}, true}) + rows +
                               frame(wire::Moved{"tcp://x"}) + later + piece(5));
    corpus.add("told", std::string(1, '\0') + begin + frame(wire::Problem{"what", "mend"}) +
                           frame(wire::QueryResult{1, true, 2, Bytes("x"), "", ""}) +
                           frame(wire::ChunkTaken{{"ab"}, 1, true, ""}) + frame(wire::Heartbeat{}) +
                           frame(wire::Dispatch{}) + later + later + later + piece(5));
}

void write_all(const fs::path& folder, const fs::path& deploy) {
    messages({folder, "message"});
    commands({folder, "command"});
    events({folder, "event"});
    commits({folder, "commit"});
    snapshots({folder, "snapshot"});
    tables({folder, "csv"});
    counties({folder, "county"}, deploy / "county");
    policies({folder, "policy"}, deploy / "county");
    calendars({folder, "calendar"}, deploy / "calendars");
    zones({folder, "zone"});
    sealed({folder, "sealed"});
    draws({folder, "params"}, {folder, "manifest"});
    requests({folder, "request"});
    steps({folder, "step"});
    conversations({folder, "uplink"});
}

}  // namespace
}  // namespace dudao::fuzz

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "seeds FOLDER DEPLOY: deploy/ of the repository has the demo county\n";
        return 2;
    }
    dudao::fuzz::write_all(argv[1], argv[2]);
}
