#include "frontend/discover/site_book.h"

#include <fmt/format.h>

#include <algorithm>

#include "frontend/discover/describe.h"
#include "frontend/discover/guard_text.h"
#include "frontend/discover/settable_parameters.h"
#include "host/models/match.h"

namespace bpl::discover {

using host::Context;
using host::Instance;
using host::Value;

namespace {

constexpr int kNesting = 3;  // of objects in objects that have no place in the network

ir::Location location(const host::SitePoint& p) { return {p.file, p.line, p.column, 0, 0}; }

// What a constructor argument shows as: what was given, or, where that is no number, what the object made of it. The library
// keeps its parameters as attributes; what it does not keep is a switch.
std::string shown_value(Context& ctx, const Instance& object, const Construction::Argument& argument) {
  if (argument.name == "name" || argument.name == "mode") return {};
  const Value* kept = attribute(object, argument.name);
  if (!kept && declared_by_library(*object.type, argument.name)) return {};
  if (!argument.value.empty() && argument.value != "None") return argument.value;
  return kept ? number_text(ctx, *kept) : std::string();
}

}  // namespace

Construction construction(Context& ctx, const Instance& object, const host::FunctionCode& init, const std::vector<Value>& parameters,
                          host::ConstructionSite site) {
  Construction made{std::move(site), {}};
  for (const std::string& name : settable_parameters(*object.type)) {
    const std::optional<Value> given = host::bound_parameter(init, parameters, name);
    made.arguments.push_back({name, given ? number_text(ctx, *given) : std::string()});
  }
  return made;
}

ir::Location script_place(const host::ConstructionSite& site) {
  for (auto p = site.chain.rbegin(); p != site.chain.rend(); ++p)
    if (p->file == 0) return location(*p);
  return {};
}

// One stepping call.
class SiteBook::Call {
 public:
  Call(SiteBook& book, Context& ctx, const host::RunRequest& request, const Instance* target, const Constructions& constructions)
      : book_(book), ctx_(ctx), request_(request), target_(target), constructions_(constructions) {}

  void objects() {
    members_.insert(request_.objects.begin(), request_.objects.end());
    for (Instance* object : request_.objects) {
      std::vector<std::string> aliases = request_.names->aliases(object);
      const std::string name = lasting_name(*object);
      if (target_ && target_ != object) aliases.push_back(request_.names->of(target_) + "." + name);
      add(*object, name, std::move(aliases));
    }
    for (Instance* object : request_.objects)
      if (const auto known = known_.find(object); known != known_.end()) inside(*object, book_.entries_[known->second].site.name, 1);
  }

  // Conditions of all updates that this call uses.
  void conditions(const Signatures& signature) {
    const auto rows = [&](const std::vector<host::RowPlan>& plans, const std::vector<host::PlannedRow>& planned) {
      for (std::size_t k = 0; k < plans.size(); ++k) conditions_of(Value::of(planned[k].object), signature(plans[k].update));
    };
    rows(request_.plan.clear, request_.clear_rows);
    rows(request_.plan.update, request_.update_rows);
    for (const auto& [object, entry] : known_)
      for (const ir::Site::Parameter& p : book_.entries_[entry].site.parameters) book_.entries_[entry].needs[p.name].insert(found_[{object, p.name}]);
    for (const auto& [name, conditions] : globals_) book_.globals_[name].insert(conditions);
  }

 private:
  // An automatic name counts on from network to network. Here the k-th object with one that a place of the script makes keeps the
  // name that it had in the first network.
  std::string lasting_name(const Instance& object) {
    const std::string name = request_.names->of(&object);
    const auto made = constructions_.find(&object);
    if (made == constructions_.end() || name != host::text_attribute(object, "name") || is_named(object)) return name;
    std::vector<std::string>& first = book_.automatic_[made->second.site.chain];
    const std::size_t k = automatic_[made->second.site.chain]++;
    if (k == first.size()) first.push_back(name);
    return first[k];
  }

  static bool is_named(const Instance& object) {
    const Value* named = attribute(object, "_named");
    return named && named->is_bool() && named->integer;
  }

