// Python's control flow over integers, written with C++ exceptions: what the generated code is compared with.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ir/host_ir.h"
#include "tests/unit/codegen/mock_library.h"

namespace bpl::codegen {

class HostReference {
 public:
  struct Raised {
    std::int64_t exception;
  };
  explicit HostReference(std::int64_t calls_until_exception) : until_(calls_until_exception) {}

  // The returned value, or none with `raised` set.
  std::optional<std::int64_t> run(const ir::HostFunction& function, std::vector<std::int64_t> parameters) {
    registers_ = std::move(parameters);
    registers_.resize(static_cast<std::size_t>(function.register_count));
    try {
      run_block(function.body);
    } catch (const Return& r) {
      return r.value;
    } catch (const Raised& r) {
      raised = r.exception;
      return std::nullopt;
    }
    return 0;  // the payload of None
  }

  std::vector<LogEntry> log;
  std::int64_t raised = 0;

 private:
  struct Break {};
  struct Continue {};
  struct Return {
    std::int64_t value;
  };

  std::int64_t& reg(int number) { return registers_[static_cast<std::size_t>(number)]; }
  void run_block(const ir::HostBlock& block) {
    for (const ir::HostInstr& instr : block) run_instr(instr);
  }

  void run_instr(const ir::HostInstr& in) {
    using ir::HostOp;
    switch (in.op) {
      case HostOp::constant: reg(in.result) = std::get<std::int64_t>(in.constant); break;
      case HostOp::copy: reg(in.result) = reg(in.args[0]); break;
      case HostOp::binary: {
        const std::int64_t x = reg(in.args[0]), y = reg(in.args[1]);
        reg(in.result) = in.name == "+" ? x + y : x & y;
        break;
      }
      case HostOp::compare: reg(in.result) = reg(in.args[0]) < reg(in.args[1]); break;
      case HostOp::call:
        log.push_back({in.location.line, reg(in.args[1])});
        if (until_ >= 0 && until_-- == 0) throw Raised{50 + reg(in.args[1]) % 4};
        reg(in.result) = reg(in.args[1]);
        break;
      case HostOp::raise: throw Raised{reg(in.args[0])};
      case HostOp::reraise: throw Raised{reg(in.args[0])};
      case HostOp::matches_exception: reg(in.result) = (reg(in.args[0]) & 1) == (reg(in.args[1]) & 1); break;
      case HostOp::return_: throw Return{reg(in.args[0])};
      case HostOp::break_: throw Break{};
      case HostOp::continue_: throw Continue{};
      case HostOp::if_: run_block(in.blocks[reg(in.args[0]) ? 0 : 1]); break;
      case HostOp::while_: run_while(in); break;
      case HostOp::for_: run_for(in); break;
      default: run_try(in);
    }
  }

  // False after a break.
  bool run_body(const ir::HostBlock& body) {
    try {
      run_block(body);
    } catch (const Break&) {
      return false;
    } catch (const Continue&) {
    }
    return true;
  }

  void run_while(const ir::HostInstr& in) {
    for (;;) {
      run_block(in.blocks[0]);
      if (!reg(in.args[0])) return run_block(in.blocks[2]);
      if (!run_body(in.blocks[1])) return;
    }
  }

  void run_for(const ir::HostInstr& in) {
    const std::int64_t end = reg(in.args[0]);
    for (std::int64_t i = 0; i < end; ++i) {
      reg(in.result) = i;
      if (!run_body(in.blocks[0])) return;
    }
    run_block(in.blocks[1]);
  }

  void run_try(const ir::HostInstr& in) {
    try {
      run_handled(in);
    } catch (...) {
      run_block(in.blocks[3]);
      throw;
    }
    run_block(in.blocks[3]);
  }

  void run_handled(const ir::HostInstr& in) {
    if (in.blocks[1].empty()) {
      run_block(in.blocks[0]);
      return run_block(in.blocks[2]);
    }
    std::optional<std::int64_t> caught;
    try {
      run_block(in.blocks[0]);
    } catch (const Raised& r) {
      caught = r.exception;
    }
    if (!caught) return run_block(in.blocks[2]);
    reg(in.result) = *caught;
    run_block(in.blocks[1]);
  }

  std::int64_t until_;
  std::vector<std::int64_t> registers_;
};

}  // namespace bpl::codegen
