#include "driver/driver.h"

int main(int argc, char** argv) {
  const bpl::driver::ParsedOptions parsed = bpl::driver::parse_options(argc, argv);
  return parsed.finished ? parsed.status : bpl::driver::run(parsed.options);
}
