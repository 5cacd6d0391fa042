#include "runtime/src/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "support/suggest.h"

namespace bpl::runtime {
namespace {

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
  void read_define(const std::string& text);
  void read_set(const std::string& text);
  std::string with_hint(std::string message, std::string_view name, const std::vector<std::string>& candidates) const;
  std::string parameter_list() const;
  ParsedCommandLine stop(int status, std::string text, bool to_stderr) const;

  const Program& program_;
  RunOptions options_;
  std::vector<std::string> sets_, defines_, mistakes_;
  std::string seed_, duration_, random_ = "bplc";
};

void Parser::describe(CLI::App& app) {
  app.name(program_.module);
  app.description(fmt::format("{}: a network simulation compiled by bplc. It runs alone or under `mpirun -n N`.", program_.module));
  app.set_help_flag("-h,--help", "Show this help and exit");
  app.add_option("--out", options_.out, fmt::format("Directory of the results [{}.out]", program_.module))->type_name("DIR");
  const auto repeated = [](CLI::Option* o) { o->expected(1)->take_all()->allow_extra_args(false); };
  repeated(app.add_option("--set", sets_, "Replace a parameter: --set a.tau=12.5; see --list-params")->type_name("NAME.PARAMETER=VALUE"));
  repeated(app.add_option("-D", defines_, "Replace the value of a top-level `NAME = <literal>` of the script")->type_name("NAME=VALUE"));
  app.add_option("--seed", seed_, "Seed of everything that has no seed in the script [0]")->type_name("N");
  app.add_option("--duration", duration_, "Simulated time in ms, in place of the argument of the script's only run()")->type_name("MS");
  app.add_option("--rng", random_, "Random numbers: bplc's own, or those of BrainPy (slow, for comparisons) [bplc]")
      ->type_name("bplc|brainpy");
  app.add_flag("--list-params", options_.list_params, "List the parameters that --set can replace and exit");
  app.add_flag("--quiet", options_.quiet, "No banner, progress or notices on stderr");
  app.allow_extras(true);
}

std::string Parser::with_hint(std::string message, std::string_view name, const std::vector<std::string>& candidates) const {
  const std::string hint = did_you_mean(name, candidates);
  return hint.empty() ? message : message + ": " + hint;
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
  const std::vector<std::string> names = {"--out", "--set", "-D", "--seed", "--duration", "--rng", "--list-params", "--quiet", "--help"};
  for (const std::string& extra : app.remaining()) {
    const std::string name = extra.substr(0, extra.find('='));
    if (name.starts_with("-")) {
      mistakes_.push_back(with_hint(fmt::format("there is no option '{}'", name), name, names));
    } else {
      mistakes_.push_back(fmt::format("unexpected argument '{}'", extra));
    }
  }
}

void Parser::read_seed() {
  if (seed_.empty()) return;
  const auto [end, error] = std::from_chars(seed_.data(), seed_.data() + seed_.size(), options_.seed);
  if (error != std::errc() || end != seed_.data() + seed_.size())
    mistakes_.push_back(fmt::format("--seed is '{}': it must be a whole number from 0 to 18446744073709551615", seed_));
  options_.seed_given = true;
}

void Parser::read_duration() {
  if (duration_.empty()) return;
  char* end = nullptr;
  const double value = std::strtod(duration_.c_str(), &end);
  if (*end != '\0' || !std::isfinite(value) || value <= 0) {
    mistakes_.push_back(fmt::format("--duration is '{}': it must be a positive number of milliseconds", duration_));
    return;
  }
  options_.duration = value;
}

void Parser::read_random() {
  options_.brainpy_random = random_ == "brainpy";
  if (random_ != "bplc" && random_ != "brainpy") mistakes_.push_back(fmt::format("--rng is '{}': it can be bplc or brainpy", random_));
}

void Parser::read_define(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    mistakes_.push_back(fmt::format("-D {}: expected NAME=VALUE", text));
    return;
  }
  RunOptions::Define define{text.substr(0, equals), text.substr(equals + 1)};
  std::vector<std::string> names;
  for (const DefinitionTable& d : program_.definitions) names.push_back(d.name);
  if (std::find(names.begin(), names.end(), define.name) == names.end()) {
    std::string message = with_hint(fmt::format("-D {}: the script has no top-level `{} = <literal>`", text, define.name), define.name, names);
    message += names.empty() ? "; it has no such names at all" : fmt::format("; it has {}", fmt::join(names, ", "));
    mistakes_.push_back(std::move(message));
    return;
  }
  options_.defines.push_back(std::move(define));
}

