// EngineOptions of addons/index.ts, read and checked.
#pragma once
#include <string>
#include <vector>

#include "../mixer/mixer.hpp"
#include "../sip/options.hpp"
#include "properties.hpp"

namespace partyline::binding {

struct PromptFile {
  std::string name;
  std::string path;
};

struct EngineOptions {
  sip::Options sip;
  mixer::MixerOptions mixer;
  std::vector<PromptFile> prompts;
};

// When something is wrong, the arguments' TypeError waits and the result means nothing.
EngineOptions readEngineOptions(const Properties& options);

}  // namespace partyline::binding
