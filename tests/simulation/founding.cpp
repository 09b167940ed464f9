#include "tests/simulation/founding.h"

#include <sodium.h>

#include <algorithm>

#include "cli/init/foundation.h"
#include "ensure.h"
#include "files/calendar_file.h"
#include "ledger/hash.h"
#include "ledger/key_id.h"
#include "store/chain.h"
#include "wire/codec.h"

namespace dudao::sim {
namespace {

// libsodium takes its source of randomness as a table of functions: the one place where state is
// global, and not ours.
std::mt19937_64
    sodium_source;  // NOLINT(*-avoid-non-const-global-variables, cert-msc*): as said above

void fill(void* const buffer, const std::size_t size) {
    auto* out = static_cast<unsigned char*>(buffer);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<unsigned char>(sodium_source() & 0xFFU);
}
std::uint32_t one() { return static_cast<std::uint32_t>(sodium_source()); }
const char* name_of() { return "simulation"; }

class Builder {
 public:
    Builder(Rng& rng, Moment start)
        : rng_(rng),
          start_(start),
          foundation_(start, [this](std::size_t n) { return rng_.bytes(n); }) {}

    Founded build() {
        founded_.signing = seal::generate_signing_keys();
        founded_.master = sha256(rng_.bytes(32));
        foundation_.found(Founding{jurisdiction, "模拟县※", "Simulated county※", UnitId{"c"}, true,
                                   bytes(founded_.signing.public_key)});
        units();
        offices();
        groups();
        case_people();
        rules();
        processes();
        plan();
        return founded_;
    }
    const std::vector<init::Piece>& pieces() const { return foundation_.pieces(); }

 private:
    template <std::size_t N>
    static Bytes bytes(const std::array<std::uint8_t, N>& key) {
        return Bytes(std::string(key.begin(), key.end()));
    }
    static Text words(const std::string& value) { return Text{value, {}, {}}; }

    Accepted must(const Command& command, const PersonId& actor = {}) {
        auto accepted = foundation_.carry_out(command, actor);
        ensure(accepted.has_value(), accepted ? "" : accepted.error().what.c_str());
        return *accepted;
    }
    PersonId person(const std::string& id, const UnitId& unit) {
        must(PersonRow{PersonId{id}, words("某人※"), unit});
        const auto [pair, fresh] = founded_.pairs.emplace(id, seal::generate_sealing_keys());
        KeyRow key = enrol(KeyKind::Person, bytes(pair->second.public_key));
        key.person = PersonId{id};
        must(key);
        founded_.keys[PersonId{id}] = key.id;
        return PersonId{id};
    }
    PersonId granted(const std::string& id, Role role) {
        return grant(person(id, UnitId{"c"}), role);
    }
    PersonId grant(const PersonId& whom, Role role) {
        const Moment until = foundation_.state().last_at + days(3650);
        auto given = foundation_.carry_out(GiveGrant{whom, role, UnitId{"c"}, until},
                                           founded_.leaders[0], founded_.leaders[1]);
        ensure(given.has_value(), given ? "" : given.error().what.c_str());
        return whom;
    }
    KeyRow enrol(KeyKind kind) {
        Bytes made(rng_.bytes(32));
        made.back() &= 0x7f;  // canonical: below 2^255
        return enrol(kind, std::move(made));
    }
    static KeyRow enrol(KeyKind kind, Bytes public_key) {
        KeyRow key;
        key.public_key = std::move(public_key);
        key.id = key_id(key.public_key);
        key.kind = kind;
        return key;
    }

