// The command lines of the processes that `dudao up` starts, and the paths of the programs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/init/state_folder.h"
#include "cli/up/pages.h"
#include "cli/up/settings.h"
#include "cli/up/up.h"

namespace dudao::up {

/// The folder of this program, which also has the others.
std::filesystem::path program_folder();
/// deploy/county of a checkout, or share/dudao/county of an installation; empty if neither exists.
std::filesystem::path demo_county();
/// deploy/template of a checkout, or share/dudao/template of an installation; empty if neither
/// exists.
std::filesystem::path county_template();
/// The given folder, or the demo's in a demo; empty if there is none.
std::filesystem::path county_of(const UpOptions& options);

/// The built page for the groups' phones, of a checkout or an installation; empty if it is not
/// built.
std::filesystem::path field_pages();

/// The command lines of one jurisdiction on this machine.
class Programs {
 public:
    /// `place_number`: how often the county was taken over by a copy.
    Programs(StateFolder folder, JurisdictionFile jurisdiction, const UpOptions& options,
             std::int64_t place_number = 0);

    static std::vector<std::string> redis(const StateFolder& folder, bool asks_who);
    /// `listen`: tcp://127.0.0.1:0 the first time, later the endpoint that the clients know.
    std::vector<std::string> broker(const std::string& listen) const;
    std::vector<std::string> worker(const std::string& broker, const NoticeSettings& notices) const;
    std::vector<std::string> engine(const std::string& broker) const;
    std::vector<std::string> console(const std::string& broker, const PagesDoor& door) const;
    /// `listen`: host:port of its page for phones; empty: no page.
    std::vector<std::string> agent(const std::string& device, const std::string& broker,
                                   const std::string& listen) const;
    std::vector<std::string> drill() const;

 private:
    std::vector<std::string> process(const std::string& program, const std::string& name,
                                     const std::filesystem::path& data) const;
    std::vector<std::string> client(const std::string& program, const std::string& name,
                                    const std::filesystem::path& data,
                                    const std::string& broker) const;

    StateFolder folder_;
    JurisdictionFile jurisdiction_;
    const UpOptions& options_;
    std::int64_t place_number_ = 0;
};

}  // namespace dudao::up
