// The agent's process around its core: loop, connection to the broker, database, local socket and
// HTTP server for phones. It performs the effects of a turn in one order: store, offer, answer,
// send.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "agents/database.h"
#include "agents/evidence_files.h"
#include "agents/field/door.h"
#include "agents/field/field.h"
#include "agents/local_server.h"
#include "client/link.h"
#include "net/steady.h"
#include "process/process.h"

namespace dudao::agent {

struct AgentOptions {
    ProcessOptions process;
    std::string socket;       // path of the local API's socket
    std::string sealing_key;  // path of the key file
    std::string engine_key;   // 64 hex digits, Ed25519 public
    Door::Options field;      // if `listen` is empty, no page is served to phones
};

class Shell {
 public:
    /// Opens everything and listens. An error names the flag to correct.
    static Result<std::unique_ptr<Shell>> open(const AgentOptions& options);

    /// Runs until SIGTERM or SIGINT. Throws if the database fails in a way that cannot be retried;
    /// the process then ends and must be restarted from what is on disk.
    void run();

 private:
    Shell(Process process, Dealer::Options dealer, const AgentOptions& options, Openers openers,
          Database database, EvidenceFiles files, std::unique_ptr<Door> door);
    Result<void> start_over();
    void new_link();
    long wait_ms(Now now) const;
    void turn(const std::vector<Ready>& ready);
    void hear_office(Now now, Effects& effects);
    void hear_clients(const std::vector<Ready>& ready, Now now, Effects& effects);
    void hear_phones(Now now, Effects& effects);
    void handle(const LocalServer::Incoming& incoming, Now now, Effects& effects);
    void attach(ClientId client, const std::string& id, const AttachFile& ask, Now now,
                Effects& effects);
    void perform(Effects effects, Now now);
    void give_up(const Error& why, const Effects& effects);
    void respond(std::vector<http::Response> responses);
    void send_pieces(const std::vector<Piece>& pieces, Now now, Effects& effects);
    void send_frames();
    void tell_health(Now now);
    bool idle(Now now) const;
    Now now() const { return {process_.clock->now(), steady_.now_ms()}; }
    void write_line(const Line& line) const;

    Process process_;
    AgentOptions options_;
    Dealer::Options dealer_;
    Openers openers_;
    SystemSteady steady_;
    Loop loop_;
    Database database_;
    EvidenceFiles files_;
    LocalServer server_;
    std::unique_ptr<Agent> agent_;
    std::unique_ptr<Field> field_;
    std::unique_ptr<Link> link_;
    bool welcomed_ = false;
    std::deque<std::string> frames_;  // queries and pieces the socket did not accept yet
    std::uint64_t activity_ = 0;
    std::int64_t health_due_ms_ = 0;  // steady
    /// Declared last: its thread must end before the members it notifies.
    std::unique_ptr<Door> door_;
};

}  // namespace dudao::agent
