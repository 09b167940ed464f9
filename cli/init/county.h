// A county folder as read and checked: what `dudao init` founds a jurisdiction from (the files and
// columns are described in deploy/county/README.md).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/cases/types.h"
#include "domain/plan/types.h"
#include "domain/registry/types.h"
#include "files/faults.h"
#include "result.h"

namespace dudao::init {

/// A row and where it stands, for what the rules say of it.
template <class Row>
struct Placed {
    Row row;
    files::Place place;
};

struct DeviceRow {
    std::string id;
    GroupId group;  // or, of a case team …
    TeamId team;    // … this
};

struct County {
    std::string id;
    std::int32_t format = 0;  // of the files; 0: not said, as in a folder written by hand
    bool has_format = false;
    std::string name_zh;
    std::string name_en;
    UnitId root;
    std::string time_zone;
    bool demo = false;
    Moment demo_start;  // of a demo only
    Calendar calendar;
    std::vector<Placed<UnitRow>> units;  // upper units first
    std::vector<Placed<PersonRow>> people;
    std::vector<Placed<ContactRow>> contacts;
    bool people_read = false;  // else nobody can say that a person is not there
    std::vector<Placed<PostRow>> posts;
    std::vector<Placed<GrantRow>> grants;
    std::vector<Placed<GroupRow>> groups;
    std::vector<Placed<TeamRow>> teams;
    std::vector<Placed<DeviceRow>> devices;
    bool devices_read = false;  // as for people
    std::vector<Placed<ConflictRow>> conflicts;
    Policy policy;
    std::vector<ChecklistRow> checklists;
    PlanDraft plan;
    PersonId author;
    PersonId approver;
};

struct FoundingOptions {
    Moment now;               // of founding; a demo's own start stands before it
    bool same_names = false;  // villages of one name in a township are two, as somebody has said
    Lang lang = Lang::En;     // of the faults, and of what a demo says
};

/// At most 16 of a-z, 0-9 and -.
bool is_jurisdiction_id(const std::string& id);

/// Reads every file of the folder. BadInput: every fault in every file, a line each, with file,
/// line and column.
Result<County> read_county(const std::filesystem::path& folder, FoundingOptions options);

}  // namespace dudao::init
