#include "tests/insider/sample.h"

#include <array>
#include <limits>

#include "domain/fields.h"
#include "tests/support/county.h"

namespace dudao::test {
namespace {

/// Fills one record by the names and types of its fields.
struct Fill {
    Sampler& from;
    const PersonId& who;
    const Scene& scene;

    const State& state() const { return scene.state; }
    template <std::size_t N, class T>
    T one(const std::array<T, N>& all) {
        return all.at(from.pick(N));
    }
    template <class Map>
    typename Map::key_type key_of(const Map& map) {
        if (map.empty() || from.seldom()) return {};
        auto at = map.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(from.pick(map.size())));
        return at->first;
    }

    void fill(std::string_view, bool& out) { out = from.pick(2) == 0; }
    template <class Int>
        requires(std::is_integral_v<Int> && !std::is_same_v<Int, bool>)
    void fill(std::string_view, Int& out) {
        using Limits = std::numeric_limits<Int>;
        if (from.seldom()) {
            out = one(std::array<Int, 4>{Limits::min(), Limits::max(), static_cast<Int>(-1), 0});
        } else {
            out = static_cast<Int>(1 + from.pick(6));
        }
    }
    void fill(std::string_view name, std::string& out) {
        if (from.seldom()) {
            out = one(std::array<std::string, 4>{"", std::string(5000, 'x'),
                                                 std::string("\0\x01", 2), "\xff\xfe"});
        } else if (name == "item") {
            out = from.pick(2) == 0 ? "F1" : "F2";
        } else if (name == "theme" || name == "themes") {
            out = "F";
        } else if (name == "value") {
            out = from.pick(2) == 0 ? "n" : "1";
        } else if (name == "mime") {
            out = "image/jpeg";
        } else if (name == "draw") {
            out = key_of(state().draws);
        } else if (name == "code") {
            out = one(std::array<std::string, 2>{"", "weather"});
        } else {
            out = "a";
        }
    }
    void fill(std::string_view name, Bytes& out) {
        const std::string c(1, static_cast<char>('A' + from.pick(26)));
        out = Bytes(std::string(32, c[0]));
        if (name == "salt") out = scene.salt;
        if (from.seldom()) out = Bytes(std::string(from.pick(3) * 33, '\0'));
    }
    void fill(std::string_view, Moment& out) {
        out = scene.now + days(static_cast<std::int64_t>(1 + from.pick(60)));
        if (from.seldom()) {
            using Limits = std::numeric_limits<std::int64_t>;
            out.ms = one(std::array<std::int64_t, 4>{Limits::min(), Limits::max(), -1, 0});
        }
    }
    void fill(std::string_view name, Span& out) { fill(name, out.ms); }
    void fill(std::string_view name, Day& out) { fill(name, out.number); }
    void fill(std::string_view, Text& out) {
        out = from.seldom() ? Text{} : Text{"因故※", "ref-sample", "commitment"};
    }
    template <NamedEnum E>
    void fill(std::string_view, E& out) {
        out = Names<E>::table.at(from.pick(Names<E>::table.size())).first;
    }
    void fill(std::string_view, PersonId& out) {
        const bool own = who && from.pick(3) == 0;
        out = own ? who : key_of(state().people);
    }
    void fill(std::string_view, UnitId& out) {
        out = from.pick(2) == 0 ? scene.unit : key_of(state().units);
    }
    void fill(std::string_view, GroupId& out) { out = key_of(state().groups); }
    void fill(std::string_view, TeamId& out) { out = key_of(state().teams); }
    void fill(std::string_view, KeyId& out) { out = key_of(state().keys); }
    void fill(std::string_view name, PostId& out) {
        out = name == "id" && from.pick(2) == 0 ? PostId{"new"} : key_of(state().posts);
    }
    void fill(std::string_view, FindingId& out) { out = key_of(state().findings); }
    void fill(std::string_view, EvidenceHash& out) {
        out = EvidenceHash{std::string(64, static_cast<char>('a' + from.pick(6)))};
    }
    void fill(std::string_view, PlanId& out) { out = key_of(state().plans); }
    void fill(std::string_view, TaskId& out) { out = key_of(state().tasks); }
    void fill(std::string_view, RectificationId& out) { out = key_of(state().rectifications); }
    void fill(std::string_view, DemandId& out) { out = key_of(state().demands); }
    void fill(std::string_view, CaseId& out) { out = key_of(state().cases); }
    void fill(std::string_view, AssignmentId& out) { out = key_of(state().assignments); }
    void fill(std::string_view, NoticeId& out) { out = key_of(state().notices); }
    void fill(std::string_view, TimerId& out) { out = key_of(state().timers); }
    void fill(std::string_view, ProposalId& out) { out = key_of(state().proposals); }
    template <class T>
    void fill(std::string_view name, std::vector<T>& out) {
        const std::size_t size = from.seldom() ? from.pick(20) : 1 + from.pick(2);
        for (std::size_t i = 0; i < size; ++i) {
            T each{};
            fill(name, each);
            out.push_back(std::move(each));
        }
    }
    template <class K, class T>
    void fill(std::string_view, std::map<K, T>&) {}
    template <Record T>
    void fill(std::string_view, T& record) {
        for_each_field(record, [this](std::string_view name, auto& member) { fill(name, member); });
    }
};

/// What random fields alone would hardly ever make right.
struct Shape {
    Sampler& from;
    const Scene& scene;

