#include "seat.hpp"

#include <algorithm>

#include "frame.hpp"

namespace partyline::mixer {

constexpr float kMostGainDb = 24.0f;

Stream makeStream(std::shared_ptr<AudioPort> port, int rate, const DigitOptions& digits) {
  Stream stream;
  stream.rate = port ? rateIndex(port->rate_hz()) : rate;
  stream.port = std::move(port);
  stream.digits = makeDetector(stream.rate, digits);
  return stream;
}

std::unique_ptr<DigitDetector> makeDetector(int rate, const DigitOptions& digits) {
  return digits.detect ? std::make_unique<DigitDetector>(rate, digits.dial_tone) : nullptr;
}

float gainOf(float db) {
  return db == 0 ? 1.0f : linear(std::min(kMostGainDb, std::max(-kMostGainDb, db)));
}

Seat::Seat(SeatId id, Stream stream, const SeatOptions& options)
    : id_(id), muted_(options.muted), deaf_(options.deaf), gain_in_(gainOf(options.gain_in_db)), gain_out_(gainOf(options.gain_out_db)),
      stream_(std::move(stream)) {}

void Seat::listen(const TickScope& tick) noexcept {
  served_ = last_tick_ >= tick.number;
  present_ = contributes_ = false;
  if (served_) return;
  last_tick_ = tick.number;
  const Received received = stream_.port ? stream_.port->read(in_) : Received::nothing;
  present_ = received != Received::nothing && !isSilence({in_, samples()});
  measure();
  if (stream_.digits) listenForDigits(tick, received);
  observe(tick, received);
}

void Seat::measure() noexcept {
  const int half = samples() / 2;
  for (int i = 0; i < 2; ++i) halves_[i] = present_ ? meanSquare({in_ + i * half, half}) : 0.0f;
  mean_square_ = (halves_[0] + halves_[1]) / 2;
}

void Seat::listenForDigits(const TickScope& tick, Received received) noexcept {
  present_ = stream_.digits->process(in_, received) && !isSilence({in_, samples()});
  if (stream_.digits->hearsTone()) mean_square_ = 0;
  const char digit = stream_.digits->ended();
  if (digit) tick.outbox.report({Report::Kind::digit, id_, false, digit, stream_.digits->duration_ms()});
}

void Seat::observe(const TickScope& tick, Received received) noexcept {
  activity_.observe(mean_square_);
  if (stream_.port) meter_.observe(halves_, received, activity_.talking());
  if (activity_.talking() != told_talking_) {
    told_talking_ = activity_.talking();
    tick.outbox.report({Report::Kind::talking, id_, told_talking_, 0, 0});
  }
  loudest_ = std::max(loudest_, mean_square_);
  if (!tick.levels_due) return;
  level_in_dbov_.store(dbov(loudest_), std::memory_order_relaxed);
  loudest_ = 0;
}

void Seat::contribute(Bus& bus, bool all_open) noexcept {
  if (served_) return;
  const bool open = all_open || activity_.open();
  const float target = open && !muted_ ? gain_in_ : 0.0f;
  const Ramp gain{open && !was_open_ ? target : in_now_, target};
  was_open_ = open;
  in_now_ = target;
  contributes_ = present_ && !gain.is(0.0f);
  if (contributes_ && !(gain.is(1.0f) && in_limiter_.atRest())) applyGain(gain);
  if (contributes_) bus.add(in_);
  last_ = contributes_ ? in_[samples() - 1] : static_cast<int16_t>(0);
}

void Seat::applyGain(Ramp gain) noexcept {
  int32_t wide[kMaxFrameSamples];
  widen(wide, in_, samples());
  scale(wide, samples(), gain);
  in_limiter_.process(in_, {wide, samples()}, gain.to > 1.0f ? kSumThreshold : kSingleThreshold);
}

void Seat::swapStream(Stream& stream) noexcept {
  std::swap(stream_, stream);
  was_shared_ = present_ = contributes_ = false;
  last_ = 0;
  meter_.reset();
  if (stream_.port) return;
  level_in_dbov_.store(-127.0f, std::memory_order_relaxed);
  level_out_dbov_.store(-127.0f, std::memory_order_relaxed);
}

void Seat::play(std::unique_ptr<Player> player, Outbox& outbox) noexcept {
  if (player_) {
    player_->stop();
    outbox.give(std::move(player_));
  }
  player_ = std::move(player);
}

void Seat::replay(std::unique_ptr<Player>& player) noexcept {
  if (!player_ || !player || player_->id() != player->id()) return;
  player->continueFrom(*player_);
  std::swap(player_, player);
}

void Seat::entered() noexcept {
  in_now_ = room_now_ = 0;
  was_open_ = true;
}

void Seat::left(Bus& bus) noexcept {
  bus.settle(last_);
  last_ = 0;
  was_shared_ = contributes_ = false;
  out_limiter_.setGain(1.0f);
  room_now_ = 0;
}

}  // namespace partyline::mixer
