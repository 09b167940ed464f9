#include "cli/init/keys.h"

namespace dudao::init {
namespace {

bool gives_a_right(Role role) { return role != Role::FirstSecretary && role != Role::TeamMember; }

template <class Array>
Bytes bytes_of(const Array& key) {
    return Bytes(std::string(key.begin(), key.end()));
}

KeyRow row_of(const KeyPair& pair, KeyKind kind) {
    KeyRow row;
    row.id = key_id(pair.public_key);
    row.public_key = bytes_of(pair.public_key);
    row.kind = kind;
    return row;
}

}  // namespace

std::set<PersonId> people_with_a_right(const County& county) {
    std::set<PersonId> people;
    for (const auto& post : county.posts) {
        if (!gives_a_right(post.row.role)) continue;
        people.insert({post.row.holder, post.row.deputy});
    }
    for (const auto& grant : county.grants) people.insert(grant.row.person);
    for (const auto& group : county.groups) {
        people.insert(group.row.members.begin(), group.row.members.end());
    }
    for (const auto& team : county.teams) {
        people.insert(team.row.members.begin(), team.row.members.end());
    }
    people.erase(PersonId{});  // vacant
    return people;
}

Keys make_keys(const County& county) {
    Keys keys{generate_key_pair(),
              generate_key_pair(),
              generate_key_pair(),
              generate_key_pair(),
              generate_key_pair(),
              seal::generate_signing_keys(),
              {},
              {}};
    for (const auto& device : county.devices) {
        keys.devices[device.row.id] = {generate_key_pair(), seal::generate_sealing_keys()};
    }
    if (!county.demo) return keys;
    for (const PersonId& person : people_with_a_right(county)) {
        keys.people[person] = generate_key_pair();
    }
    return keys;
}

std::vector<KeyRow> key_rows(const County& county, const Keys& keys) {
    std::vector<KeyRow> rows;
    rows.push_back(row_of(keys.broker, KeyKind::Broker));
    rows.push_back(row_of(keys.worker, KeyKind::Worker));
    rows.push_back(row_of(keys.engine, KeyKind::Engine));
    rows.back().signing_key = bytes_of(keys.signing.public_key);
    rows.push_back(row_of(keys.console, KeyKind::Gateway));
    for (const auto& [person, pair] : keys.people) rows.back().speaks_for.push_back(person);
    if (county.demo) {
        KeyRow play = row_of(keys.play, KeyKind::Gateway);
        play.speaks_for = rows.back().speaks_for;
        rows.push_back(std::move(play));
    }
    for (const auto& device : county.devices) {
        const DeviceKeys& made = keys.devices.at(device.row.id);
        KeyRow row = row_of(made.link, KeyKind::Device);
        row.group = device.row.group;
        row.team = device.row.team;
        row.sealing_key = bytes_of(made.sealing.public_key);
        rows.push_back(std::move(row));
    }
    for (const auto& [person, pair] : keys.people) {
        KeyRow row = row_of(pair, KeyKind::Person);
        row.person = person;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<void> save(const Keys& keys, const County& county, const StateFolder& folder) {
    if (auto done = save_key(keys.broker, folder.key("broker")); !done) return done;
    if (auto done = save_key(keys.worker, folder.key("worker-1")); !done) return done;
    if (auto done = save_key(keys.engine, folder.key("engine")); !done) return done;
    if (auto done = save_key(keys.console, folder.key("console")); !done) return done;
    if (county.demo) {
        if (auto done = save_key(keys.play, folder.key("play")); !done) return done;
    }
    if (auto done = seal::save(keys.signing, folder.signing_key().string()); !done) return done;
    if (auto done = seal::create_case_key(folder.case_key().string()); !done) return done;
    for (const auto& [device, made] : keys.devices) {
        if (auto done = save_key(made.link, folder.key(device)); !done) return done;
        const std::string file = folder.sealing_key(device).string();
        if (auto done = seal::save(made.sealing, file); !done) return done;
    }
    for (const auto& [person, pair] : keys.people) {
        if (auto done = save_key(pair, folder.person_key(person.text)); !done) return done;
    }
    return {};
}

}  // namespace dudao::init
