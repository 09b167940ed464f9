#include "bench/console/people.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace dudao::bench {
namespace {

constexpr std::int64_t silent_ms_max = 60'000;

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().text());
    return std::move(*result);
}

}  // namespace

Cast read_cast(const std::filesystem::path& file) {
    std::ifstream in(file);
    const auto json = nlohmann::json::parse(in);  // throws, and says where
    Cast cast;
    cast.jurisdiction = json.at("jurisdiction");
    cast.endpoint = json.at("endpoint");
    cast.broker_key = json.at("broker_key");
    cast.keys = json.at("keys").get<std::string>();
    cast.plan = PlanId{json.at("plan").get<std::uint64_t>()};
    cast.keeper = PersonId{json.at("keeper")};
    for (const auto& each : json.at("officers")) cast.officers.push_back(PersonId{each});
    for (const auto& each : json.at("groups")) {
        Cast::Group group{GroupId{each.at("id")}, PersonId{each.at("head")}, {}};
        for (const auto& member : each.at("members")) group.members.push_back(PersonId{member});
        cast.groups.push_back(std::move(group));
    }
    for (const auto& each : json.at("units")) {
        cast.units.push_back({UnitId{each.at("id")}, PersonId{each.at("officer")}});
    }
    return cast;
}

People::Speaker& People::speaker(const PersonId& who) {
    const auto known = speakers_.find(who);
    if (known != speakers_.end()) return known->second;
    const auto key = must(load_key(cast_.keys / (who.text + ".key")));
    const auto server = must(parse_z85(cast_.broker_key));
    Speaker& made = speakers_[who];
    made.link = std::make_unique<Link>(
        loop_, static_cast<int>(speakers_.size()), Dealer::Options{key, server, 50},
        std::vector<std::string>{cast_.endpoint},
        Uplink::Options{.jurisdiction = cast_.jurisdiction, .software = "bench", .adopt = true});
    made.link->set_online(true, steady_.now_ms());
    const auto until = steady_.now_ms() + silent_ms_max;
    while (!made.link->uplink().welcomed()) {
        if (steady_.now_ms() > until) throw std::runtime_error(who.text + " gets no welcome");
        turn(20);
    }
    return made;
}

void People::say(const PersonId& who, const Command& command, Done done) {
    Speaker& from = speaker(who);
    OutboxRow row = from.link->uplink().make(command, {}, "bench");
    from.waiting.emplace(row.n, std::move(done));
    from.link->uplink().offer(std::move(row));
}

void People::turn(long wait_ms) {
    for (const auto& [who, each] : speakers_) {
        wait_ms = std::min(wait_ms, each.link->wait_ms(steady_.now_ms()));
    }
    loop_.wait(wait_ms);
    for (auto& [who, each] : speakers_) {
        for (const Uplink::Event& event : each.link->turn(steady_.now_ms())) {
            const auto* final = std::get_if<Uplink::Answered>(&event);
            if (!final) continue;
            const wire::Answer& answer = final->answer;
            if (!answer.ok) {
                throw std::runtime_error("refused to " + who.text + ": " + answer.what + "; " +
                                         answer.mend);
            }
            ++answered_;
            const auto at = each.waiting.find(answer.n);
            if (at == each.waiting.end()) continue;
            const Done done = std::move(at->second);
            each.waiting.erase(at);
            if (done) done(answer.accepted);
        }
    }
}

std::size_t People::unanswered() const {
    std::size_t count = 0;
    for (const auto& [who, each] : speakers_) count += each.waiting.size();
    return count;
}

void People::finish() {
    std::uint64_t before = answered_;
    auto until = steady_.now_ms() + silent_ms_max;
    while (unanswered() > 0) {
        turn(20);
        if (answered_ != before) until = steady_.now_ms() + silent_ms_max;
        before = answered_;
        if (steady_.now_ms() > until) throw std::runtime_error("the broker answers nothing");
    }
}

}  // namespace dudao::bench
