// Replays every kept input through its target: `replay CORPUS [TARGET]`. Whatever was once found
// stays found; a broken property ends the program after naming the input.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include "tests/fuzz/target.h"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> inputs_of(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& each : fs::directory_iterator(folder)) files.push_back(each.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "replay CORPUS [TARGET]\n";
        return 2;
    }
    std::size_t targets = 0;
    std::size_t inputs = 0;
    for (const auto* target = dudao::fuzz::Target::first; target != nullptr;
         target = target->next) {
        if (argc > 2 && std::string(argv[2]) != target->name) continue;
        ++targets;
        const fs::path folder = fs::path(argv[1]) / target->name;
        if (!fs::is_directory(folder)) {
            std::cerr << "no corpus " << folder << "\n";
            return 1;
        }
        target->run({});
        for (const fs::path& file : inputs_of(folder)) {
            std::cerr << "\r" << target->name << "/" << file.filename().string() << "\033[K";
            target->run(read(file));
            ++inputs;
        }
    }
    std::cerr << "\r\033[K";
    std::cout << inputs << " inputs of " << targets << " targets replayed\n";
    return targets == 0 ? 1 : 0;
}
