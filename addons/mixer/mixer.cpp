#include "mixer.hpp"

#include "control.hpp"

namespace partyline::mixer {

Mixer::Mixer(MixerOptions options, Listener& listener) : impl_(std::make_unique<Impl>(options, listener)) {}
Mixer::~Mixer() = default;

void Mixer::loadPrompt(const std::string& name, const std::string& path) { impl_->prompts.load(name, path); }
bool Mixer::hasPrompt(std::string_view name) const { return impl_->prompts.has(name); }

void Mixer::addSeat(SeatId seat, std::shared_ptr<AudioPort> port, SeatOptions options) { impl_->addSeat(seat, std::move(port), options); }
void Mixer::setPort(SeatId seat, std::shared_ptr<AudioPort> port) { impl_->setPort(seat, std::move(port)); }
void Mixer::removeSeat(SeatId seat) { impl_->removeSeat(seat); }
void Mixer::openRoom(RoomId room) { impl_->openRoom(room); }
void Mixer::closeRoom(RoomId room) { impl_->closeRoom(room); }
void Mixer::enter(SeatId seat, RoomId room) { impl_->enter(seat, room); }
void Mixer::leave(SeatId seat) { impl_->leave(seat); }

void Mixer::setMuted(SeatId seat, bool muted) { impl_->set(seat, [muted](Seat& it) { it.setMuted(muted); }); }
void Mixer::setDeaf(SeatId seat, bool deaf) { impl_->set(seat, [deaf](Seat& it) { it.setDeaf(deaf); }); }
void Mixer::setGain(SeatId seat, float in_db, float out_db) {
  impl_->set(seat, [in = gainOf(in_db), out = gainOf(out_db)](Seat& it) { it.setGain(in, out); });
}
void Mixer::setDigitDetection(SeatId seat, bool on) { impl_->setDigitDetection(seat, on); }

void Mixer::play(SeatId seat, PlayId play, std::vector<PlayItem> items, bool repeat) {
  impl_->play(seat, {play, std::move(items), repeat});
}
void Mixer::stopPlay(SeatId seat) { impl_->stopPlay(seat); }
void Mixer::setMusic(SeatId seat, bool on) { impl_->setMusic(seat, on); }
void Mixer::playRoom(RoomId room, PlayId play, std::vector<PlayItem> items) { impl_->playRoom(room, {play, std::move(items), false}); }

void Mixer::startRecording(RecordingId recording, RoomId room, std::string path, int bitrate_bps) {
  impl_->startRecording({recording, std::move(path), bitrate_bps, std::make_shared<RecordingFeed>()}, room);
}
void Mixer::stopRecording(RecordingId recording) { impl_->stopRecording(recording); }

rt::TickClock& Mixer::ticks() noexcept { return impl_->ticks(); }
std::vector<ShardStats> Mixer::stats() { return impl_->stats(); }
std::optional<SeatFigures> Mixer::seatFigures(SeatId seat) { return impl_->seatFigures(seat); }
void Mixer::tick() { impl_->tick(); }

}  // namespace partyline::mixer
