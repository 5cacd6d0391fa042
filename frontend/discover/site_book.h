// What --set can reach: the objects that discovery knows by a name, with their parameters.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "host/models/planner.h"
#include "host/values/sites.h"
#include "ir/module.h"

namespace bpl::discover {

// A constructor call that discovery executed.
struct Construction {
  host::ConstructionSite site;
  struct Argument {
    std::string name, value;  // of a number, None, or a container of numbers; else nothing
  };
  std::vector<Argument> arguments;  // defaults included
};
using Constructions = std::map<const host::Object*, Construction>;

Construction construction(host::Context&, const host::Instance&, const host::FunctionCode& init, const std::vector<host::Value>& parameters,
                          host::ConstructionSite);
// The innermost call of the script itself.
ir::Location script_place(const host::ConstructionSite&);

class SiteBook {
 public:
  // Signature of an update by its number.
  using Signatures = std::function<const host::Signature&(int)>;

  // Notes the objects of a stepping call, and what the updates that were chosen for them take as given.
  void add(host::Context&, const host::RunRequest&, const host::Instance* target, const Constructions&, const Signatures&);

  std::vector<ir::Site> sites() const;
  // What has to hold for a top-level name of the script.
  std::string needs_of(const std::string& global) const;

 private:
  struct Condition {
    std::string text, opposite;
    auto operator<=>(const Condition&) const = default;
  };
  // One set of conditions for each stepping call; a number has to meet one of the sets.
  using Needs = std::set<std::set<Condition>>;
  using Occurrences = std::vector<std::int64_t>;
  struct Entry {
    ir::Site site;  // without occurrences and needs
    std::set<Occurrences> seen;
    std::map<std::string, Needs> needs;
  };
  using Chain = std::vector<host::SitePoint>;
  class Call;

  static std::string text_of(const Needs&);
  std::vector<bool> deciding(const Chain&) const;

  std::vector<Entry> entries_;
  std::map<std::pair<std::string, Chain>, std::size_t> by_name_;
  std::map<Chain, std::map<Occurrences, std::set<std::string>>> names_;
  std::map<Chain, std::vector<std::string>> automatic_;  // names of the objects that have no other, in order
  std::map<std::string, Needs> globals_;
};

}  // namespace bpl::discover