    void units() {
        must(UnitRow{UnitId{"c"}, {}, Level::City, "城", "City"});
        for (const char* town : {"t1", "t2"}) {
            must(UnitRow{UnitId{town}, UnitId{"c"}, Level::Township, "乡", "Town"});
            for (int v = 1; v <= 4; ++v) {
                must(UnitRow{UnitId{std::string(town) + "v" + std::to_string(v)}, UnitId{town},
                             Level::Village, "村※", "Village※"});
            }
        }
    }
    void offices() {
        for (const char* id : {"p-l1", "p-l2"}) founded_.leaders.push_back(person(id, UnitId{"c"}));
        for (const char* id : {"p-o1", "p-o2", "p-o3"})
            founded_.officers.push_back(person(id, UnitId{"c"}));
        keeper_ = person("p-keeper", UnitId{"c"});
        must(PostRow{PostId{"l1"}, UnitId{"c"}, Role::Leader, founded_.leaders[0], {}});
        must(PostRow{PostId{"l2"}, UnitId{"c"}, Role::Leader, founded_.leaders[1], {}});
        for (std::size_t i = 0; i < founded_.officers.size(); ++i) {
            must(PostRow{PostId{"o" + std::to_string(i)},
                         UnitId{"c"},
                         Role::Officer,
                         founded_.officers[i],
                         {}});
        }
        must(PostRow{PostId{"keeper"}, UnitId{"c"}, Role::PlanKeeper, keeper_, {}});
        founded_.keeper = keeper_;
        founded_.auditor = granted("p-auditor", Role::Auditor);
        founded_.administrator = granted("p-admin", Role::Administrator);
        for (const auto& [id, unit] : foundation_.state().units) {
            if (unit.level == Level::City) continue;
            const PersonId officer = person("p-" + id.text, id);
            founded_.unit_officers[id] = officer;
            must(PostRow{PostId{"u-" + id.text}, id, Role::UnitOfficer, officer, {}});
            if (unit.level != Level::Township) continue;
            const PersonId leader = person("p-lead-" + id.text, id);
            must(PostRow{PostId{"l-" + id.text}, id, Role::Leader, leader, {}});
            founded_.leaders.push_back(leader);
        }
    }
    void groups() {
        for (int g = 1; g <= 3; ++g) {
            Founded::Group group;
            group.id = GroupId{"g" + std::to_string(g)};
            group.head = person("p-head-" + group.id.text, UnitId{"c"});
            group.member = person("p-two-" + group.id.text, UnitId{"c"});
            must(GroupRow{group.id, "组", "Group", group.head, {group.head, group.member}, {}});
            group.sealing = seal::generate_sealing_keys();
            KeyRow device = enrol(KeyKind::Device);
            device.group = group.id;
            device.sealing_key = bytes(group.sealing.public_key);
            must(device);
            group.device = device.id;
            founded_.groups.push_back(std::move(group));
        }
    }
    /// Three case teams, whose first member is an officer; two who decide, and one above them.
    void case_people() {
        founded_.case_key = sha256(rng_.bytes(32));
        for (int t = 1; t <= 3; ++t) {
            const std::string id = "k" + std::to_string(t);
            Founded::Group team;
            team.team = TeamId{id};
            team.head = granted("p-head-" + id, Role::Officer);
            team.member = person("p-two-" + id, UnitId{"c"});
            founded_.officers.push_back(team.head);
            must(TeamRow{team.team, "案件组", "Case team", team.head, {team.head, team.member}});
            team.sealing = seal::generate_sealing_keys();
            KeyRow device = enrol(KeyKind::Device);
            device.team = team.team;
            device.sealing_key = bytes(team.sealing.public_key);
            must(device);
            team.device = device.id;
            founded_.teams.push_back(std::move(team));
        }
        for (const char* id : {"p-a1", "p-a2"})
            founded_.authorities.push_back(granted(id, Role::Authority));
        founded_.authorities.push_back(granted("p-above", Role::Superior));
        KeyRow pages = enrol(KeyKind::Gateway);
        for (const auto& [unit, officer] : founded_.unit_officers)
            pages.speaks_for.push_back(officer);
        must(pages);
        founded_.keys[Founded::pages] = pages.id;
    }
    void rules() {
        must(CalendarAdoption{built_in_calendar()});
        const Policy policy = default_policy();
        must(PolicyAdoption{Bytes(to_bytes(sha256(encode(policy, Form::Log)))), policy});
        ChecklistRow list{"F",
                          "帮扶",
                          "Help",
                          {},
                          {{"F1", "工作室", "workroom", "LY", "n:3o FOR-2", ""},
                           {"F2", "在村", "present", "CN", "<2:3o FOR-4", ""}}};
        list.hash = Bytes(to_bytes(sha256(encode(list.items, Form::Log))));
        must(list);
    }
    void processes() {
        KeyRow engine = enrol(KeyKind::Engine);
        engine.signing_key = bytes(founded_.signing.public_key);
        must(engine);
        founded_.engine = engine.id;
        for (int i = 0; i < 2; ++i) {
            const KeyRow worker = enrol(KeyKind::Worker);
            must(worker);
            founded_.workers.push_back(worker.id);
        }
        const KeyRow broker = enrol(KeyKind::Broker);
        must(broker);
        founded_.broker = broker.public_key;
    }
    void plan() {
        PlanDraft draft;
        draft.title = "模拟方案※";
        draft.mandate = {"县政府", "1号", "c", start_ + days(400)};
        draft.scope = UnitId{"c"};
        draft.start = start_;
        draft.end = start_ + days(300);
        draft.themes = {"F"};
        draft.themes_a_task = 1;
        draft.windows = {{480, 1080, false}};
        draft.expected_visits = 900;
        draft.visits_a_year_max = 1000;
        const PlanId id{must(draft, keeper_).id};
        must(ProposePlan{id}, keeper_);
        must(ApprovePlan{id}, founded_.leaders[0]);
    }

    Rng& rng_;
    Moment start_;
    init::Foundation foundation_;
    Founded founded_;
    PersonId keeper_;
};

}  // namespace

void seed_sodium(std::uint64_t seed) {
    static randombytes_implementation source{name_of, one, nullptr, nullptr, fill, nullptr};
    randombytes_set_implementation(&source);
    ensure(sodium_init() >= 0, "libsodium starts");  // the first time it takes some for itself
    sodium_source.seed(seed);
}

Founded found(StoreModel& store, Rng& rng, Moment start) {
    Builder builder(rng, start);
    Founded founded = builder.build();
    store.genesis("demo");
    const std::string token(32, '0');
    store.acquire(jurisdiction, "init", token, 1000, 0);
    std::uint64_t seq = 0;
    for (const init::Piece& piece : builder.pieces()) {
        Batch batch;
        batch.seq = ++seq;
        batch.leaves = piece.commit.first + piece.commit.events.size();
        batch.confirmed = batch.seq;
        batch.prev = store.head;
        batch.bytes = encode_commit(piece.commit);
        batch.head = chain_hash(batch.prev, batch.seq, owner_mark(store.epoch, token), batch.bytes);
        batch.timers_on = piece.timers_on;
        batch.timers_off = piece.timers_off;
        batch.values = piece.values;
        ensure(store.commit(token, store.epoch, batch, 1000, 0).outcome == Outcome::Done,
               "a county is founded");
    }
    store.release(token);
    return founded;
}

}  // namespace dudao::sim