void Parser::read_set(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t dot = equals == std::string::npos ? std::string::npos : text.rfind('.', equals);
  if (dot == std::string::npos || dot == 0 || dot + 1 == equals || equals + 1 == text.size()) {
    mistakes_.push_back(fmt::format("--set {}: expected NAME.PARAMETER=VALUE, for instance a.tau=12.5", text));
    return;
  }
  RunOptions::Set set{text.substr(0, dot), text.substr(dot + 1, equals - dot - 1), text.substr(equals + 1)};
  std::vector<std::string> names;
  for (std::size_t k = 0; k < program_.sites.size(); ++k) {
    const SiteTable& site = program_.sites[k];
    names.push_back(site.name);
    names.insert(names.end(), site.aliases.begin(), site.aliases.end());
    if (set.site < 0 && std::find(names.end() - static_cast<std::ptrdiff_t>(site.aliases.size() + 1), names.end(), set.object) != names.end())
      set.site = static_cast<int>(k);
  }
  if (set.site < 0) {
    mistakes_.push_back(with_hint(fmt::format("--set {}: nothing is called '{}'", text, set.object), set.object, names) +
                        " (--list-params shows what there is)");
    return;
  }
  const SiteTable& site = program_.sites[static_cast<std::size_t>(set.site)];
  std::vector<std::string> parameters;
  for (const SiteTable::Parameter& p : site.parameters) parameters.push_back(p.name);
  if (std::find(parameters.begin(), parameters.end(), set.parameter) == parameters.end()) {
    std::string message = with_hint(fmt::format("--set {}: '{}' ({}) has no parameter '{}'", text, set.object, site.class_name, set.parameter),
                                    set.parameter, parameters);
    if (!parameters.empty()) message += fmt::format("; it has {}", fmt::join(parameters, ", "));
    mistakes_.push_back(std::move(message));
    return;
  }
  options_.sets.push_back(std::move(set));
}

std::string Parser::parameter_list() const {
  std::string text;
  for (const SiteTable& site : program_.sites)
    for (const SiteTable::Parameter& p : site.parameters)
      text += fmt::format("{}.{} = {}{}{}\n", site.name, p.name, p.default_text, p.unit.empty() ? "" : " ", p.unit);
  return text.empty() ? "no parameters\n" : text;
}

ParsedCommandLine Parser::parse(int argc, const char* const* argv) {
  CLI::App app;
  describe(app);
  try {
    app.parse(argc, const_cast<char**>(argv));
  } catch (const CLI::CallForHelp&) {
    return stop(0, app.help(), false);
  } catch (const CLI::ParseError& e) {
    return stop(2, fmt::format("{}: {}\n", program_.module, e.what()), true);
  }
  check_options(app);
  read_seed();
  read_duration();
  read_random();
  for (const std::string& text : defines_) read_define(text);
  for (const std::string& text : sets_) read_set(text);
  if (app.count("--out") > 0 && options_.out.empty()) mistakes_.push_back("--out is empty: it must name a directory");
  if (!mistakes_.empty()) {
    std::string text;
    for (const std::string& m : mistakes_) text += fmt::format("{}: error: {}\n", program_.module, m);
    return stop(2, text + fmt::format("{}: try --help\n", program_.module), true);
  }
  if (options_.list_params) return stop(0, parameter_list(), false);
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
