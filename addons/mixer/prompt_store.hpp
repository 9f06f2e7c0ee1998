// The prompts in memory: decoded once, converted once to each rate at which somebody first hears them. Control threads.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "rates.hpp"

namespace partyline::mixer {

using Samples = std::shared_ptr<const std::vector<int16_t>>;

class PromptStore {
 public:
  // Throws std::runtime_error with the reason.
  void load(const std::string& name, const std::string& path);
  bool has(std::string_view name) const;
  // Null when there is no such prompt. Length is a whole number of 8 kHz samples, the same at each rate.
  Samples samples(std::string_view name, int rate);

 private:
  struct Prompt {
    int rate = 0;  // the file's own
    Samples samples[kRates];
  };
  mutable std::mutex mutex_;
  std::map<std::string, Prompt, std::less<>> prompts_;
};

}  // namespace partyline::mixer
