// What a recording looks like: the peak of each tenth of a second. Any thread; takes seconds for an hour.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace partyline::mixer {

constexpr int kPeaksPerSecond = 10;

// Of an Ogg Opus file, 255 being full scale. Of a file that is damaged or cut short, what plays of it; nothing of one that is none.
std::vector<uint8_t> readPeaks(const std::string& path);

}  // namespace partyline::mixer
