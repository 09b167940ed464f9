// The socket of the local API: reads and writes lines for a few clients on the device. All its
// buffers are bounded. It does not interpret the lines.
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
        bool too_long = false;  // over 64 KiB; the client is closed after the answer
    };

    /// Registers its descriptors in the loop under `token`; the loop must outlive the server.
    LocalServer(Loop& loop, int token) : loop_(loop), token_(token), listener_(loop, token) {}
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    /// Listens at `path`, mode 0600, for at most 16 clients. A socket file that no process answers
    /// is replaced.
    Result<void> listen(const std::string& path);

    /// Returns the lines received, in order for each client, at most 64 per client. Call once per
    /// turn with everything the loop reported.
    std::vector<Incoming> turn(const std::vector<Ready>& ready);
    /// True if received lines were left for the next turn.
    bool pending() const;
    /// Clients closed since the last call.
    std::vector<ClientId> gone();

    /// Sends a line; does nothing if the client is gone. A client that does not read is closed.
    void send(ClientId client, const std::string& line);

 private:
    struct Client {
        int fd = -1;
        std::string in;
        std::string out;
        bool ended = false;    // closed its sending side
        bool deaf = false;     // we do not read from it any more
        bool writing = false;  // the loop watches it for writing
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
