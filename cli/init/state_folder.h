// The state folder: where everything of one machine's jurisdiction lies. `dudao init` makes it,
// `dudao up` runs in it, the other commands find keys and endpoints there.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "net/curve.h"
#include "result.h"

namespace dudao {

/// Names only; nothing is read or made.
struct StateFolder {
    std::filesystem::path root;

    std::filesystem::path jurisdiction() const { return root / "jurisdiction.toml"; }
    /// What whoever runs the county may set; written by them, never by us.
    std::filesystem::path settings() const { return root / "dudao.toml"; }
    std::filesystem::path run() const { return root / "run.json"; }
    std::filesystem::path demo() const { return root / "demo.json"; }
    /// Of which machine and folder it is: a copy is told by it.
    std::filesystem::path place() const { return root / "place.json"; }
    std::filesystem::path lock() const { return root / "lock"; }
    std::filesystem::path clock_socket() const { return root / "clock.sock"; }
    std::filesystem::path keys() const { return root / "keys"; }
    std::filesystem::path key(const std::string& name) const { return keys() / (name + ".key"); }
    std::filesystem::path sealing_key(const std::string& device) const {
        return keys() / (device + ".seal");
    }
    std::filesystem::path signing_key() const { return keys() / "engine.sign"; }
    /// Marks whom cases are about; the broker and the console read it.
    std::filesystem::path case_key() const { return keys() / "cases.key"; }
    std::filesystem::path person_key(const std::string& person) const {
        return keys() / "people" / (person + ".key");
    }
    std::filesystem::path redis() const { return root / "redis"; }
    /// Its ACL file: hashes of passwords; there when it asks who speaks.
    std::filesystem::path redis_users() const { return redis() / "users.acl"; }
    std::filesystem::path redis_socket() const { return redis() / "redis.sock"; }
    std::filesystem::path agent(const std::string& device) const {
        return root / "agents" / device;
    }
    std::filesystem::path agent_socket(const std::string& device) const {
        return agent(device) / "agent.sock";
    }
    /// The port of its page for phones, once it had one.
    std::filesystem::path field_port(const std::string& device) const {
        return agent(device) / "field.port";
    }
    std::filesystem::path log(const std::string& name) const {
        return root / "logs" / (name + ".log");
    }

    std::filesystem::path console() const { return root / "console"; }
    std::filesystem::path accounts() const { return console() / "accounts.json"; }

    /// Of a real county's founding: who gets which code. To be handed out, and then removed.
    std::filesystem::path invitations() const { return root / "invitations.csv"; }

    std::filesystem::path tls() const { return root / "tls"; }
    std::filesystem::path authority() const { return tls() / "ca.crt"; }
    std::filesystem::path authority_key() const { return tls() / "ca.key"; }
    std::filesystem::path field_certificate(const std::string& device) const {
        return tls() / (device + ".crt");
    }
    std::filesystem::path field_key(const std::string& device) const {
        return tls() / (device + ".key");
    }
    /// Of the pages, where the county's authority issues theirs too.
    std::filesystem::path console_certificate() const { return field_certificate("console"); }
    std::filesystem::path console_key() const { return field_key("console"); }

    /// The folders keys, tls, redis, broker, worker-1, engine, console, agents, logs, receipts,
    /// notices; mode 0700.
    Result<void> make() const;
};

/// --state or its default: ${XDG_STATE_HOME:-~/.local/state}/dudao.
std::filesystem::path default_state_folder();

/// jurisdiction.toml of the state folder: written last by init, so that it says the log is whole.
struct JurisdictionFile {
    std::string id;
    std::string name_zh;
    std::string name_en;
    bool demo = false;
    std::string time_zone;
    std::string broker_key;  // Z85
    std::string engine_key;  // hex of the Ed25519 public key
    Moment start;            // of a demo's clock
    std::vector<std::string> devices;
};
Result<void> save(const JurisdictionFile& file, const StateFolder& folder);
/// NotFound: nothing was founded here.
Result<JurisdictionFile> load_jurisdiction(const StateFolder& folder);

}  // namespace dudao