  // True if the object is new in this call.
  bool add(const Instance& object, const std::string& name, std::vector<std::string> aliases) {
    const auto made = constructions_.find(&object);
    if (made == constructions_.end() || made->second.site.chain.empty()) return false;
    if (const auto known = known_.find(&object); known != known_.end()) {
      auto& others = book_.entries_[known->second].site.aliases;
      if (std::find(others.begin(), others.end(), name) == others.end()) others.push_back(name);
      return false;
    }
    const host::ConstructionSite& site = made->second.site;
    const auto [at, inserted] = book_.by_name_.try_emplace({name, site.chain}, book_.entries_.size());
    if (inserted) book_.entries_.push_back({describe(object, made->second, name, std::move(aliases)), {}, {}});
    book_.entries_[at->second].seen.insert(site.occurrences);
    book_.names_[site.chain][site.occurrences].insert(name);
    known_[&object] = at->second;
    return true;
  }

  ir::Site describe(const Instance& object, const Construction& made, const std::string& name, std::vector<std::string> aliases) {
    ir::Site site;
    site.name = name;
    site.aliases = std::move(aliases);
    site.class_name = object.type->name;
    for (const host::SitePoint& p : made.site.chain) site.chain.push_back({location(p)});
    for (const Construction::Argument& argument : made.arguments)
      if (std::string value = shown_value(ctx_, object, argument); !value.empty())
        site.parameters.push_back({argument.name, std::move(value), unit_of(*object.type, argument.name), script_place(made.site)});
    return site;
  }

  // Objects that a model object holds and no network updates: outputs, connectors, initializers.
  void inside(const Instance& owner, std::string name, int depth) {
    if (depth > kNesting) return;
    for (const host::Dict::Entry& e : owner.attributes.entries) {
      const host::String* key = e.alive ? host::as_string(e.key) : nullptr;
      const Instance* object = key ? host::as_instance(e.value) : nullptr;
      if (!object || key->text.starts_with("_") || members_.contains(object) || !host::role_of(*object).empty()) continue;
      const std::string path = name + "." + key->text;
      if (add(*object, path, {})) inside(*object, path, depth + 1);
    }
  }

  void conditions_of(const Value& self, const host::Signature& signature) {
    for (const host::Record& r : signature.records)
      if (r.kind == host::Record::Kind::none && !r.path.steps.empty()) note(self, r.path, {"None (what a step does depends on it)", ""});
    for (const host::Guard& guard : signature.guards) {
      std::set<int> slots;
      for (const host::ScalarNode& n : guard.nodes)
        if (n.op == "slot") slots.insert(n.slot);
      for (const int s : slots) {
        const host::Slot& slot = signature.slots[static_cast<std::size_t>(s)];
        const Instance* owner = owner_of(self, slot.path);
        const auto name = [&](int k) { return slot_name(self, signature.slots[static_cast<std::size_t>(k)], owner); };
        const std::string place = line_text(guard);
        const std::string opposite = opposite_text(guard, name);
        note(self, slot.path, {condition_text(guard, name) + place, opposite.empty() ? "" : opposite + place});
      }
    }
  }

  void note(const Value& self, const host::Path& path, Condition condition) {
    const host::PathStep& last = path.steps.back();
    if (last.kind == host::PathStep::Kind::global && last.name.starts_with("__main__:")) globals_[last.name.substr(9)].insert(std::move(condition));
    else if (const Instance* owner = owner_of(self, path)) found_[{owner, last.name}].insert(std::move(condition));
  }

  // Whose attribute is at the end of the path; null if that is no attribute of an object.
  const Instance* owner_of(const Value& self, host::Path path) const {
    if (path.root == host::Path::Root::settings || path.steps.empty() || path.steps.back().kind != host::PathStep::Kind::attribute) return nullptr;
    path.steps.pop_back();
    const std::optional<Value> owner = host::follow(ctx_, self, path);
    return owner ? host::as_instance(*owner) : nullptr;
  }

  std::string slot_name(const Value& self, const host::Slot& slot, const Instance* reader) const {
    const Instance* owner = owner_of(self, slot.path);
    std::string name = owner ? slot.path.steps.back().name : host::to_text(slot.path);
    if (owner && owner != reader)
      if (const auto known = known_.find(owner); known != known_.end()) name = book_.entries_[known->second].site.name + "." + name;
    if (const host::PathStep* last = slot.path.steps.empty() ? nullptr : &slot.path.steps.back();
        last && last->kind == host::PathStep::Kind::global && last->name.starts_with("__main__:"))
      name = last->name.substr(9);
    return slot.length ? "len(" + name + ")" : name;
  }

