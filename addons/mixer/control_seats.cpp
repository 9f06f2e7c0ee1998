#include "control.hpp"
#include "notice.hpp"

namespace partyline::mixer {

void Mixer::Impl::postFor(const SeatEntry& entry, Seat* seat, std::unique_ptr<Command> command) {
  command->seat = seat;
  command->moves = entry.moves;
  shards_[entry.shard]->post(std::move(command));
}

Mixer::Impl::SeatEntry* Mixer::Impl::findSeat(SeatId id) {
  const auto found = seats_.find(id);
  return found == seats_.end() ? nullptr : &found->second;
}

void Mixer::Impl::addSeat(SeatId id, std::shared_ptr<AudioPort> port, const SeatOptions& options) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (const auto found = seats_.find(id); found != seats_.end()) removeEntry(found);
  const DigitOptions digits{options.detect_digits, options.dial_tone ? DialTone::filtered : DialTone::absent};
  Stream stream = makeStream(std::move(port), kRate8k, digits);
  SeatEntry entry;
  entry.rate = stream.rate;
  entry.has_port = stream.port != nullptr;
  entry.digits = digits;
  entry.shard = leastLoaded();
  entry.seat = std::make_unique<Seat>(id, std::move(stream), options);
  ++loads_[entry.shard].seats;
  post(entry, [seat = entry.seat.get()](Shard& shard) { shard.addSeat(*seat); });
  seats_[id] = std::move(entry);
}

// The new stream goes in, the old one comes back with the command. What plays goes on at the new rate.
void Mixer::Impl::setPort(SeatId id, std::shared_ptr<AudioPort> port) {
  const std::lock_guard<std::mutex> lock(mutex_);
  SeatEntry* entry = findSeat(id);
  if (!entry) return;
  Stream stream = makeStream(std::move(port), entry->rate, entry->digits);
  std::unique_ptr<Player> player;
  if (stream.rate != entry->rate && entry->script.id != 0) player = makePlayer(entry->script, 1u << stream.rate, prompts);
  entry->rate = stream.rate;
  entry->has_port = stream.port != nullptr;
  post(*entry, [seat = entry->seat.get(), stream = std::move(stream), player = std::move(player)](Shard& shard) mutable {
    shard.swapStream(*seat, stream);
    seat->replay(player);
  });
}

void Mixer::Impl::removeSeat(SeatId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (const auto found = seats_.find(id); found != seats_.end()) removeEntry(found);
}

// The seat itself goes with the command and is freed when that comes back.
void Mixer::Impl::removeEntry(std::map<SeatId, SeatEntry>::iterator found) {
  SeatEntry entry = std::move(found->second);
  seats_.erase(found);
  --loads_[entry.shard].seats;
  Seat* seat = entry.seat.get();
  auto remove = [owned = std::move(entry.seat)](Shard& shard) {
    owned->play(nullptr, shard.outbox());
    shard.removeSeat(*owned);
  };
  postFor(entry, seat, std::make_unique<ActionCommand<decltype(remove)>>(std::move(remove)));
}

void Mixer::Impl::enter(SeatId id, RoomId room) {
  const std::lock_guard<std::mutex> lock(mutex_);
  SeatEntry* entry = findSeat(id);
  const RoomEntry* target = findRoom(room);
  if (!entry || !target) return;
  if (target->shard != entry->shard) return move(*entry, target->shard, room);
  post(*entry, [seat = entry->seat.get(), room](Shard& shard) { shard.enter(*seat, room); });
}

void Mixer::Impl::move(SeatEntry& entry, size_t shard, RoomId room) {
  postFor(entry, entry.seat.get(), std::make_unique<MoveCommand>(*shards_[shard], room));
  --loads_[entry.shard].seats;
  ++loads_[shard].seats;
  entry.shard = shard;
  ++entry.moves;
}

void Mixer::Impl::leave(SeatId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (SeatEntry* entry = findSeat(id)) post(*entry, [seat = entry->seat.get()](Shard& shard) { shard.leave(*seat); });
}

void Mixer::Impl::setDigitDetection(SeatId id, bool on) {
  const std::lock_guard<std::mutex> lock(mutex_);
  SeatEntry* entry = findSeat(id);
  if (!entry || entry->digits.detect == on) return;
  entry->digits.detect = on;
  auto digits = makeDetector(entry->rate, entry->digits);
  post(*entry, [seat = entry->seat.get(), digits = std::move(digits)](Shard&) mutable { seat->swapDigits(digits); });
}

std::optional<SeatFigures> Mixer::Impl::seatFigures(SeatId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const SeatEntry* entry = findSeat(id);
  if (!entry || !entry->has_port) return std::nullopt;
  return entry->seat->meter().figures();
}

int Mixer::Impl::rateOf(SeatId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const SeatEntry* entry = findSeat(id);
  return entry ? entry->rate : kRate8k;
}

// A prompt's first conversion takes milliseconds: without the lock, at the rate that the seat most probably still has then.
void Mixer::Impl::play(SeatId id, Script script) {
  const int rate = rateOf(id);
  auto player = makePlayer(script, 1u << rate, prompts);
  const std::lock_guard<std::mutex> lock(mutex_);
  SeatEntry* entry = findSeat(id);
  if (!entry) return reportStopped(script.id);
  if (entry->rate != rate) player = makePlayer(script, 1u << entry->rate, prompts);
  entry->script = std::move(script);
  post(*entry, [seat = entry->seat.get(), player = std::move(player)](Shard& shard) mutable {
    seat->play(std::move(player), shard.outbox());
  });
}

void Mixer::Impl::stopPlay(SeatId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  SeatEntry* entry = findSeat(id);
  if (entry) post(*entry, [seat = entry->seat.get()](Shard& shard) { seat->play(nullptr, shard.outbox()); });
}

void Mixer::Impl::setMusic(SeatId id, bool on) {
  const std::lock_guard<std::mutex> lock(mutex_);
  SeatEntry* entry = findSeat(id);
  if (!entry) return;
  if (on) shards_[entry->shard]->station(entry->rate).start();
  if (on) disk_.wake();
  post(*entry, [seat = entry->seat.get(), on](Shard&) { seat->setMusic(on); });
}

void Mixer::Impl::notify(std::unique_ptr<Returned> notice) {
  notices_.push(std::move(notice));
  wake_.post();
}

void Mixer::Impl::reportStopped(PlayId play) {
  notify(makeNotice([play](Listener& to) { to.playEnded(play, PlayEnd::stopped); }));
}

}  // namespace partyline::mixer
