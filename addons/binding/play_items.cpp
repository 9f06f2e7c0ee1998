#include "play_items.hpp"

#include "properties.hpp"

namespace partyline::binding {

namespace {

constexpr size_t kFrequencies = 2;
constexpr Range kFrequencyHz{1, 24000};
constexpr Range kLevelDbm0{-70, 3};
constexpr Range kDurationMs{0, 3600000};

void readTone(const Properties& from, mixer::PlayItem& item) {
  size_t count = 0;
  from.forEach("frequenciesHz", [&](const Properties& frequencies, const char* index) {
    const auto frequency_hz = static_cast<float>(frequencies.number(index, kFrequencyHz));
    if (count < kFrequencies) item.frequency_hz[count++] = frequency_hz;
  });
  item.level_dbm0 = static_cast<float>(from.number("dbm0", kLevelDbm0));
  item.duration_ms = from.integer("ms", kDurationMs);
}

mixer::PlayItem readItem(const Properties& from) {
  mixer::PlayItem item;
  item.kind = static_cast<mixer::PlayItem::Kind>(from.oneOf("kind", {"prompt", "tone", "silence"}));
  switch (item.kind) {
    case mixer::PlayItem::Kind::prompt: item.prompt = from.text("name"); break;
    case mixer::PlayItem::Kind::tone: readTone(from, item); break;
    case mixer::PlayItem::Kind::silence: item.duration_ms = from.integer("ms", kDurationMs); break;
  }
  return item;
}

}  // namespace

std::vector<mixer::PlayItem> readPlayItems(Arguments& arguments, size_t index) {
  std::vector<mixer::PlayItem> items;
  // An object around the array, so that its elements are named 'items.0' in messages.
  const Napi::Object holder = Napi::Object::New(arguments.env());
  holder.Set("items", arguments.value(index));
  Properties{arguments, holder, ""}.forEachObject("items", [&](const Properties& item) { items.push_back(readItem(item)); });
  return items;
}

}  // namespace partyline::binding
