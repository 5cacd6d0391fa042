// The names of model objects in files, messages and on the command line: `name=` if given, else the attribute of the
// network (`E`, in a network of the network `sub.E`), else the variable first bound to the object, else the automatic name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/values/context.h"

namespace bpl::host {

struct Variable;

class Names {
 public:
  // Names of `objects` (in order), which take part in a run of `target`.
  Names(Context&, const Value& target, const std::vector<Instance*>& objects);

  std::string of(const Instance*) const;
  // The automatic name ("LIF0") where it is not the name itself.
  std::vector<std::string> aliases(const Instance*) const;
  // Whose attribute a variable is: ("a", "V").
  std::pair<std::string, std::string> of(const Variable*) const;
  const Instance* owner(const Variable*) const;

 private:
  std::string find(const Instance*) const;
  void add_network(const Instance& network, const std::string& prefix, int depth);
  void add_bindings(const Value& value, const std::string& label);
  void add_attributes(const Instance& owner, const Instance& part, const std::string& prefix);

  std::map<const Object*, std::string> bindings_;  // attributes of the network, then variables of the script
  std::map<const Instance*, std::string> names_;
  std::map<std::string, int> taken_;
  std::map<const Variable*, std::pair<const Instance*, std::string>> variables_;
};

// What a model object is in a step, as its class says: "neurons", "synapse", "network", "view", "other", "integrator"; nothing for
// what only belongs to such an object.
std::string role_of(const Instance&);
// The value of a text attribute of an instance, or "".
std::string text_attribute(const Instance&, std::string_view name);

}  // namespace bpl::host
