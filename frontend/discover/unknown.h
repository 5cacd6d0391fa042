// What discovery does not know: results of runs, clocks. Arithmetic on unknown values is unknown; a use that decides what is
// executed is a choice.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/values/context.h"

namespace bpl::discover {

// Makes unknown values and answers choices. Discovery executes the script again until every arm of every choice was taken.
class Choices : public host::UnknownSource {
 public:
  host::Value another(host::Context&, bool maybe_none = false) override;
  int choose(host::Context&, int arms) override;

  // The arm of choices from now on that is taken where nothing is forced; -1 for none in particular.
  void prefer(int arm) { preferred_ = arm; }

  // Begins an execution that takes these arms first.
  void start(std::vector<int> forced);
  // Arms that no execution has taken yet, as lists for start(). The last one is the nearest.
  const std::vector<std::vector<int>>& open() const { return open_; }
  // Whether the execution has come to a choice: what happens from then on may not happen in a run.
  bool any() const { return !taken_.empty(); }

 private:
  std::vector<int> forced_, taken_;
  int preferred_ = -1;
  std::map<std::string, int> visits_;             // of a place in this execution
  std::set<std::pair<std::string, int>> seen_;    // arms of places, at the first and at later visits, that are taken or in open_
  std::vector<std::vector<int>> open_;
};

class Unknown : public host::Abstract {
 public:
  Unknown(Choices& choices, bool maybe_none) : choices_(choices), maybe_none_(maybe_none) {}
  std::string type_name() const override { return "object"; }
  bool is_unknown() const override { return true; }
  bool unary(host::Context&, std::string_view op, host::Value* result) override;
  bool binary(host::Context&, std::string_view op, const host::Value& left, const host::Value& right, host::Value* result) override;
  bool compare(host::Context&, std::string_view op, const host::Value& left, const host::Value& right, host::Value* result) override;
  bool truth(host::Context&, bool* result) override;
  bool get_attribute(host::Context&, std::string_view name, host::Value* result) override;
  bool set_attribute(host::Context&, std::string_view name, const host::Value& value) override;
  bool get_item(host::Context&, const host::Value& key, host::Value* result) override;
  bool set_item(host::Context&, const host::Value& key, const host::Value& value) override;
  bool iterate(host::Context&, host::Value* iterator) override;
  bool length(host::Context&, host::Value* result) override;
  bool call(host::Context&, const host::Arguments&, host::Value* result) override;
  bool call_native(host::Context&, const host::NativeEntry&, const host::Arguments&, host::Value* result) override;

 private:
  bool unknown(host::Context&, host::Value* result);
  Choices& choices_;
  bool maybe_none_;
};

}  // namespace bpl::discover
