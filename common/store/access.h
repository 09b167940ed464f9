// What each kind of process may do in a Redis that asks who speaks: the lines of its ACL file. With
// functions Redis asks for the right to every command that they call.
//
// A password is one of the machine's secrets: it stands in a file that nobody else can read, never
// on a command line.
#pragma once

#include <string>
#include <string_view>

#include "result.h"
#include "store/connection.h"

namespace dudao {

enum class Access {
    Owner,    // broker, worker, `dudao init`, `dudao up`: commits, timers, views, the set-up
    Console,  // the log, and the words that people wrote
    Reader,   // engine, `dudao status`, `dudao log`: the log alone
};

/// "on ~{j}:* … +fcall …": what stands behind the user's name and password in an ACL line.
std::string access_rules(Access access, std::string_view j);

/// A line of the ACL file. `sha256` is the password's, in hex: the file has no password in clear.
std::string acl_line(std::string_view user, std::string_view sha256, Access access,
                     std::string_view j);

/// An address, with the user and password of a file of mode 0600: a line each, or one line with a
/// password for the default user. No file named: none. BadInput names the flag, --redis or
/// --redis-auth-file, and what would be right.
Result<Address> redis_address(const std::string& address, const std::string& auth_file);

}  // namespace dudao
