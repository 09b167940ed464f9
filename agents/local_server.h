// The local API's socket: lines in, lines out, for the few clients of one device. Everything about
// it is bounded; what a client sends is not looked at here.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "agents/effects.h"
#include "net/unix_listener.h"
#include "result.h"

namespace dudao::agent {

class LocalServer {
 public:
    struct Incoming {
        ClientId client = 0;
        std::string line;
        bool too_long = false;  // over 64 KiB: the client is closed after its answer
    };

    /// Registers its descriptors with the loop under `token`; the loop must outlive it.
    LocalServer(Loop& loop, int token) : loop_(loop), token_(token), listener_(loop, token) {}
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    /// A socket file that nobody answers at is taken over; mode 0600. At most 16 clients.
    Result<void> listen(const std::string& path);

    /// Once a turn, with all that the loop reported: the lines that have come, in each client's
    /// order, at most 64 of each.
    std::vector<Incoming> turn(const std::vector<Ready>& ready);
    /// Lines wait that the last turn left for the next.
    bool pending() const;
    /// Clients that have gone since the last call.
    std::vector<ClientId> gone();

    /// Nothing happens when the client has gone. One that does not read is closed.
    void send(ClientId client, const std::string& line);

 private:
    struct Client {
        int fd = -1;
        std::string in;
        std::string out;
        bool ended = false;    // it will say nothing more
        bool deaf = false;     // we read nothing more from it
        bool writing = false;  // the loop watches for room
    };
    void accept_all();
    void read(Client& client);
    void take_lines(ClientId id, Client& client, std::vector<Incoming>& lines);
    bool flush(Client& client);
    void drop(ClientId id);

    Loop& loop_;
    int token_;
    UnixListener listener_;
    ClientId last_ = 0;
    std::map<ClientId, Client> clients_;
    std::vector<ClientId> gone_;
};

}  // namespace dudao::agent
