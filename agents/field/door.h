// The HTTP server of the field page: a thread of its own, and the two queues between it and the
// loop.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "domain/moment.h"
#include "http/server.h"
#include "queue.h"
#include "result.h"

namespace dudao::agent {

class Door {
 public:
    struct Options {
        std::string listen;  // HOST:PORT; with a '+' at the end, also one of the next free ports
        std::string certificate;  // PEM files
        std::string private_key;
        std::string pages;      // folder of the pages' files
        std::string authority;  // PEM file offered to phones as a trusted authority, or empty
    };
    /// Listens. An error names the flag to correct.
    static Result<std::unique_ptr<Door>> open(const Options& options);
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    /// Starts serving. Block the process's signals first, because the thread inherits the mask.
    void run();

    /// The listening host:port.
    const std::string& address() const { return address_; }
    /// Until when its certificate holds.
    Moment certificate_ends() const { return certificate_ends_; }
    /// A file descriptor that is readable when requests may be waiting.
    int fd() const { return up_.fd(); }
    std::vector<http::Request> take_requests();
    /// Returns false if the queue is full; the request then ends by its timeout.
    bool send(http::Response response) { return down_.push(std::move(response)); }

 private:
    Door();
    Queue<http::Up> up_;
    Queue<http::Down> down_;
    std::unique_ptr<http::Server> server_;
    std::thread thread_;
    std::string address_;
    Moment certificate_ends_;
};

}  // namespace dudao::agent
