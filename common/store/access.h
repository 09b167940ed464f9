// The Redis permissions of each kind of process, as lines of an ACL file. Redis requires a
// function's caller to have the right to every command the function calls.
//
// Passwords are kept in files that only their owner can read, and are never passed on a command
// line.
#pragma once

#include <string>
#include <string_view>

#include "result.h"
#include "store/connection.h"

namespace dudao {

enum class Access {
    Owner,    // broker, worker, `dudao init`, `dudao up`: commits, timers, views, set-up
    Console,  // reads the log and the personal text
    Reader,   // engine, `dudao status`, `dudao log`: read only the log
};

/// The part of an ACL line after the user's name and password: "on ~{j}:* … +fcall …".
std::string access_rules(Access access, std::string_view j);

/// A line of the ACL file. `sha256` is the hash of the password in hex, so that the file does not
/// contain the password.
std::string acl_line(std::string_view user, std::string_view sha256, Access access,
                     std::string_view j);

/// Parses an address and adds the user and password from `auth_file`, if one is named. That file
/// has mode 0600 and holds user and password on a line each, or only a password for the default
/// user. BadInput names the flag, --redis or --redis-auth-file, and the correction.
Result<Address> redis_address(const std::string& address, const std::string& auth_file);

}  // namespace dudao