    const State& state() const { return scene.state; }
    template <class Map>
    typename Map::key_type first_of(const Map& map) const {
        return map.empty() ? typename Map::key_type{} : map.begin()->first;
    }

    void operator()(PlanDraft& plan) const {
        if (state().plans.empty()) return;
        plan = state().plans.begin()->second.draft;
        plan.start = scene.now + days(1);
        plan.end = scene.now + days(30);
        plan.mandate.until = plan.end;
    }
    void operator()(PolicyAdoption& adoption) const { adoption.policy = default_policy(); }
    void operator()(CalendarAdoption& adoption) const { adoption.calendar = state().calendar; }
    void operator()(KeyRow& row) const {
        const KeyRow random = row;
        row = scene.new_key(random.kind);
        if (row.kind == KeyKind::Person) row.person = random.person;
        if (row.kind == KeyKind::Gateway) row.speaks_for = random.speaks_for;
        if (row.kind == KeyKind::Device) row.group = random.group;
    }
    void operator()(InvitationRow& row) const {
        row.code_hash = Bytes(std::string(32, 'h'));
        row.until = scene.now + days(7);
    }
    void operator()(AcceptInvitation& command) const {
        command = {first_of(state().invitations), invitation_code};
    }
    void operator()(AccessEnd& command) const { command.person = first_of(state().invitations); }
    void operator()(GroupRow& row) const {
        if (row.members.empty()) return;
        row.head = row.members.front();
        row.members.resize(1);
    }
    void operator()(UnitRow& row) const {
        row.parent = from.pick(2) == 0 ? state().founding.root : first_of(state().units);
        if (from.pick(2) == 0) row.id = UnitId{"u" + std::to_string(from.pick(1000))};
    }
    void operator()(PersonRow& row) const {
        if (from.pick(2) == 0) row.id = PersonId{"n" + std::to_string(from.pick(1000))};
    }
    void operator()(RecordFinding& command) const {
        std::string ulid = "01J9YYYYYY0000000000000000";
        const std::string tail = std::to_string(from.pick(100'000));
        command.finding = FindingId{ulid.replace(ulid.size() - tail.size(), tail.size(), tail)};
        command.facts.rule = "F1";
    }
    void operator()(AmendFinding& command) const { command.facts.rule = "F1"; }
    void operator()(ReleaseTask& command) const {
        command.replaces = {};
        command.checklists.clear();
        if (!state().checklists.empty()) command.checklists = {first_of(state().checklists)};
        command.sealed.clear();
        if (command.kind != TaskKind::Unannounced) {  // announced visits are not drawn
            command.draw.clear();
            command.commitment.clear();
            return;
        }
        command.target = {};
        for (const auto& [id, key] : state().keys) {
            if (key.kind != KeyKind::Device || key.revoked || !command.sealed.empty()) continue;
            command.sealed = {{id, Bytes(std::string(32, 'h')), Bytes("blob")}};
            command.group = key.group;
        }
    }
    void operator()(ResealTask& command) const {
        command.sealed.clear();
        const auto task = state().tasks.find(command.task);
        if (task == state().tasks.end()) return;
        for (const auto& [id, key] : state().keys) {
            if (key.kind != KeyKind::Device || key.revoked || key.group != task->second.group)
                continue;
            command.sealed = {{id, Bytes(std::string(32, 'h')), Bytes("blob")}};
        }
    }
    void operator()(RecordDraw& command) const {
        command.draw = "gqc:" + std::to_string(1000 + from.pick(100'000));
    }
    void operator()(CheckIn& command) const {
        command.target = scene.unit;
        command.members = scene.members;
    }
    void operator()(ReportTask& command) const {
        command.gaps = {Gap{"F1", command.summary}, Gap{"F2", command.summary}};
    }
    void operator()(PickAnswer& command) const { command.index = 0; }
    void operator()(IssueRectification& command) const {
        command.unit = scene.unit;
        command.responsible = scene.responsible;
        command.supporting = {};
    }
    void operator()(AssignVerifier& command) const {
        if (!from.seldom()) command.person = PersonId{"p-officer"};
    }
    void operator()(IncarnationGrant& command) const {
        const auto at = state().keys.find(command.key);
        if (at != state().keys.end()) command.incarnation = at->second.incarnation + 1;
    }
    void operator()(PostRow& row) const {
        if (row.holder == row.deputy) row.deputy = {};
    }
    void operator()(ConflictWithdrawal& command) const {
        const auto& rows = state().conflicts;
        if (rows.empty()) return;
        command.person = rows.begin()->first;
        command.unit = rows.begin()->second.front().unit;
    }
    void operator()(ContactRow& command) const {
        if (!command.mail.empty()) command.mail.value = "li@b.cn";
        if (!command.phone.empty()) command.phone.value = "0791 110";
    }
    void operator()(GrantWithdrawal& command) const {
        if (state().grants.empty()) return;
        const GrantRow& row = state().grants.at(from.pick(state().grants.size()));
        command.person = row.person;
        command.role = row.role;
        command.scope = row.scope;
    }

    /// The last case in this state whose pending limit is this, if one is named.
    CaseId in(cases::State wanted, CaseLimitKind limit = CaseLimitKind::None) const {
        CaseId last;
        for (const auto& [id, row] : state().cases) {
            const bool fits = limit == CaseLimitKind::None || row.limit == limit;
            if (row.state == wanted && fits) last = id;
        }
        return last;
    }
    AssignmentId in(assignment::State wanted) const {
        AssignmentId last;
        for (const auto& [id, row] : state().assignments) {
            if (row.state == wanted) last = id;
        }
        return last;
    }
    void operator()(TeamRow& row) const {
        row.id = TeamId{"t" + std::to_string(from.pick(1000))};
        row.members = {PersonId{"p-i1"}, PersonId{"p-r1"}};
        row.head = row.members.front();
    }
    void operator()(NameSubject& command) const { command.lead = in(cases::State::Lead); }
    void operator()(AssignTeam& command) const {
        command = {in(cases::State::AppealUnderWay), Part::Appealed, TeamId{"t-app"}};
    }
    void operator()(DisposeLead& command) const {
        command.lead = in(cases::State::Lead);
        command.how = cases::Verb::Hold;
    }
    void operator()(AuthoriseCase& command) const {
        command.lead = in(cases::State::Investigation);
        command.how = cases::Verb::Withdraw;
    }
    void operator()(StepCase& command) const {
        command.lead = in(cases::State::Started);
        command.how = cases::Verb::Notify;
    }
    void operator()(DecideCase& command) const {
        command.lead = in(cases::State::Proposed, CaseLimitKind::Decision);
        command.how = cases::Verb::Decide;
        command.measures = {Measure::Warning};
    }
    void operator()(DefendCase& command) const {
        command.lead = in(cases::State::Proposed, CaseLimitKind::Defence);
        if (command.waived) command.statement = {};
    }
    void operator()(AppealCase& command) const { command.lead = in(cases::State::InForce); }
    void operator()(RecuseFromCase& command) const {
        command.lead = in(cases::State::Investigation);
    }
    void operator()(LookAtCase& command) const { command.lead = in(cases::State::Investigation); }
    void operator()(ExtendCase& command) const {
        command.lead = in(cases::State::Investigation);
        command.limit = CaseLimitKind::Investigation;
    }
    void operator()(IssueAssignment& command) const {
        command.lead = in(cases::State::Investigation);
        command.kind = assignment::Kind::Hear;
        command.paper = assignment::Paper::None;
        command.team = TeamId{"t-inv"};
        command.sealed = {{KeyId{"dev-t-inv"}, Bytes(std::string(32, 'h')), Bytes("blob")}};
    }
    void operator()(AcknowledgeAssignment& command) const {
        command.assignment = in(assignment::State::Issued);
    }
    void operator()(StepAssignment& command) const {
        command.assignment = in(assignment::State::Issued);
        command.how = assignment::Verb::Accept;
    }
    void operator()(AttachToAssignment& command) const {
        command.assignment = in(assignment::State::UnderWay);
        command.hash = EvidenceHash{std::string(64, 'c')};
        command.size = 10;
        command.mime = "image/jpeg";
    }
    void operator()(ReviewAssignment& command) const {
        command.assignment = in(assignment::State::Reported);
        command.how = assignment::Verb::Pass;
    }
    template <class Other>
    void operator()(Other&) const {}
};

}  // namespace

Command Sampler::command(std::size_t index, const PersonId& who, const Scene& scene) {
    Command command = blank_command(index);
    const bool wild = seldom();
    std::visit(
        [&](auto& body) {
            Fill{*this, who, scene}.fill({}, body);
            if (!wild) Shape{*this, scene}(body);
        },
        static_cast<Commands&>(command));
    return command;
}

}  // namespace dudao::test
