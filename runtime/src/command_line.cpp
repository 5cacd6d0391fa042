#include "runtime/src/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "runtime/src/parameter_list.h"
#include "support/suggest.h"

namespace bpl::runtime {
namespace {

using Names = std::vector<std::string>;

template <class T>
bool read_number(const std::string& text, T* value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  return error == std::errc() && end == text.data() + text.size();
}

bool contains(const Names& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

class Parser {
 public:
  explicit Parser(const Program& program) : program_(program) {}

  ParsedCommandLine parse(int argc, const char* const* argv);

 private:
  void describe(CLI::App&);
  void check_options(const CLI::App&);
  void read_seed();
  void read_duration();
  void read_random();
  void read_environment();
  void read_define(const std::string& text);
  void read_set(const std::string& text);
  void mistake(std::string message) { mistakes_.push_back(std::move(message)); }
  // `name` is none of the candidates.
  void mistake(const std::string& message, const std::string& name, const Names& candidates, std::string_view end = {});
  ParsedCommandLine stop(int status, std::string text, bool to_stderr) const;

  const Program& program_;
  RunOptions options_;
  std::vector<std::string> sets_, defines_, mistakes_;
  std::string seed_, duration_, random_ = "bplc";
};

void Parser::describe(CLI::App& app) {
  app.name(program_.module);
  app.description(fmt::format("{}: a network simulation compiled by bplc. It runs alone or under 'mpirun -n N'.", program_.module));
  app.set_help_flag("-h,--help", "Show this help and exit");
  app.add_option("--out", options_.out, fmt::format("Directory of the results [{}.out]", program_.module))->type_name("DIR");
  const auto repeated = [](CLI::Option* o) { o->expected(1)->take_all()->allow_extra_args(false); };
  repeated(app.add_option("--set", sets_, "Replace a parameter: --set a.tau=12.5; see --list-params")->type_name("NAME.PARAMETER=VALUE"));
  repeated(app.add_option("-D", defines_, "Replace the value of a top-level 'NAME = <literal>' of the script")->type_name("NAME=VALUE"));
  app.add_option("--seed", seed_, "Seed of everything that has no seed in the script [0]")->type_name("N");
  app.add_option("--duration", duration_, "Simulated time in ms, in place of the argument of the script's only run()")->type_name("MS");
  app.add_option("--rng", random_, "Random numbers: bplc's own, or those of BrainPy (slow, for comparisons) [bplc]")
      ->type_name("bplc|brainpy");
  app.add_flag("--list-params", options_.list_params, "List what --set and -D can replace and exit");
  app.add_flag("--quiet", options_.quiet, "No banner, progress or notices on stderr");
  app.allow_extras(true);
}

void Parser::mistake(const std::string& message, const std::string& name, const Names& candidates, std::string_view end) {
  const std::optional<std::string> close = suggest(name, candidates);
  mistake(fmt::format("{}{}{}", message, close ? fmt::format(". Did you mean '{}'?", *close) : "", end));
}

ParsedCommandLine Parser::stop(int status, std::string text, bool to_stderr) const {
  ParsedCommandLine result;
  result.options = options_;
  result.finished = true;
  result.to_stderr = to_stderr;
  result.status = status;
  result.text = std::move(text);
  return result;
}

void Parser::check_options(const CLI::App& app) {
  const Names names = {"--out", "--set", "-D", "--seed", "--duration", "--rng", "--list-params", "--quiet", "--help"};
  for (const std::string& extra : app.remaining()) {
    const std::string name = extra.substr(0, extra.find('='));
    if (name.starts_with("-")) {
      mistake(fmt::format("there is no option '{}'", name), name, names);
    } else {
      mistake(fmt::format("unexpected argument '{}'", extra));
    }
  }
}

void Parser::read_seed() {
  if (seed_.empty()) return;
  options_.seed_given = true;
  if (!read_number(seed_, &options_.seed))
    mistake(fmt::format("--seed is '{}': it must be a whole number from 0 to 18446744073709551615", seed_));
}

void Parser::read_duration() {
  if (duration_.empty()) return;
  double value = 0;
  if (!read_number(duration_, &value) || !std::isfinite(value) || value <= 0)
    return mistake(fmt::format("--duration is '{}': it must be a positive number of milliseconds", duration_));
  options_.duration = value;
}

void Parser::read_random() {
  options_.brainpy_random = random_ == "brainpy";
  if (random_ != "bplc" && random_ != "brainpy") mistake(fmt::format("--rng is '{}': it can be bplc or brainpy", random_));
}

void Parser::read_environment() {
  if (const char* isa = std::getenv("BPL_ISA")) options_.isa = isa;
  if (!options_.isa.empty() && options_.isa != "v3" && options_.isa != "v4")
    mistake(fmt::format("BPL_ISA is '{}': it can be v3 or v4", options_.isa));
  const char* every = std::getenv("BPL_HASH");
  if (every == nullptr || *every == '\0') return;
  if (!read_number(every, &options_.hash_every) || options_.hash_every < 1)
    mistake(fmt::format("BPL_HASH is '{}': it must be a number of steps, 1 or more", every));
}

void Parser::read_define(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return mistake(fmt::format("-D {}: expected NAME=VALUE", text));
  const std::string name = text.substr(0, equals), value = text.substr(equals + 1);
  const auto& all = program_.definitions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const DefinitionTable& d) { return d.name == name; });
  if (found == all.end()) {
    Names names;
    for (const DefinitionTable& d : all) names.push_back(d.name);
    return mistake(fmt::format("-D {}: the script has no top-level '{} = <literal>'", text, name), name, names,
                   names.empty() ? "" : fmt::format(" (it has {})", fmt::join(names, ", ")));
  }
  const std::optional<Literal> literal = parse_literal(found->value, value);
  const bool none = std::holds_alternative<NoneLiteral>(found->value);
  if (!literal)
    return mistake(fmt::format("-D {}: the script gives {} here, not '{}'{}", text, literal_kind(found->value), value,
                               none ? ": in place of None -D takes a number, True, False or a text in quotes" : ""));
  options_.defines.push_back({name, *literal, value});
}

void Parser::read_set(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t dot = equals == std::string::npos ? std::string::npos : text.rfind('.', equals);
  if (dot == std::string::npos || dot == 0 || dot + 1 == equals || equals + 1 == text.size())
    return mistake(fmt::format("--set {}: expected NAME.PARAMETER=VALUE, for instance a.tau=12.5", text));
  RunOptions::Set set{text.substr(0, dot), text.substr(dot + 1, equals - dot - 1), text.substr(equals + 1)};
  if (const std::size_t bracket = set.parameter.find('['); bracket != std::string::npos && set.parameter.ends_with(']')) {
    const std::string index = set.parameter.substr(bracket + 1, set.parameter.size() - bracket - 2);
    if (!read_number(index, &set.element) || set.element < 0)
      return mistake(fmt::format("--set {}: the index '{}' must be a whole number, 0 or more", text, index));
    set.parameter.resize(bracket);
  }
  Names objects, parameters;
  for (std::size_t k = 0; k < program_.sites.size(); ++k) {
    const SiteTable& site = program_.sites[k];
    if (site.name == set.object || contains(site.aliases, set.object)) set.sites.push_back(static_cast<int>(k));
    objects.push_back(site.name);
    objects.insert(objects.end(), site.aliases.begin(), site.aliases.end());
  }
  if (set.sites.empty())
    return mistake(fmt::format("--set {}: nothing is called '{}'", text, set.object), set.object, objects,
                   " (--list-params shows what there is)");
  const SiteTable& site = program_.sites[static_cast<std::size_t>(set.sites[0])];
  for (const SiteTable::Parameter& p : site.parameters) parameters.push_back(p.name);
  if (!contains(parameters, set.parameter))
    return mistake(fmt::format("--set {}: '{}' ({}) has no parameter '{}'", text, set.object, site.class_name, set.parameter),
                   set.parameter, parameters, fmt::format(" (it has {})", fmt::join(parameters, ", ")));
  options_.sets.push_back(std::move(set));
}

ParsedCommandLine Parser::parse(int argc, const char* const* argv) {
  CLI::App app;
  describe(app);
  try {
    app.parse(argc, const_cast<char**>(argv));
  } catch (const CLI::CallForHelp&) {
    return stop(0, app.help(), false);
  } catch (const CLI::ParseError& e) {
    return stop(2, fmt::format("{}: error: {}\n", program_.module, e.what()), true);
  }
  check_options(app);
  read_seed();
  read_duration();
  read_random();
  read_environment();
  for (const std::string& text : defines_) read_define(text);
  for (const std::string& text : sets_) read_set(text);
  if (app.count("--out") > 0 && options_.out.empty()) mistake("--out is empty: it must name a directory");
  if (!mistakes_.empty()) {
    std::string text;
    for (const std::string& m : mistakes_) text += fmt::format("{}: error: {}\n", program_.module, m);
    return stop(2, text + fmt::format("see {} --help\n", argv[0]), true);
  }
  if (options_.list_params) return stop(0, list_parameters(program_), false);
  if (options_.out.empty()) options_.out = program_.module + ".out";
  ParsedCommandLine result;
  result.options = options_;
  return result;
}

}  // namespace

ParsedCommandLine parse_command_line(int argc, const char* const* argv, const Program& program) {
  return Parser(program).parse(argc, argv);
}

}  // namespace bpl::runtime
