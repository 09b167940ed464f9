// Commands that need no broker, with which anyone can check a deadline, a draw or a policy.
#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/output.h"
#include "cli/public/calendar.h"
#include "cli/public/draw.h"
#include "files/policy_file.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao {
namespace {

void add_calendar(Registry& registry) {
    auto* calendar = registry.app.add_subcommand("calendar", "Working days and deadlines");
    calendar->require_subcommand(1);
    auto* due = calendar->add_subcommand("due", "When a budget runs out, and why then");
    auto options = std::make_shared<CalendarDueOptions>();
    due->add_option("--start", options->start, "2025-09-28T10:00+08:00")->required();
    due->add_option("--budget", options->budget, "48h, 7d, 10wd or 3m")->required();
    due->add_option("--calendar", options->calendar_dir,
                    "folder of calendar files; none: those built in");
    due->callback([&registry, options] {
        registry.chosen = [&registry, options] {
            options->json = registry.globals.json();
            return calendar_due(*options, std::cout, std::cerr);
        };
    });
}

void add_draw(Registry& registry) {
    auto* draw = registry.app.add_subcommand("draw", "The verifiable draw");
    draw->require_subcommand(1);
    auto* select =
        draw->add_subcommand("select", "Runs a disclosed draw again and prints its result text");
    auto options = std::make_shared<DrawSelectOptions>();
    select->add_option("--params", options->params_file, "file")->required();
    select->add_option("--manifest", options->manifest_file, "file")->required();
    select->add_option("--seed", options->seed, "64 hexadecimal digits")->required();
    select->callback([&registry, options] {
        registry.chosen = [&registry, options] {
            if (!registry.globals.json()) return draw_select(*options, std::cout, std::cerr);
            std::ostringstream text;
            const int exit = draw_select(*options, text, std::cerr);
            if (exit == 0) std::cout << json_text({{"result", text.str()}}, 2) << '\n';
            return exit;
        };
    });
}

int check_policy(const Globals& globals, const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return refuse(to_error(Error::Kind::NotFound, says("path_not_there", printable(file))));
    }
    const auto policy =
        files::load_policy({std::istreambuf_iterator<char>(in), {}}, file, globals.language());
    if (globals.json()) {
        const std::string fault = policy ? std::string() : policy.error().what;
        std::cout << json_text({{"ok", policy.has_value()}, {"fault", fault}}, 2) << '\n';
    } else if (policy) {
        std::cout << say(globals.language(), "规则无误：", "the policy can be adopted: ")
                  << printable(policy->title) << '\n';
    }
    if (policy) return code(Exit::Ok);
    complain(policy.error());
    return code(Exit::Usage);
}

void add_policy(Registry& registry) {
    auto* policy =
        registry.app.add_subcommand("policy", "Limits, budgets and the ladder of a place");
    policy->require_subcommand(1);
    auto* check = policy->add_subcommand(
        "check", "Every fault of a policy file, with its place and what would be right");
    auto file = std::make_shared<std::string>();
    check->add_option("file", *file, "policy.toml")->required();
    check->callback([&registry, file] {
        registry.chosen = [&registry, file] { return check_policy(registry.globals, *file); };
    });
}

}  // namespace

void add_public(Registry& registry) {
    add_calendar(registry);
    add_draw(registry);
    add_policy(registry);
}

}  // namespace dudao
