// What the sources say of a record beside its fields: the comment above it, and the one behind each
// field. So the reference has the words that stand where the field is declared, and no others.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace dudao::test {

struct RecordComments {
    std::string about;                          // the `///` lines above it
    std::map<std::string, std::string> fields;  // by name; those without a comment are not there
};

/// A constant of a file of bounds, as it stands there.
struct Constant {
    std::string name;
    std::string value;
    std::string comment;
};

class Sources {
 public:
    /// Reads every header below these folders of the sources.
    explicit Sources(const std::vector<std::string>& folders);

    /// By its full name: "dudao::wire::Hello". Empty where nothing is said.
    const RecordComments& of(const std::string& record) const;
    std::size_t size() const { return records_.size(); }

 private:
    void read(const std::string& file);

    std::map<std::string, RecordComments> records_;
};

std::vector<Constant> constants_in(const std::string& file);

}  // namespace dudao::test