  std::string line_text(const host::Guard& guard) const {
    if (guard.line == 0) return {};
    if (guard.file <= 0) return fmt::format(" (line {})", guard.line);
    return fmt::format(" ({}:{})", ctx_.files[static_cast<std::size_t>(guard.file)], guard.line);
  }

  SiteBook& book_;
  Context& ctx_;
  const host::RunRequest& request_;
  const Instance* target_;
  const Constructions& constructions_;
  std::set<const Instance*> members_;
  std::map<const Instance*, std::size_t> known_;  // objects of this call: the number of the entry
  std::map<std::pair<const Instance*, std::string>, std::set<Condition>> found_;
  std::map<std::string, std::set<Condition>> globals_;
  std::map<Chain, std::size_t> automatic_;
};

void SiteBook::add(Context& ctx, const host::RunRequest& request, const Instance* target, const Constructions& constructions,
                   const Signatures& signatures) {
  Call call(*this, ctx, request, target, constructions);
  call.objects();
  call.conditions(signatures);
}

// Which calls of a chain tell names apart. An object that is made again by the same calls, as in a sweep, is the same for
// --set; one of a list is not.
std::vector<bool> SiteBook::deciding(const Chain& chain) const {
  const std::map<Occurrences, std::set<std::string>>& all = names_.at(chain);
  std::vector<bool> decides(chain.size(), true);
  for (std::size_t k = 0; k < chain.size(); ++k) {
    decides[k] = false;
    std::map<Occurrences, const std::set<std::string>*> merged;
    bool differ = false;
    for (const auto& [occurrences, names] : all) {
      Occurrences kept = occurrences;
      for (std::size_t j = 0; j < kept.size(); ++j)
        if (!decides[j]) kept[j] = -1;
      differ = differ || *merged.try_emplace(std::move(kept), &names).first->second != names;
    }
    decides[k] = differ;
  }
  return decides;
}

std::string SiteBook::text_of(const Needs& needs) {
  if (needs.empty() || needs.contains({})) return {};
  if (needs.size() == 2) {  // a condition or its opposite: any number serves
    const std::set<Condition>&a = *needs.begin(), &b = *needs.rbegin();
    if (a.size() == 1 && b.size() == 1 && a.begin()->text == b.begin()->opposite) return {};
  }
  std::string text;
  for (const std::set<Condition>& all : needs) {
    std::string one;
    for (const Condition& c : all) one += (one.empty() ? "" : " and ") + c.text;
    text += (text.empty() ? "" : " or ") + one;
  }
  return text;
}

std::string SiteBook::needs_of(const std::string& global) const {
  const auto at = globals_.find(global);
  return at == globals_.end() ? std::string() : text_of(at->second);
}

std::vector<ir::Site> SiteBook::sites() const {
  std::vector<ir::Site> sites;
  std::map<Chain, std::vector<bool>> deciding_calls;
  for (const Entry& entry : entries_) {
    Chain chain;
    for (const ir::Site::Call& c : entry.site.chain) chain.push_back({c.location.file, c.location.line, c.location.column});
    auto [decides, is_new] = deciding_calls.try_emplace(chain);
    if (is_new) decides->second = deciding(chain);
    std::set<Occurrences> patterns;
    for (Occurrences occurrences : entry.seen) {
      for (std::size_t k = 0; k < occurrences.size(); ++k)
        if (!decides->second[k]) occurrences[k] = -1;
      patterns.insert(std::move(occurrences));
    }
    ir::Site site = entry.site;
    for (ir::Site::Parameter& p : site.parameters)
      if (const auto needs = entry.needs.find(p.name); needs != entry.needs.end()) p.needs = text_of(needs->second);
    for (const Occurrences& pattern : patterns) {
      for (std::size_t k = 0; k < pattern.size(); ++k) site.chain[k].occurrence = static_cast<int>(pattern[k]);
      sites.push_back(site);
      site.parameters.clear();  // the first says what all have
    }
  }
  return sites;
}

}  // namespace bpl::discover
