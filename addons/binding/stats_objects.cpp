#include "stats_objects.hpp"

namespace partyline::binding {

namespace {

Napi::Value portOrNull(Napi::Env env, const std::optional<uint16_t>& port) {
  if (!port) return env.Null();
  return Napi::Number::New(env, *port);
}

Napi::Object toObject(Napi::Env env, const mixer::ShardStats& shard) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("ticks", static_cast<double>(shard.ticks));
  object.Set("lateTicks", static_cast<double>(shard.late_ticks));
  object.Set("seats", shard.seats);
  object.Set("rooms", shard.rooms);
  object.Set("tickP50Us", shard.tick_p50_us);
  object.Set("tickP99Us", shard.tick_p99_us);
  object.Set("tickMaxUs", shard.tick_max_us);
  object.Set("faults", static_cast<double>(shard.faults));
  return object;
}

}  // namespace

Napi::Object toObject(Napi::Env env, const sip::LegStats& stats) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("rxPackets", stats.rx_packets);
  object.Set("rxLost", stats.rx_lost);
  object.Set("rxDiscarded", stats.rx_discarded);
  object.Set("rxJitterMs", stats.rx_jitter_ms);
  object.Set("txPackets", stats.tx_packets);
  object.Set("txLost", stats.tx_lost);
  object.Set("txJitterMs", stats.tx_jitter_ms);
  if (stats.round_trip_ms) object.Set("roundTripMs", *stats.round_trip_ms);
  object.Set("jitterBufferMs", stats.jitter_buffer_ms);
  return object;
}

Napi::Object toObject(Napi::Env env, const mixer::SeatFigures& figures) {
  const Napi::Object object = Napi::Object::New(env);
  if (figures.noise_dbov) object.Set("noiseDbov", *figures.noise_dbov);
  if (figures.speech_dbov) object.Set("speechDbov", *figures.speech_dbov);
  if (figures.echo_db) {
    const Napi::Object echo = Napi::Object::New(env);
    echo.Set("db", *figures.echo_db);
    echo.Set("delayMs", figures.echo_delay_ms);
    object.Set("echo", echo);
  }
  object.Set("silentMs", figures.silent_ms);
  return object;
}

Napi::Object toObject(Napi::Env env, const sip::Ports& ports) {
  const Napi::Object object = Napi::Object::New(env);
  object.Set("udp", portOrNull(env, ports.udp));
  object.Set("tcp", portOrNull(env, ports.tcp));
  object.Set("tls", portOrNull(env, ports.tls));
  return object;
}

Napi::Array toArray(Napi::Env env, const std::vector<mixer::ShardStats>& shards) {
  const Napi::Array array = Napi::Array::New(env, shards.size());
  for (uint32_t i = 0; i < shards.size(); i++) array.Set(i, toObject(env, shards[i]));
  return array;
}

}  // namespace partyline::binding
