#include "sdp_filter.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include <strings.h>

namespace partyline::phone {

namespace {

/** Encoding names by payload type, from the rtpmap lines. */
std::map<std::string, std::string> encodings(const std::vector<std::string>& lines) {
  std::map<std::string, std::string> found;
  for (const auto& line : lines) {
    if (line.rfind("a=rtpmap:", 0) != 0) continue;
    const auto space = line.find(' ');
    found[line.substr(9, space - 9)] = line.substr(space + 1, line.find('/') - space - 1);
  }
  return found;
}

/** Position of an encoding among those wished for, or -1. */
int rank(const std::string& encoding, const MediaWish& wish) {
  if (strcasecmp(encoding.c_str(), "telephone-event") == 0) return wish.telephone_event ? 1000 : -1;
  if (wish.codecs.empty()) return 0;
  for (size_t i = 0; i < wish.codecs.size(); ++i) {
    if (strcasecmp(encoding.c_str(), wish.codecs[i].c_str()) == 0) return static_cast<int>(i);
  }
  return -1;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

/** The m= line with only the payload types of `types`. */
std::string media_line(const std::string& line, const std::vector<std::string>& types) {
  std::istringstream in(line);
  std::string media, port, protocol;
  in >> media >> port >> protocol;
  std::string out = media + " " + port + " " + protocol;
  for (const auto& type : types) out += " " + type;
  return out;
}

std::vector<std::string> wished_types(const std::string& line, const std::map<std::string, std::string>& names, const MediaWish& wish) {
  std::istringstream in(line);
  std::string skipped;
  in >> skipped >> skipped >> skipped;
  const auto rank_of = [&](const std::string& type) { return rank(names.count(type) ? names.at(type) : "", wish); };
  std::vector<std::string> types;
  for (std::string type; in >> type;) {
    if (rank_of(type) >= 0) types.push_back(type);
  }
  std::stable_sort(types.begin(), types.end(), [&](const auto& a, const auto& b) { return rank_of(a) < rank_of(b); });
  return types;
}

/** True for an rtpmap or fmtp line of a payload type that was left out. */
bool orphan(const std::string& line, const std::vector<std::string>& types) {
  if (line.rfind("a=rtpmap:", 0) != 0 && line.rfind("a=fmtp:", 0) != 0) return false;
  const auto colon = line.find(':');
  const auto type = line.substr(colon + 1, line.find(' ') - colon - 1);
  return std::find(types.begin(), types.end(), type) == types.end();
}

bool is_direction(const std::string& line) {
  return line == "a=sendrecv" || line == "a=sendonly" || line == "a=recvonly" || line == "a=inactive";
}

}  // namespace

std::string filter_sdp(const std::string& sdp, const MediaWish& wish) {
  const auto lines = split_lines(sdp);
  const auto names = encodings(lines);
  std::vector<std::string> types;
  std::string out;
  for (const auto& line : lines) {
    if (line.rfind("m=audio", 0) == 0) {
      types = wished_types(line, names, wish);
      out += media_line(line, types) + "\r\n";
    } else if (is_direction(line) && !wish.direction.empty()) {
      out += "a=" + wish.direction + "\r\n";
    } else if (!orphan(line, types)) {
      out += line + "\r\n";
    }
  }
  return out;
}

}  // namespace partyline::phone
