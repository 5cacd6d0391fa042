// What discovery does not know: results of runs. Arithmetic on unknown values is unknown; a use that decides what is
// executed is a choice.
#pragma once

#include <string>
#include <vector>

#include "host/context.h"

namespace bpl::discover {

// Answers choices. Discovery executes the script again until every arm of every choice was taken once.
class Choices {
 public:
  // A choice among `arms` at the place where the script is now.
  int choose(host::Context&, int arms);

  // Begins an execution that takes these arms first, and the first arm from then on.
  void start(std::vector<int> forced);
  // Arms that no execution has taken yet, as lists for start().
  std::vector<std::vector<int>> open() const;
  // Whether the execution has passed the first forced arm: an exception then only ends this path.
  bool on_forced_path() const { return !forced_.empty() && taken_.size() >= forced_.size(); }

 private:
  struct Taken {
    std::string place;
    int arms = 0, arm = 0;
  };
  std::vector<int> forced_;
  std::vector<Taken> taken_;
  std::vector<std::pair<std::string, int>> seen_;
  std::vector<std::vector<int>> open_;
};

class Unknown : public host::Abstract {
 public:
  explicit Unknown(Choices& choices) : choices_(choices) {}
  std::string type_name() const override { return "result"; }
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
};

}  // namespace bpl::discover
