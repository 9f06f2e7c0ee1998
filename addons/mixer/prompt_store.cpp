#include "prompt_store.hpp"

#include "converter.hpp"
#include "sound_file.hpp"

namespace partyline::mixer {

void PromptStore::load(const std::string& name, const std::string& path) {
  const std::unique_ptr<SoundFile> file = openSoundFile(path);
  std::vector<int16_t> samples = readAll(*file);
  const auto ratio = static_cast<size_t>(rateRatio(file->rate()));
  samples.resize((samples.size() + ratio - 1) / ratio * ratio);
  Prompt prompt;
  prompt.rate = file->rate();
  prompt.samples[prompt.rate] = std::make_shared<const std::vector<int16_t>>(std::move(samples));
  const std::lock_guard<std::mutex> lock(mutex_);
  prompts_[name] = std::move(prompt);
}

bool PromptStore::has(std::string_view name) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return prompts_.find(name) != prompts_.end();
}

Samples PromptStore::samples(std::string_view name, int rate) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = prompts_.find(name);
  if (found == prompts_.end()) return nullptr;
  Prompt& prompt = found->second;
  if (!prompt.samples[rate]) {
    const std::vector<int16_t>& own = *prompt.samples[prompt.rate];
    const size_t length = own.size() / static_cast<size_t>(rateRatio(prompt.rate)) * static_cast<size_t>(rateRatio(rate));
    prompt.samples[rate] = std::make_shared<const std::vector<int16_t>>(converted(own, {prompt.rate, rate, length}));
  }
  return prompt.samples[rate];
}

}  // namespace partyline::mixer
