#include "key_tones.hpp"

#include <cmath>
#include <string_view>

namespace partyline::simulator {

namespace {

constexpr int kCommaMs = 500;
constexpr std::string_view kKeys = "123A456B789C*0#D";
constexpr double kRows_hz[] = {697, 770, 852, 941};
constexpr double kColumns_hz[] = {1209, 1336, 1477, 1633};

std::vector<Sine> sinesOf(char key, const KeyTiming& timing) {
  const size_t place = kKeys.find(key);
  const double ratio = std::pow(10.0, timing.twist_db / 10);
  const double low = timing.dbm0 - 10 * std::log10(1 + ratio);
  return {{kRows_hz[place / 4], low}, {kColumns_hz[place % 4], low + timing.twist_db}};
}

}  // namespace

bool KeyTones::isKey(char key) { return kKeys.find(key) != std::string_view::npos; }

void KeyTones::press(const std::string& keys, KeyTiming timing) {
  stop();
  keys_ = keys;
  timing_ = timing;
}

void KeyTones::stop() {
  keys_.clear();
  at_ = 0;
  left_ = 0;
  sounding_ = false;
  oscillator_ = {};
}

void KeyTones::next() {
  if (sounding_) {
    sounding_ = false;
    oscillator_ = {};
    left_ = timing_.pause_ms * kRateHz / 1000;
    if (left_ > 0) return;
  }
  if (at_ >= keys_.size()) return;
  const char key = keys_[at_++];
  sounding_ = key != ',';
  oscillator_ = sounding_ ? Oscillator(sinesOf(key, timing_)) : Oscillator();
  left_ = (sounding_ ? timing_.on_ms : kCommaMs) * kRateHz / 1000;
}

void KeyTones::addTo(Block& block) {
  for (int16_t& sample : block) {
    if (left_ == 0) next();
    if (left_ == 0) return;
    --left_;
    if (sounding_) sample = saturated(sample + oscillator_.next());
  }
}

}  // namespace partyline::simulator
