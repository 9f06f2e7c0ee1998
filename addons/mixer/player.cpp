#include "player.hpp"

#include <algorithm>

namespace partyline::mixer {
namespace {

constexpr uint32_t kFrame = static_cast<uint32_t>(frameSamples(kRate8k));
constexpr uint32_t kLongestMs = 24 * 3600 * 1000;

PlayPart makePart(const PlayItem& item, unsigned rates, PromptStore& prompts) {
  PlayPart part;
  part.kind = item.kind;
  part.length = std::min(item.duration_ms, kLongestMs) * 8;
  if (item.kind == PlayItem::Kind::tone) part.tone = makeTone(item.frequency_hz, item.level_dbm0);
  if (item.kind != PlayItem::Kind::prompt) return part;
  part.length = 0;
  for (int rate = 0; rate < kRates; ++rate) {
    if ((rates >> rate & 1) == 0) continue;
    part.samples[rate] = prompts.samples(item.prompt, rate);
    if (part.samples[rate]) part.length = static_cast<uint32_t>(part.samples[rate]->size()) / static_cast<uint32_t>(rateRatio(rate));
  }
  return part;
}

}  // namespace

std::unique_ptr<Player> makePlayer(const Script& script, unsigned rates, PromptStore& prompts) {
  std::vector<PlayPart> parts;
  for (const PlayItem& item : script.items) {
    PlayPart part = makePart(item, rates, prompts);
    if (part.length > 0) parts.push_back(std::move(part));
  }
  return std::make_unique<Player>(script.id, std::move(parts), script.repeat);
}

Player::Player(PlayId id, std::vector<PlayPart> parts, bool repeat)
    : id_(id), parts_(std::move(parts)), repeat_(repeat && !parts_.empty()) {}

void Player::settle(Listener& listener) {
  if (ended_) listener.playEnded(id_, end_);
}

void Player::stop() noexcept {
  ended_ = true;
  end_ = PlayEnd::stopped;
}

void Player::continueFrom(const Player& other) noexcept {
  cursor_ = other.cursor_;
}

// Moves within one part by at most `most` samples and says by how many.
uint32_t Player::step(Cursor& cursor, uint32_t most) const noexcept {
  const uint32_t length = parts_[cursor.part].length;
  const uint32_t count = std::min(most, length - cursor.at);
  cursor.at += count;
  if (cursor.at < length) return count;
  cursor = {cursor.part + 1, 0};
  if (repeat_ && atEnd(cursor)) cursor = {};
  return count;
}

void Player::render(int16_t* out, int rate) const noexcept {
  const auto ratio = static_cast<uint32_t>(rateRatio(rate));
  Cursor cursor = cursor_;
  uint32_t done = 0;
  while (done < kFrame && !atEnd(cursor)) {
    const Cursor from = cursor;
    const uint32_t count = step(cursor, kFrame - done);
    const PlayPart& part = parts_[from.part];
    renderPart(out + done * ratio, part, {from.at, count, part.length, rate});
    done += count;
  }
  std::fill(out + done * ratio, out + kFrame * ratio, static_cast<int16_t>(0));
}

void Player::renderPart(int16_t* out, const PlayPart& part, Stretch stretch) noexcept {
  const auto ratio = static_cast<uint32_t>(rateRatio(stretch.rate));
  const Samples& samples = part.samples[stretch.rate];
  if (part.kind == PlayItem::Kind::tone) {
    renderTone(out, part.tone, stretch);
  } else if (samples) {
    std::copy_n(samples->data() + stretch.at * ratio, stretch.count * ratio, out);
  } else {
    std::fill_n(out, stretch.count * ratio, static_cast<int16_t>(0));
  }
}

bool Player::advance() noexcept {
  uint32_t done = 0;
  while (done < kFrame && !atEnd(cursor_)) done += step(cursor_, kFrame - done);
  if (!atEnd(cursor_)) return true;
  ended_ = true;
  end_ = PlayEnd::finished;
  return false;
}

}  // namespace partyline::mixer
