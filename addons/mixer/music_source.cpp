#include "music_source.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "frame.hpp"

namespace partyline::mixer {
namespace {

constexpr float kLoudest = 0.009f;           // -20.5 dBov as a mean square
constexpr float kRecoverPerFrame = 1.0023f;  // 1 dB a second: slower than music breathes

}  // namespace

MusicSource::MusicSource(std::vector<std::string> paths, int rate) : paths_(std::move(paths)), rate_(rate), tune_(rate) {}

void MusicSource::frame(int16_t* out) {
  for (size_t tries = 0; tries <= paths_.size(); ++tries) {
    if ((file_ || openNext()) && fileFrame(out)) return level(out);
    file_.reset();
  }
  tune_.frame(out);
}

bool MusicSource::openNext() {
  if (paths_.empty()) return false;
  try {
    file_ = openSoundFile(paths_[next_++ % paths_.size()]);
  } catch (const std::runtime_error&) {
    return false;
  }
  fresh_ = true;
  converter_ = file_->rate() == rate_ ? nullptr : std::make_unique<Converter>(file_->rate(), rate_);
  return true;
}

bool MusicSource::fileFrame(int16_t* out) {
  int16_t block[kMaxFrameSamples] = {};
  const auto wanted = static_cast<size_t>(frameSamples(file_->rate()));
  if (file_->read(block, wanted) == 0) return false;
  if (converter_) converter_->convert(out, block);
  else std::copy_n(block, wanted, out);
  return true;
}

void MusicSource::level(int16_t* frame) {
  const int samples = frameSamples(rate_);
  const float loudness = meanSquare({frame, samples});
  const float fitting = loudness > kLoudest ? std::sqrt(kLoudest / loudness) : 1.0f;
  if (fresh_) gain_ = fitting;
  fresh_ = false;
  const float next = std::min(fitting, gain_ * kRecoverPerFrame);
  int32_t wide[kMaxFrameSamples] = {};
  addScaled(wide, {frame, samples}, {gain_, next});
  narrow(frame, {wide, samples});
  gain_ = next;
}

}  // namespace partyline::mixer
