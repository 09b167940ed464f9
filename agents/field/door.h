// The field page's HTTP server: a thread of its own and the two queues between it and the loop.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "http/server.h"
#include "queue.h"
#include "result.h"

namespace dudao::agent {

class Door {
 public:
    struct Options {
        std::string listen;       // HOST:PORT; a '+' after it: or one of the next free ports
        std::string certificate;  // PEM files
        std::string private_key;
        std::string pages;      // folder
        std::string authority;  // PEM file that phones are told to trust, or empty
    };
    /// Listens; the error names the flag to mend.
    static Result<std::unique_ptr<Door>> open(const Options& options);
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    /// Begins to serve. The signals of the process must be caught before.
    void run();

    /// host:port as it is listened at.
    const std::string& address() const { return address_; }
    /// Readable when requests may have come.
    int fd() const { return up_.fd(); }
    std::vector<http::Request> take_requests();
    /// False: nobody took the last ones away; its request ends by its own time limit.
    bool send(http::Response response) { return down_.push(std::move(response)); }

 private:
    Door();
    Queue<http::Up> up_;
    Queue<http::Down> down_;
    std::unique_ptr<http::Server> server_;
    std::thread thread_;
    std::string address_;
};

}  // namespace dudao::agent
