#include "cli/nouns/listing.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

/// Flags that were not typed are no filters.
ListAsked typed(ListAsked asked) {
    std::erase_if(asked.where, [](const auto& each) { return each.second.empty(); });
    return asked;
}

}  // namespace

std::shared_ptr<ListAsked> add_list_options(CLI::App& app, const Noun& noun) {
    auto asked = std::make_shared<ListAsked>();
    app.add_option("--columns", asked->columns, "which columns, in this order")
        ->delimiter(',')
        ->type_name("A,B,…");
    for (const std::string_view field : noun.filters) {
        if (field.empty()) continue;
        std::string flag(field.substr(field.rfind('.') + 1));
        std::replace(flag.begin(), flag.end(), '_', '-');
        app.add_option("--" + flag, asked->where[std::string(field)], "only those with this one")
            ->type_name("TEXT");
    }
    return asked;
}

Result<void> print_list(const Globals& globals, const Noun& noun, const Json& rows,
                        const ListAsked& asked, const Directory& directory) {
    const ListAsked chosen = typed(asked);
    auto fitting = matching(noun, rows, chosen, directory);
    if (!fitting) return tl::unexpected<Error>(fitting.error());
    if (globals.json()) {
        put_iso_times(*fitting);
        std::cout << json_text(*fitting, 2) << '\n';
        return {};
    }
    const auto table = table_of(noun, *fitting, chosen, directory, globals.language());
    if (!table) return tl::unexpected<Error>(table.error());
    print_table(globals, *table);
    return {};
}

void print_table(const Globals& globals, const TextTable& table) {
    if (globals.csv()) {
        print_csv(std::cout, table);
    } else {
        print(std::cout, table);
    }
}

}  // namespace dudao
